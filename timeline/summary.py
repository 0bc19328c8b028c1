"""What a run did, as lines for a terminal."""

from collections.abc import Sequence

from timeline.build import BuildReport

__all__ = ["remarks", "table"]

_SHOWN = 5  # of a long list


def remarks(report: BuildReport) -> list[str]:
    """Return what the user should know, problems first."""
    notes = report.update.notes if report.update else []
    more = [f"and {len(notes) - _SHOWN} more dates that differ from yours"] if len(notes) > _SHOWN else []
    return [*report.warnings, *report.notes, *notes[:_SHOWN], *more]


def table(report: BuildReport) -> list[str]:
    """Return what became of the events, and what has no date."""
    if report.update is None:
        return []
    update = report.update
    rows: list[tuple[str, int, str, list[str]]] = [("articles", report.articles, "read", [])]
    for name, ids, what, is_named in (
        ("new", update.new, "events added", False),
        ("updated", update.updated, "events that nobody had touched, rewritten", True),
        ("unchanged", update.unchanged, "events as they were", False),
        ("kept", update.kept, "events of yours" + _more_evidence(len(update.extended)), False),
        (
            "removed",
            update.removed,
            "events that the articles no longer tell" + _articles_gone(update.gone),
            True,
        ),
    ):
        if ids or name in ("new", "unchanged"):
            named = [f"{each}  {update.titles[each]}" for each in ids] if is_named else []
            rows.append((name, len(ids), what, named))
    if report.undated:
        missing = [f"{each.source}: “{each.expression}”: {each.reason}" for each in report.undated]
        rows.append(("undated", len(missing), "passages without a date", missing))
    width = max(len(f"{count:,}") for _, count, _, _ in rows)
    lines = []
    for name, count, what, details in rows:
        lines.append(f"{name:<10} {count:>{width},}  {what}")
        more = [f"and {len(details) - _SHOWN} more"] if len(details) > _SHOWN else []
        lines += [f"{'':<10} {'':>{width}}  {detail}" for detail in details[:_SHOWN] + more]
    return [*lines, f"{update.path}: {'written' if update.written else 'already up to date'}"]


def _articles_gone(files: Sequence[str]) -> str:
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    return f"; no longer there: {', '.join(files[:_SHOWN])}{more}" if files else ""


def _more_evidence(count: int) -> str:
    return f", {count} of them with new evidence" if count else ""
