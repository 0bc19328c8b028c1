"""Events: dated sentences of documents, merged over all that tell the same."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace

from timeline.cache import Cache
from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events.across import relatives
from timeline.events.language import available
from timeline.events.memory import Article, Memory, Merged, Merging
from timeline.events.mention import Mention
from timeline.events.merge import LeftOut, merge
from timeline.events.model import Event, Evidence, Source, Timeline, Undated
from timeline.events.reading import Outline, Task, mark, outline, read, unpack
from timeline.events.tags import Vocabulary
from timeline.garbage import no_collection
from timeline.progress import Progress, silent
from timeline.workers import Engine, Workers

__all__ = ["Event", "Evidence", "Source", "Timeline", "Undated", "extract", "waiting"]


def extract(
    documents: Sequence[Document],
    progress: Progress = silent,
    *,
    jobs: int | None = 1,
    engine: Engine | None = None,
    cache: Cache | None = None,
    vocabulary: Vocabulary | None = None,
    left_out: LeftOut | None = None,
) -> Timeline:
    """Return the events that the documents tell, each with its evidence, and the list of sources.

    The result does not depend on the order of the documents, the number of jobs or what is in the cache.
    Event ids are left empty; the events file mints them. Documents are taken when they are read, and their
    texts are not kept.

    Args:
        documents: the articles, each with an id of its own.
        progress: called on the way.
        jobs: how many processes read them, 1 for this one, None for as many as there are cores, if there is
            work enough for them. A script that asks for more than one must have its own part below
            `if __name__ == "__main__":`.
        engine: what reads them instead of such processes; `jobs` does not count then.
        cache: where readings of earlier runs are found.
        vocabulary: what the events are tagged by, as `timeline.events.tags.load` reads it; by default the
            package's.
        left_out: which years' events are not wanted, as `timeline.events.merge.merge` takes it.

    Raises:
        TimelineError: when a document is in a language of which this stage knows no words, or the engine
            fails.
    """
    with nullcontext(engine) if engine else Workers(jobs) as workers:
        extraction = _Extraction(documents, workers, cache or Cache())
        extraction.read(progress)
        extraction.read_again(progress)
        progress("Merging events", 0, 1)
        timeline = extraction.timeline(vocabulary, left_out, workers if _is_spread(workers) else None)
        progress("Merging events", 1, 1)
    return timeline


def _is_spread(workers: Engine) -> bool:
    """Whether other processes work already: for what is done in this one, handing it over costs time."""
    return not isinstance(workers, Workers) or workers.has_started


def waiting(documents: Sequence[Document], cache: Cache | None = None) -> dict[str, Task]:
    """Return those documents, by their ids, that count from an event that only others of their story date.

    Each is a task with these others, as `timeline.events.reading.tag` takes it. `cache` is as in `extract`.
    """
    with Workers(None) as workers:
        extraction = _Extraction(documents, workers, cache or Cache())
        extraction.read()
    return {task.document.id: task for task in extraction.together(extraction.related())}


class _Extraction:
    """Articles on their way to a timeline."""

    def __init__(self, documents: Sequence[Document], workers: Engine, cache: Cache) -> None:
        self._documents, self._workers, self._cache = documents, workers, cache
        self._outlines: dict[str, Document] = {}  # without their texts
        self._packs: dict[str, bytes] = {}  # their readings
        self._names: dict[str, frozenset[str]] = {}
        self._told = 0  # sentences that tell an event, not yet merged
        self._waiting: set[str] = set()  # those that count from an event that they do not date
        self._faults: dict[str, str] = {}  # why an article could not be read

    def read(self, progress: Progress = silent) -> None:
        """Read each document by itself."""
        for task, pack in self._workers.run(read, self._unread(progress)):
            self._take(task.document, pack, self._kept(task, pack))
            progress("Reading articles", len(self._outlines), len(self._documents), self._told)

    def _unread(self, progress: Progress) -> Iterator[Task]:
        """Yield the documents that are not in the cache, and take what is."""
        for document in self._documents:
            _check_language(document)
            task = Task(document)
            found = self._cache.get(task, outline)
            if found is None:
                yield task
            else:
                self._take(document, *found)
                progress("Reading articles", len(self._outlines), len(self._documents), self._told)

    def _take(self, document: Document, pack: bytes, about: Outline) -> None:
        self._outlines[document.id] = replace(document, text="")
        self._packs[document.id] = pack
        self._names[document.id] = about.names
        self._told += about.told
        if about.is_waiting:
            self._waiting.add(document.id)

    def _kept(self, task: Task, pack: bytes) -> Outline:
        """Keep a reading for the next run, unless the rules stumbled; return its outline."""
        about = outline(pack)
        if about.fault:
            name = task.document.id
            self._faults[name] = f"{task.document.file or name}: {about.fault}"
        else:
            self._cache.put(task, pack)
        return about

    def read_again(self, progress: Progress = silent) -> None:
        """Read those that are waiting together with what the others of their stories date."""
        dated: dict[str, bytes] = {}
        related = self.related()
        for task, pack in self._workers.run(read, self._unread_again(related, dated)):
            self._kept(task, pack)
            dated[task.document.id] = pack
            progress("Reading again", len(dated), len(related))
        self._packs |= dated

    def _unread_again(self, related: Mapping[str, list[str]], dated: dict[str, bytes]) -> Iterator[Task]:
        """Yield what is not in the cache, and put into `dated` what is."""
        for task in self.together(related):
            found = self._cache.get(task, outline)
            if found is None:
                yield task
            else:
                dated[task.document.id] = found[0]

    def related(self) -> dict[str, list[str]]:
        """Return the others of their story, for those that are waiting and not alone."""
        return relatives(self._names, sorted(self._waiting))

    def together(self, related: Mapping[str, list[str]]) -> Iterator[Task]:
        """Yield those that are waiting, each with the others of its story."""
        for document in self._documents:
            others = related.get(document.id)
            if others:
                yield Task(document, tuple((self._called(each), self._packs[each]) for each in others))

    def _called(self, name: str) -> str:
        title = self._outlines[name].title
        return f"“{' '.join(title.split())}” ({name})" if title else f"({name})"

    @no_collection()
    def timeline(
        self,
        vocabulary: Vocabulary | None = None,
        left_out: LeftOut | None = None,
        engine: Engine | None = None,
    ) -> Timeline:
        """Return what all of them tell together."""
        told: list[Mention] = []
        marks: list[int] = []
        undated: list[Undated] = []
        articles: list[Article] = []
        documents = [self._outlines[name] for name in sorted(self._outlines)]
        for document in documents:
            pack = self._packs.pop(document.id)
            reading = unpack(pack)
            told.extend(reading.mentions)
            marks.extend(reading.marks)
            undated.extend(reading.undated)
            articles.append(_article(document, pack, len(reading.mentions)))
        published = {document.id: document.published for document in documents if document.published}
        # An article over which the rules stumbled counts as one that was not read, so its events stay.
        sources = {each.id: _source(each) for each in documents if each.id not in self._faults}
        task = Merging()
        kept = self._cache.get(task, Merged.unpack)
        memory = Memory(kept and kept[1], articles, marks)
        events = merge(told, published, vocabulary, memory, left_out, engine)
        if kept is None or memory.now != kept[1]:
            self._cache.put(task, memory.now.pack())
        for event in events:
            event.evidence = [self._on_its_page(evidence) for evidence in event.evidence]
        warnings = [self._faults[name] for name in sorted(self._faults)]
        return Timeline(sources=sources, events=events, undated=undated, warnings=warnings)

    def _on_its_page(self, evidence: Evidence) -> Evidence:
        page = self._outlines[evidence.source].page(evidence.start or 0)
        return replace(evidence, page=page) if page else evidence


def _article(document: Document, pack: bytes, told: int) -> Article:
    given = json.dumps([document.id, document.published, document.pages]).encode()
    return Article(document.id, mark(given).hex(), mark(pack).hex(), told)


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
