"""The streams of the `timeline` command: what it prints, and where to when they are closed."""

import os
import sys
from pathlib import Path

import click

__all__ = ["drop_output", "fail", "open_closed_streams", "say", "write"]


def drop_output() -> None:
    """Send what is still to be written nowhere, so that leaving does not fail over it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_closed_streams() -> None:
    """Read nothing from, and write nowhere to, a stream that the caller has closed (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def fail(message: str, status: int) -> None:
    """Print an error as one line, and leave with this exit status."""
    say(f"timeline: {' '.join(message.split())}", err=True)
    sys.exit(status)


def say(text: str, *, err: bool = False) -> None:
    """Print text that may come from an article, without what would steer the terminal."""
    safe = "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    click.echo(safe.encode(encoding, "replace").decode(encoding), err=err)


def write(text: str, output: Path | None) -> None:
    """Write to a file, whole or not at all; to standard output when there is none."""
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        return
    from timeline.store.files import write_atomically

    write_atomically(output, text)
