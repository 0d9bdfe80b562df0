"""What `onrecord check` prints: for people, for editors and for code hosts."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from onrecord import __version__
from onrecord.model import Level
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.cli.check_command import Result
    from onrecord.model import Message, Problem, Reference, Verdict
    from onrecord.run.checks import Checked
    from onrecord.run.quote_checks import CheckedQuote

OUTCOMES = ("holds", "close", "fails", "open")
COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}
GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
OF_FIGURES = "F"  # with what their codes begin
TRANSLATED = "translated"
HIDDEN = ("Cc", "Cf", "Cs")  # control, formatting (direction of writing too), surrogates


def print_messages(messages: list[Message], *, fixes: bool) -> None:
    """Print a line for each message, and below it what would be true and what it was compared with."""
    for message in messages:
        code = style(message.code, COLOURS[message.level])
        print(f'{make_place(message)} {code} "{tame(message.words)}": {tame(message.text)}')
        if message.part:
            print(f"    line and column count in the {tame(message.part)}")
        if message.nearest:
            print(f"    nearest true reading: {tame(message.nearest)}")
        if message.compared:
            print(f"    compared with {tame(message.compared)}")
        if fixes and (message.replacement is not None or message.code.startswith(OF_FIGURES)):
            print(f"    {say_fix(message)}")


def say_fix(message: Message) -> str:
    """Return what to write instead, or that there is no number to put in its place."""
    if message.replacement is None:
        return "suggestion: none; the words around the number have to change, not a digit"
    old, new = style(f"- {tame(message.words)}", "red"), f"+ {tame(message.replacement)}"
    return f"suggestion:\n      {old}\n      {style(new, 'green')}"


def print_for_github(messages: list[Message]) -> None:
    """Print workflow commands that a code host shows beside the lines of a change."""
    for message in messages:
        place = f"file={_escape(message.source, in_property=True)}"
        if message.line:
            place += f",line={message.line},col={message.column or 1}"
        title = f"title={message.code}"
        nearest = f" Nearest true reading: {message.nearest}." if message.nearest else ""
        said = _escape(f'"{tame(message.words)}": {tame(message.text)}{nearest}')
        print(f"::{GITHUB[message.level]} {place},{title}::{said}")


def _escape(text: str, *, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def print_rest(result: Result) -> None:
    """Print a line for each figure and quote that holds or is open, with the reason.

    Below a quote in another language stand the words that it was compared with.
    """
    found: list[tuple[Checked | CheckedQuote, str]] = [(f, f.quote) for f in result.found]
    for checked, words in (*found, *((quote, quote.words) for quote in result.quotes)):
        if checked.code is not None:
            continue
        verdict = checked.verdict
        said = f'{say_outcome(verdict)} "{tame(words)}"'
        print(f"{make_place(checked)} {said}: {tame(verdict.reason)}")
        if verdict.diagnosis == TRANSLATED:
            for passage in verdict.compared:
                print(f'    compared with "{tame(passage.span.quote)}"')


def say_outcome(verdict: Verdict) -> str:
    """Return the outcome, of an open one also why: "open, no-series"."""
    diagnosis = f", {verdict.diagnosis}" if verdict.diagnosis else ""
    return style(f"{verdict.outcome.value}{diagnosis}", COLOURS[Level.NOTE])


def make_place(message: Message | Checked | CheckedQuote) -> str:
    """Return `file:line:column` in the manner of compilers."""
    return f"{tame(message.source)}:{message.line or 1}:{message.column or 1}"


def tame(text: str) -> str:
    """Return text in one line and without characters that could steer a terminal."""
    kept = "".join(" " if c in "\n\t" else c for c in text)
    return "".join("\ufffd" if unicodedata.category(c) in HIDDEN else c for c in kept)


def style(text: str, colour: str) -> str:
    """Return coloured text on a terminal, and the text alone elsewhere or where NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return click.style(text, fg=colour)


def print_counts(result: Result) -> None:
    """Say on stderr how many figures and quotes there are, and what came of them."""
    print(_count(result.found, "figure"), file=sys.stderr)
    if result.quotes:
        print(_count(result.quotes, "quote"), file=sys.stderr)


def _count(found: Sequence[Checked | CheckedQuote], noun: str) -> str:
    counts = {o: sum(c.outcome.value == o for c in found) for o in OUTCOMES}
    shown = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    translated = sum(c.verdict.diagnosis == TRANSLATED for c in found)
    shown += f", {translated} of them translated" if translated else ""
    return f"{count(len(found), noun)}{': ' if shown else ''}{shown}"


def print_as_sarif(messages: list[Message], problems: Sequence[Problem]) -> None:
    """Print a SARIF log."""
    from onrecord.publish.sarif import make_sarif
    from onrecord.run.codes import SENTENCES

    said = [problem.line for problem in problems]
    log = make_sarif(messages, rules=SENTENCES, version=__version__, problems=said)
    print(json.dumps(log, ensure_ascii=False, indent=1))


def print_as_json(files: Sequence[str], result: Result) -> None:
    """Print every figure and quote with its verdict, those that hold or are open too."""
    from onrecord.cli.output import print_json

    heard = {message.finding_id: message for message in result.messages}
    print_json(
        {
            "file": files[0] if len(files) == 1 else None,
            "files": list(files),
            "figures": [make_json(found, heard.get(found.figure.id)) for found in result.found],
            "quotes": [
                make_quote_json(quote, heard.get(quote.verdict.finding_id))
                for quote in result.quotes
            ],
            "problems": [problem.line for problem in result.problems],
        }
    )


def make_quote_json(checked: CheckedQuote, message: Message | None) -> dict[str, Any]:
    """Return a quote and its verdict as JSON can hold them; without a message it is silenced."""
    verdict = checked.verdict
    return {
        "source": checked.source,
        "line": checked.line,
        "column": checked.column,
        "part": checked.part,
        "code": checked.code,
        "silenced": checked.code is not None and message is None,
        "quote": checked.words,
        "start": checked.start,
        "end": checked.end,
        "speaker": checked.speaker,
        "outcome": verdict.outcome.value,
        "diagnosis": verdict.diagnosis,
        "reason": verdict.reason,
        "nearest": verdict.nearest,
        "difference": verdict.difference,
        "replacement": message.replacement if message else None,
        "method": verdict.method,
        "compared": [
            {
                "document": one.span.document_id,
                "speaker": one.speaker,
                "quote": one.span.quote,
                "start": one.span.start,
                "end": one.span.end,
            }
            for one in verdict.compared
        ],
    }


def make_json(checked: Checked, message: Message | None) -> dict[str, Any]:
    """Return a figure and its verdict as JSON can hold them; without a message it is silenced."""
    figure, verdict = checked.figure, checked.verdict
    span = figure.evidence.span
    low, high = float(figure.low), float(figure.high)
    return {
        "source": checked.source,
        "line": checked.line,
        "column": checked.column,
        "part": checked.part,
        "code": checked.code,
        "silenced": checked.code is not None and message is None,
        "quote": checked.quote,
        "start": span.start,
        "end": span.end,
        "value": [low, high] if figure.is_range else low,
        "comparator": figure.comparator.value,
        "unit": figure.unit,
        "measure": figure.measure,
        "kind": figure.kind.value,
        "period": [figure.period.first, figure.period.after] if figure.period else None,
        "outcome": verdict.outcome.value,
        "diagnosis": verdict.diagnosis,
        "reason": verdict.reason,
        "nearest": verdict.nearest,
        "replacement": message.replacement if message else None,
        "method": verdict.method,
        "reference": make_reference(verdict.reference) if verdict.reference else None,
    }


def make_reference(reference: Reference) -> dict[str, Any]:
    """Return what a figure was compared with."""
    return {
        "series": reference.series_id,
        "period": [reference.period.first, reference.period.after],
        "official": [float(value) for value in reference.values],
        "as_of": reference.as_of,
        "publisher": reference.publisher,
        "carrier": reference.carrier,
    }
