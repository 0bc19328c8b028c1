"""Events: dated sentences of documents, merged over all that tell the same."""

from collections.abc import Callable, Sequence

from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events.across import happenings_of_related
from timeline.events.language import available
from timeline.events.mention import Mention
from timeline.events.mentions import mentions
from timeline.events.merge import merge
from timeline.events.model import Event, Evidence, Source, Timeline, Undated
from timeline.times.happenings import Happenings
from timeline.times.model import TimeExpression
from timeline.times.tagger import tag_document

__all__ = ["Event", "Evidence", "Source", "Timeline", "Undated", "extract"]


def extract(documents: Sequence[Document], progress: Callable[[int, int], None] | None = None) -> Timeline:
    """Return the events that the documents tell, each with its evidence, and the list of sources.

    The result does not depend on the order of the documents. Event ids are left empty; the events file
    mints them.
    `progress` is called with the number of documents read so far and the number of all.

    Raises:
        TimelineError: when a document is in a language of which this stage knows no words.
    """
    documents = sorted(documents, key=lambda document: document.id)
    for document in documents:
        if document.language not in available():
            raise TimelineError(
                f"{document.file or document.id}: articles in the language “{document.language}” are not"
                f" supported; there are: {', '.join(available())}"
            )
    tagged = {}
    for number, document in enumerate(documents, start=1):
        tagged[document.id] = _tag(document)
        if progress:
            progress(number, len(documents))
    by_id = {document.id: document for document in documents}
    for key, known in happenings_of_related(documents, tagged).items():
        tagged[key] = _tag(by_id[key], known)
    told: list[Mention] = []
    undated: list[Undated] = []
    for document in documents:
        found, missing = mentions(document, tagged[document.id])
        told.extend(found)
        undated.extend(missing)
    published = {document.id: document.published for document in documents if document.published}
    sources = {document.id: _source(document) for document in documents}
    return Timeline(sources=sources, events=merge(told, published), undated=undated)


def _tag(document: Document, known: Happenings | None = None) -> list[TimeExpression]:
    return tag_document(document.text, document.published, document.language, document.body, known)


def _source(document: Document) -> Source:
    return Source(
        file=document.file,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        published=document.published,
        published_because=document.published_because,
    )
