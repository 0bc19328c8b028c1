"""Files → documents, with their publication date and how that is known."""

from timeline.documents.collection import Collection, Documents
from timeline.documents.model import Document
from timeline.documents.near_duplicates import near_duplicates
from timeline.documents.published import resolve_publication
from timeline.documents.reading import read

__all__ = ["Collection", "Document", "Documents", "near_duplicates", "read", "resolve_publication"]
