"""Messages as SARIF 2.1.0, the format that code hosts and editors read.

Names and shapes follow the OASIS standard "Static Analysis Results Interchange Format (SARIF)
Version 2.1.0": log (3.13), run (3.14), result (3.27), region (3.30), fix (3.55).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from onrecord.model import Message

VERSION = "2.1.0"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def make_sarif(
    messages: Sequence[Message], *, rules: Mapping[str, str], version: str, problems: Sequence[str]
) -> dict[str, Any]:
    """Return a SARIF log of one run: `rules` gives every code its explanation in one sentence.

    Only the rules met are listed. `problems` become notifications of the tool (3.20.21).
    """
    codes = sorted({message.code for message in messages})
    at = {code: number for number, code in enumerate(codes)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "onrecord",
                "semanticVersion": version,
                "rules": [_make_rule(code, rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not problems or bool(messages),
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": text}} for text in problems
                ],
            }
        ],
        "results": [_make_result(message, at[message.code]) for message in messages],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _make_rule(code: str, sentence: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": sentence},
    }


def _make_result(message: Message, rule: int) -> dict[str, Any]:
    said = [f'"{message.words}": {message.text}']
    if message.nearest:
        said.append(f"Nearest true reading: {message.nearest}.")
    if message.compared:
        said.append(f"Compared with {message.compared}.")
    result: dict[str, Any] = {
        "ruleId": message.code,
        "ruleIndex": rule,
        "level": message.level.value,
        "message": {"text": " ".join(said)},
        "locations": [{"physicalLocation": _make_place(message)}],
        "partialFingerprints": {"onrecordFindingId/v1": message.finding_id},
    }
    if message.replacement and message.line:
        result["fixes"] = [_make_fix(message)]
    return result


def _make_place(message: Message) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": make_uri(message.source)}}
    if message.line and not message.part:  # a region is one of the file's own bytes
        place["region"] = _make_region(message)
    return place


def _make_region(message: Message) -> dict[str, Any]:
    column = message.column or 1
    region: dict[str, Any] = {
        "startLine": message.line,
        "startColumn": column,
        "snippet": {"text": message.words},
    }
    if "\n" not in message.words:
        region |= {"endLine": message.line, "endColumn": column + len(message.words)}
    return region


def _make_fix(message: Message) -> dict[str, Any]:
    region = {k: v for k, v in _make_region(message).items() if k != "snippet"}
    change = {"deletedRegion": region, "insertedContent": {"text": message.replacement}}
    return {
        "description": {"text": f"Write {message.replacement} instead of {message.words}"},
        "artifactChanges": [
            {"artifactLocation": {"uri": make_uri(message.source)}, "replacements": [change]}
        ],
    }


def make_uri(source: str) -> str:
    """Return a file's path or an address as a URI reference; standard input has a name of its own."""
    if source == "<stdin>":
        return "stdin"
    return quote(source, safe="/:?=&#%~+,;@!$'()*")
