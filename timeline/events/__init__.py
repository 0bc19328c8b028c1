"""Events: dated sentences of documents, merged over all that tell the same."""

import sys
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events.across import relatives
from timeline.events.cache import Cache
from timeline.events.language import available
from timeline.events.mention import Mention
from timeline.events.merge import merge
from timeline.events.model import Event, Evidence, Source, Timeline, Undated
from timeline.events.reading import Reading, Task, unpack
from timeline.events.tags import Vocabulary
from timeline.events.workers import Workers

__all__ = ["Event", "Evidence", "Source", "Timeline", "Undated", "extract", "waiting"]

Progress = Callable[[int, int], None]


def extract(
    documents: Iterable[Document],
    progress: Progress | None = None,
    *,
    jobs: int | None = 1,
    cache: Cache | None = None,
    vocabulary: Vocabulary | None = None,
) -> Timeline:
    """Return the events that the documents tell, each with its evidence, and the list of sources.

    The result does not depend on the order of the documents, the number of jobs or what is in the cache.
    Event ids are left empty; the events file mints them. The text of a document is let go once it is read.

    Args:
        documents: the articles, each with an id of its own.
        progress: called with the number of documents read so far and the number of all.
        jobs: how many processes read them, 1 for this one, None for as many as there are cores, if there is
            work enough for them. A script that asks for more than one must have its own part below
            `if __name__ == "__main__":`.
        cache: where readings of earlier runs are found.
        vocabulary: what the events are tagged by, as `timeline.events.tags.load` reads it; by default the
            package's.

    Raises:
        TimelineError: when a document is in a language of which this stage knows no words, or a process ends
            by itself.
    """
    with Workers(jobs) as workers:
        extraction = _Extraction(workers, cache or Cache())
        extraction.read(documents, progress)
        extraction.read_again()
    return extraction.timeline(vocabulary)


def waiting(documents: Iterable[Document], cache: Cache | None = None) -> dict[str, Task]:
    """Return those documents, by their ids, that count from an event that only others of their story date.

    Each is a task with these others, as `timeline.events.reading.tag` takes it. `cache` is as in `extract`.
    """
    with Workers(None) as workers:
        extraction = _Extraction(workers, cache or Cache())
        extraction.read(documents, None)
    return extraction.together()


class _Extraction:
    """Articles on their way to a timeline."""

    def __init__(self, workers: Workers, cache: Cache) -> None:
        self._workers, self._cache = workers, cache
        self._documents: dict[str, Document] = {}  # with their texts only if they are waiting
        self._packs: dict[str, bytes] = {}  # their readings
        self._names: dict[str, frozenset[str]] = {}
        self._waiting: list[str] = []  # those that count from an event that they do not date

    def read(self, documents: Iterable[Document], progress: Progress | None) -> None:
        """Read each document by itself."""
        unread: deque[Task] = deque()
        for document in documents:
            _check_language(document)
            task = Task(document)
            found = self._cache.get(task)
            if found is None:
                unread.append(task)
            else:
                self._take(document, *found)
        total = len(self._documents) + len(unread)
        if progress and self._documents:
            progress(len(self._documents), total)
        for task, pack in self._workers.read(unread):
            self._cache.put(task, pack)
            self._take(task.document, pack, unpack(pack))
            if progress:
                progress(len(self._documents), total)

    def _take(self, document: Document, pack: bytes, reading: Reading) -> None:
        if reading.is_waiting:
            self._waiting.append(document.id)
        self._documents[document.id] = document if reading.is_waiting else replace(document, text="")
        self._packs[document.id] = pack
        self._names[document.id] = frozenset(map(sys.intern, reading.names))

    def read_again(self) -> None:
        """Read those that are waiting together with what the others of their stories date."""
        unread: deque[Task] = deque()
        dated: dict[str, bytes] = {}
        for name, task in self.together().items():
            found = self._cache.get(task)
            if found is None:
                unread.append(task)
            else:
                dated[name] = found[0]
        for task, pack in self._workers.read(unread):
            self._cache.put(task, pack)
            dated[task.document.id] = pack
        self._packs |= dated

    def together(self) -> dict[str, Task]:
        """Return those that are waiting by their ids, each with the others of its story."""
        return {
            name: Task(
                self._documents[name], tuple((self._called(each), self._packs[each]) for each in related)
            )
            for name, related in relatives(self._names, sorted(self._waiting)).items()
        }

    def _called(self, name: str) -> str:
        title = self._documents[name].title
        return f"“{' '.join(title.split())}” ({name})" if title else f"({name})"

    def timeline(self, vocabulary: Vocabulary | None = None) -> Timeline:
        """Return what all of them tell together."""
        told: list[Mention] = []
        undated: list[Undated] = []
        documents = [self._documents[name] for name in sorted(self._documents)]
        for document in documents:
            reading = unpack(self._packs.pop(document.id))
            told.extend(reading.mentions)
            undated.extend(reading.undated)
        published = {document.id: document.published for document in documents if document.published}
        sources = {document.id: _source(document) for document in documents}
        return Timeline(sources=sources, events=merge(told, published, vocabulary), undated=undated)


def _check_language(document: Document) -> None:
    if document.language not in available():
        raise TimelineError(
            f"{document.file or document.id}: articles in the language “{document.language}” are not"
            f" supported; there are: {', '.join(available())}"
        )


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
