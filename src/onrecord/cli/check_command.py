"""`onrecord check`: a linter for facts."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import FINDINGS, UNREADABLE, Exit
from onrecord.cli.options import DAY, json_option, read_clock

if TYPE_CHECKING:
    from onrecord.model import Capture, Message, Problem
    from onrecord.run.checks import Checked, Checker
    from onrecord.run.quote_checks import CheckedQuote

FORMATS = ("text", "json", "sarif", "github")
STANDARD_INPUT = "-"
PAUSE = 0.5  # seconds between two looks at the files


@dataclass(slots=True, kw_only=True)
class Choice:
    """What is wanted of the messages, and how they are printed."""

    form: str
    select: Sequence[str]
    ignore: Sequence[str]
    fixes: bool
    rest: bool = False


@dataclass(slots=True)
class Result:
    """What came of some files: all that was checked, the messages that are wanted, the problems."""

    found: list[Checked] = field(default_factory=list)
    quotes: list[CheckedQuote] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@click.command("check")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--published", type=DAY, help="The day on which the text comes or came out.")
@click.option("--pack", help="The tables to read with: a pack's name or its folder.")
@click.option(
    "-r",
    "--record",
    type=click.Path(path_type=Path),
    help="Check quotes too: against the transcripts and releases of this record.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@json_option
@click.option("--sarif", "as_sarif", is_flag=True, help="Print SARIF 2.1.0.")
@click.option("--select", multiple=True, metavar="CODE", help="Only codes that begin so.")
@click.option("--ignore", multiple=True, metavar="CODE", help="No codes that begin so.")
@click.option("--all", "rest", is_flag=True, help="Print what holds or is open, too.")
@click.option("--fix-suggestions", "fixes", is_flag=True, help="Print what to write instead.")
@click.option("--watch", is_flag=True, help="Check again whenever a file is written.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and end.")
def command(files: tuple[str, ...], published: date | None, pack: str | None, **asked: Any) -> None:
    """Check the figures in each FILE (- is standard input) against official series.

    With a record, its quotes too, against the record's transcripts and releases. Prints what fails
    or is close, with what it was compared with. Ends with 1 when something fails, 3 when a text
    cannot be read.
    """
    if asked["explain"]:
        print(explain_code(asked["explain"]))
        return
    if not files:
        raise click.UsageError('Which FILE? "-" is standard input.')
    choice = make_choice(asked)
    checker = open_checker(pack, asked["record"])
    if asked["watch"]:
        watch_and_check(checker, files, published, choice)
        return
    result = check_files(checker, files, published, choice)
    print_result(files, result, choice)
    end(result)


def open_checker(pack: str | None, record: Path | None) -> Checker:
    """Return the checker that is asked for; the nearest record's own pack and series count too."""
    from onrecord.cli.series_folders import find_tables
    from onrecord.run.checks import Checker

    tables = find_tables(pack, record)
    if record is None:
        return Checker(tables)
    from onrecord.record import open_record

    with open_record(record) as opened:
        return Checker(tables, record=opened)


def make_choice(asked: dict[str, Any]) -> Choice:
    """Return what the options ask for."""
    if asked["as_sarif"] and asked["as_json"]:
        raise click.UsageError("Either --json or --sarif.")
    form = "sarif" if asked["as_sarif"] else "json" if asked["as_json"] else asked["form"]
    return Choice(
        form=form,
        select=split_codes(asked["select"]),
        ignore=split_codes(asked["ignore"]),
        fixes=asked["fixes"],
        rest=asked["rest"],
    )


def end(result: Result) -> None:
    """End with the exit code that the result asks for."""
    from onrecord.model import Level

    if any(message.level is Level.ERROR for message in result.messages):
        raise Exit(FINDINGS)
    if result.problems and not (result.found or result.quotes):
        raise Exit(UNREADABLE)


def split_codes(given: Sequence[str]) -> list[str]:
    """Return codes that were given one by one or with commas between them; each must begin one."""
    from onrecord.run.codes import list_codes

    codes = [code.strip().upper() for words in given for code in words.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in list_codes()):
            raise click.BadParameter(
                f"no code begins with {code}. There are: {', '.join(list_codes())}"
            )
    return codes


def explain_code(code: str) -> str:
    """Return what a code means, in a few lines."""
    from onrecord.run.codes import explain, list_codes

    code = code.upper()
    sentence = explain(code)
    if sentence is None:
        known = ", ".join(list_codes())
        raise click.BadParameter(f"{code} is no code. There are: {known}")
    return sentence


def watch_and_check(
    checker: Checker, files: Sequence[str], published: date | None, choice: Choice
) -> None:
    """Check the files now and whenever one is written, with tables and models kept warm."""
    from onrecord.cli.watching import watch_files

    if STANDARD_INPUT in files:
        raise click.UsageError("Standard input cannot be watched; name a file.")
    for changed in watch_files(files, wait=lambda: time.sleep(PAUSE)):
        result = check_files(checker, changed, published, choice)
        print_result(changed, result, choice)
        print("watching; Ctrl-C ends", file=sys.stderr, flush=True)
        sys.stdout.flush()


def check_files(
    checker: Checker, files: Sequence[str], published: date | None, choice: Choice
) -> Result:
    """Return what there is to say of the files, in their order."""
    from onrecord.model import Problem
    from onrecord.run.messages import make_message
    from onrecord.run.quote_checks import make_quote_message
    from onrecord.run.silencing import choose_messages, read_silence

    result = Result()
    for capture in meet(files):
        if isinstance(capture, Problem):
            result.problems.append(capture)
            continue
        checked = checker.check(capture, published=published)
        result.found += checked
        result.quotes += checked.quotes
        result.problems += checked.problems
        result.messages += choose_messages(
            filter(
                None,
                [*map(make_message, checked), *map(make_quote_message, checked.quotes)],
            ),
            select=choice.select,
            ignore=choice.ignore,
            silence=read_silence(capture.body.decode("utf-8", "replace")),
        )
    return result


def meet(files: Sequence[str]) -> Iterator[Capture | Problem]:
    """Yield what the files hold: one text each, or every one of a feed or of JSON Lines."""
    from onrecord.model import Capture
    from onrecord.sources import read_sources

    now = read_clock()
    for file in files:
        if file == STANDARD_INPUT:
            body = sys.stdin.buffer.read()
            yield Capture(body=body, media_type="text/plain", source="<stdin>", met_at=now)
        else:
            yield from read_sources([file], met_at=now)


def print_result(files: Sequence[str], result: Result, choice: Choice) -> None:
    """Print the messages in the format that is wanted; problems go to stderr."""
    from onrecord.cli import check_output

    for problem in result.problems:
        print(f"onrecord: {check_output.tame(problem.line)}", file=sys.stderr)
    if choice.form == "json":
        check_output.print_as_json(files, result)
    elif choice.form == "sarif":
        check_output.print_as_sarif(result.messages, result.problems)
    elif choice.form == "github":
        check_output.print_for_github(result.messages)
    else:
        check_output.print_messages(result.messages, fixes=choice.fixes)
        if choice.rest:
            check_output.print_rest(result)
        check_output.print_counts(result)
