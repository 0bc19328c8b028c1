"""The options of commands that say what reads the articles."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from timeline.workers import Engine

__all__ = ["engine_of", "engine_options"]


class _Count(click.IntRange):
    """How many of something, with an error that says what is a number of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"“{value}” is not a whole number from {self.min}", param, ctx)


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what reads the articles."""
    for option in (
        click.option(
            "--quiet", "-q", is_flag=True, help="Show neither progress nor a summary; only warnings."
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="The Dask cluster, as in tcp://10.0.0.5:8786.  [default: one on this machine]",
        ),
        click.option(
            "--engine",
            type=click.Choice(["processes", "dask"]),
            default="processes",
            show_default=True,
            help="What reads articles: processes of this machine, or a Dask cluster.",
        ),
        click.option(
            "--jobs",
            type=_Count(min=1),
            metavar="N",
            help="How many processes read articles.  [default: one for each core, if it is worth it]",
        ),
    ):
        command = option(command)
    return command


def engine_of(name: str, scheduler: str | None, jobs: int | None) -> "AbstractContextManager[Engine | None]":
    """Return what reads the articles; None stands for processes, which are started when they are needed."""
    if name == "dask":
        from timeline.cluster import Cluster

        return Cluster(scheduler, jobs)
    if scheduler:
        raise click.UsageError("--scheduler needs --engine dask", click.get_current_context())
    return nullcontext()
