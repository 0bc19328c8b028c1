"""The options of every command as tables in the guide, made from the commands themselves.

python -m timeline.reference docs/guide/commands.md
"""

import re
import sys
from pathlib import Path

import click

from timeline.cli import cli
from timeline.store.files import read_text, write_atomically

__all__ = ["updated"]

_BEGIN, _END = "<!-- made by: python -m timeline.reference -->", "<!-- end -->"
_SECTION = re.compile(r"^## `timeline (\w+)`\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(f"{re.escape(_BEGIN)}\n.*?{re.escape(_END)}\n", re.DOTALL)
_DEFAULT = re.compile(r"\s*\[default: (.*)\]$")


def updated(page: str) -> str:
    """Return the page with the table of each command's section as the command has it.

    Raises:
        KeyError: when a section is about a command that does not exist.
        ValueError: when a section has no place for its table.
    """
    return _SECTION.sub(lambda found: _with_table(found[0], found[1]), page)


def _with_table(section: str, name: str) -> str:
    table = f"{_BEGIN}\n\n{_described(cli.commands[name], name)}\n{_END}\n"
    section, count = _TABLE.subn(lambda _: table, section)
    if count != 1:
        raise ValueError(f"timeline {name}: write “{_BEGIN}” and “{_END}” where its options belong")
    return section


def _described(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=f"timeline {name}")
    usage = f"`{' '.join([f'timeline {name}', *command.collect_usage_pieces(context)])}`\n"
    rows = [_row(each) for each in command.params if isinstance(each, click.Option)]
    return usage + ("\n| option | meaning |\n|---|---|\n" + "".join(rows) if rows else "")


def _row(option: click.Option) -> str:
    meaning, default = option.help or "", option.default
    told = _DEFAULT.search(meaning)
    if isinstance(option.type, click.Choice):
        meaning += f" One of {', '.join(f'`{choice}`' for choice in option.type.choices)}."
    if told:
        meaning = f"{meaning[: told.start()]} By default {told[1]}."
    elif option.show_default and default is not None:
        meaning += f" By default `{default}`."
    elif option.required:
        meaning += " It has to be given."
    value = "" if option.is_flag else f" {option.metavar or 'NAME'}"
    return f"| `{', '.join(option.opts)}{value}` | {meaning} |\n"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    write_atomically(path, updated(read_text(path)))
