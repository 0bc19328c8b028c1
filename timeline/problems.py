"""The problems of an events file, written for a person, a program or GitHub."""

import json
from collections.abc import Sequence
from pathlib import Path

from timeline.store import Problem

__all__ = ["STYLES", "written"]

STYLES = ("text", "json", "github")


def written(file: Path, problems: Sequence[Problem], style: str) -> list[str]:
    """Return lines that tell the problems of a file.

    Args:
        file: the events file.
        problems: what `timeline.check` found in it.
        style: `text` for a line each and their number; `json` for a list of objects; `github` for the
            workflow commands by which GitHub shows them beside the line (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    if style == "json":
        return _json(file, problems)
    if style == "github":
        return [_command(file, problem) for problem in problems]
    lines = [f"{each.file or file}:{each.line}: {each.severity}: {each.message}" for each in problems]
    counts = [(_count(problems, severity), severity) for severity in ("error", "warning")]
    found = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    return [*lines, f"{file}: {', '.join(found) or 'no problems'}"]


def _count(problems: Sequence[Problem], severity: str) -> int:
    return sum(problem.severity == severity for problem in problems)


def _json(file: Path, problems: Sequence[Problem]) -> list[str]:
    rows = [
        json.dumps(
            {
                "file": str(each.file or file),
                "line": each.line,
                "severity": each.severity,
                "rule": each.rule,
                "message": each.message,
            },
            ensure_ascii=False,
        )
        for each in problems
    ]
    return ["[", *(f"{row}," for row in rows[:-1]), *rows[-1:], "]"]


def _command(file: Path, problem: Problem) -> str:
    place = (
        f"file={_escaped((problem.file or file).as_posix(), ',:')},line={problem.line},title={problem.rule}"
    )
    return f"::{problem.severity} {place}::{_escaped(problem.message)}"


def _escaped(text: str, more: str = "") -> str:
    """Return a text without the characters that mean something in a command."""
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)
