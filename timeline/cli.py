"""The `timeline` command: arguments and messages, no logic."""

import contextlib
import dataclasses
import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.console import drop_output, fail, open_closed_streams, say, write
from timeline.engine_options import engine_of, engine_options
from timeline.errors import TimelineError

# Commands import what they need themselves: `timeline check` does not wait for the tagger.
if TYPE_CHECKING:
    from timeline.build import BuildReport
    from timeline.config import Options
    from timeline.documents import Document, Documents

__all__ = ["cli", "main"]

_FILE = click.Path(path_type=Path)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(package_name="mkdocs-timeline", message="%(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """News articles in, a published timeline out: every date with its reason."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the command line; leave with status 0, 1 for a problem in the input, or 2 for wrong usage."""
    open_closed_streams()
    try:
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        command = f" (timeline {error.ctx.info_name} --help)" if error.ctx and error.ctx.parent else ""
        fail(f"{error.format_message()}{command}", 2)
    except click.Abort:
        fail("interrupted", 130)
    except BrokenPipeError:  # `timeline export … | head`
        drop_output()
        sys.exit(1)
    except OSError as error:
        if error.filename is None:
            drop_output()
        fail(f"{error.filename or 'the output'}: {error.strerror or error}", 1)
    except (TimelineError, click.ClickException) as error:
        fail(str(error), 1)


# ---------------------------------------------------------------------- extract and build


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH|URL]...")
@click.option(
    "--output",
    metavar="FILE",
    type=_FILE,
    help="The events file.  [default: as in mkdocs.yml, or docs/events.yml]",
)
@engine_options
def extract(
    paths: tuple[str, ...],
    output: Path | None,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Read articles and create or update the events file.

    PATH is a folder of articles or a single one; without it, the folder that mkdocs.yml names. A page or a
    feed at an http(s) URL is downloaded into that folder first, if its robots.txt allows; what another URL
    leads to, such as “s3://bucket/articles/*.jsonl”, is only read. What a person changed in the events file
    stays as it is.
    """
    from timeline import build, config, progress
    from timeline.documents.remote import is_address

    options = config.read()
    files = [_downloaded(each, options.articles, quiet) for each in paths]
    inside = options.articles.resolve()
    local = [Path(file) for file in files if not is_address(file)]
    root = options.articles if all(file.resolve().is_relative_to(inside) for file in local) else None
    events_file = output or options.events
    with engine_of(engine, scheduler, jobs) as workers, progress.on_screen(quiet=quiet) as told:
        report = build.extract(
            files or [options.articles],
            events_file,
            options.title,
            root,
            told,
            complete=not paths and events_file.resolve() == options.events.resolve(),
            jobs=jobs,
            engine=workers,
            cache=options.cache,
            tags=options.tags,
            columns=options.columns,
        )
    _show(report, quiet)
    if not report.articles:
        raise TimelineError(_without_articles(events_file))


@cli.command()
@engine_options
def build(jobs: int | None, engine: str, scheduler: str | None, quiet: bool) -> None:
    """Extract, then write what the site needs. The options stand in mkdocs.yml.

    `mkdocs serve` and `mkdocs build` do this by themselves; `zensical` needs it before it.
    """
    from timeline import config, progress
    from timeline.build import build as build_all

    options = config.read()
    with engine_of(engine, scheduler, jobs) as workers, progress.on_screen(quiet=quiet) as told:
        report = build_all(options, told, jobs=jobs, engine=workers)
    _show(report, quiet)
    if not report.articles and not quiet:
        say(_without_articles(options.events))


def _without_articles(events: Path) -> str:
    done = "left as it is" if events.exists() else "not written"
    return f"{events}: {done}, because there was no article to read"


def _downloaded(path: str, folder: Path, quiet: bool) -> Path | str:
    """Return the file of a path; a page or a feed is downloaded. Other addresses stay what they are."""
    if not path.lower().startswith(("http://", "https://")):
        return path if "://" in path else Path(path)
    from timeline.documents.fetching import fetch

    file = fetch(path, folder)
    if not quiet:
        say(f"{file}: saved from {path}")
    return file


def _show(report: "BuildReport", quiet: bool) -> None:
    from timeline import summary

    for line in summary.remarks(report):
        say(f"timeline: {line}", err=True)
    for line in [] if quiet else summary.table(report):
        say(line)


# ---------------------------------------------------------------------- check and explain


@cli.command()
@click.argument("file", required=False, type=_FILE)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For a person, for a program, or as annotations of a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
def check(file: Path | None, style: str, strict: bool) -> None:
    """Print every problem in the events file with its line.

    The exit status is 1 if there is an error; a warning is something to look at again. The quotes of the
    project's own file are also looked up in its articles.
    """
    from timeline import config, problems, store

    options = config.read()
    file = file or _own_events(options)
    documents: Documents | None = None
    if file.resolve() == options.events.resolve() and options.articles.is_dir():
        from timeline.documents import read

        documents = read([options.articles], options.articles, columns=options.columns).documents
    found = store.check(file, documents)
    for line in problems.written(file, found, style):
        say(line)
    if found and (strict or any(problem.severity == "error" for problem in found)):
        sys.exit(1)


def _own_events(options: "Options") -> Path:
    """Return the events file of the project; where there is none yet, say how to come by one."""
    if options.events.exists():
        return options.events
    remedy = "run “timeline build” to make it from your articles"
    if options.config is None:
        remedy = "there is no mkdocs.yml here: go to your project's folder, or make one with “timeline new”"
    raise TimelineError(f"{options.events}: there is no such file; {remedy}")


@cli.command()
@click.argument("event", metavar="ID")
@click.argument("file", required=False, type=_FILE)
def explain(event: str, file: Path | None) -> None:
    """Say how the date of an event was found, and why no other date is the event's.

    ID is the event's id or title, or a part of one that no other event has.
    """
    from timeline import config, explaining

    options = config.read()
    say(explaining.explain(event, file or _own_events(options), options))


@cli.command()
@click.argument("file", required=False, type=_FILE)
def review(file: Path | None) -> None:
    """Go through the events in the browser, each beside its article; Ctrl-C ends it.

    Every decision is written at once, as a small edit of the events file. The page can be opened on this
    machine only, at the address that is printed.
    """
    from timeline import config
    from timeline.review import Desk, Server

    options = config.read()
    file = file or _own_events(options)
    desk = Desk(file, options.articles)
    server = Server(desk)
    say(
        f"{file}: {desk.remaining:,} events to review. Open this address, and press Ctrl-C when you are done:"
    )
    say(f"\n  {server.url}\n")
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    say(f"{file}: {desk.decided:,} decisions written, {desk.remaining:,} events still to review")


# ---------------------------------------------------------------------- tag, export and import


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="DATE", help="When the text was published, as in 2022-01-02.")
@click.option(
    "--language", metavar="CODE", help="The language it is in, as in es.  [default: as it says, or en]"
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["json", "timeml"]),
    default="json",
    show_default=True,
    help="What to print.",
)
def tag(file: Path, published: str | None, language: str | None, style: str) -> None:
    """Print the time expressions of one article, or of standard input (-)."""
    from timeline.times import tag_document
    from timeline.times.edtf import EDTFError, parse
    from timeline.times.language import load

    if language:
        try:
            load(language)
        except TimelineError as error:
            raise click.BadParameter(str(error), param_hint="--language") from error
    if published:
        try:
            parse(published)
        except EDTFError as error:
            raise click.BadParameter(str(error), param_hint="--published") from error
    document = _document(file)
    published = published or document.published
    found = tag_document(document.text, published, language or document.language, document.body)
    if style == "timeml":
        from timeline.exports import timeml

        write(timeml.write(document.text, found, document.id, published), None)
    else:
        rows = [{**dataclasses.asdict(each), "because": list(each.because)} for each in found]
        write(_json_lines(rows), None)


def _json_lines(rows: Iterable[dict[str, Any]]) -> str:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _document(file: Path) -> "Document":
    from timeline.documents import Document, read
    from timeline.documents.decoding import UndecodableError, decode

    if str(file) == "-":
        try:
            return Document("stdin", decode(sys.stdin.buffer.read())[0])
        except UndecodableError as error:
            raise TimelineError(f"standard input: {error}") from error
    if file.is_dir():
        raise TimelineError(f"{file}: this is a folder; name one article")
    articles = read([file])
    if len(articles.documents) > 1:
        raise TimelineError(
            f"{file}: this file holds {len(articles.documents)} articles; save the text of one as a file"
        )
    if not articles.documents:
        raise TimelineError((*articles.warnings, f"{file}: there is no article in this file")[0])
    return articles.documents[0]


@cli.command()
@click.argument("file", type=_FILE)
@click.option(
    "--to",
    required=True,
    type=click.Choice(["json", "csv", "timelinejs", "ics", "jsonld", "atom"]),
    help="Plain JSON, a table, TimelineJS, iCalendar, schema.org as JSON-LD, or an Atom feed.",
)
@click.option("--output", metavar="FILE", type=_FILE, help="Where to write.  [default: standard output]")
def export(file: Path, to: str, output: Path | None) -> None:
    """Write an events file in the format of another program.

    Hidden events stay out. A date that the format cannot hold is rounded outwards and said in words.
    """
    from timeline import store
    from timeline.exports import export as export_to

    result = export_to(store.read(file), to)
    write(result.text, output)
    for line in result.left_out:
        say(f"timeline: {file}: left out: {line}", err=True)


@cli.command("import")
@click.argument("file", type=_FILE)
@click.option(
    "--output",
    metavar="FILE",
    type=_FILE,
    help="The new events file.  [default: as in mkdocs.yml, or docs/events.yml]",
)
def import_(file: Path, output: Path | None) -> None:
    """Make an events file of a timeline from another program.

    FILE is TimelineJS JSON, a TimelineJS spreadsheet or another table with a header as CSV, a calendar
    (.ics), or the JSON of the export. What an events file cannot hold is listed.
    """
    from timeline import config, imports, store

    result = imports.read(file)
    output = output or config.read().events
    store.create(output, result.timeline)
    for line in result.left_out:
        say(f"timeline: {file}: left out: {line}", err=True)
    for line in result.notes:
        say(f"timeline: {file}: {line}", err=True)
    count = len(result.timeline.events)
    say(f"{output}: {count} event{'' if count == 1 else 's'} written; next: timeline check {output}")


# ---------------------------------------------------------------------- new


@cli.command()
@click.argument("folder", metavar="DIR", type=_FILE)
def new(folder: Path) -> None:
    """Make a project that works at once: mkdocs.yml, docs/, example articles, a workflow for GitHub Pages."""
    from timeline import templates

    templates.write(folder)
    lines = [*_activation(), f"cd {shlex.quote(str(folder))}", "mkdocs serve"]
    say("\n  ".join([f"{folder}: a timeline of two example articles. Next:\n", *lines]))


def _activation() -> list[str]:
    """Return what to type first where `mkdocs` would not be found: this program's venv is not activated."""
    scripts = Path(sys.executable).parent
    found = shutil.which("mkdocs")
    if found and Path(found).parent.samefile(scripts):
        return []
    if os.name == "nt":
        return [str(scripts / "activate")] if (scripts / "activate.bat").exists() else []
    return [f"source {shlex.quote(str(scripts / 'activate'))}"] if (scripts / "activate").exists() else []
