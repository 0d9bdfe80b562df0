"""The sample's README says what is in the pile."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample"
README = (SAMPLE / "README.md").read_text(encoding="utf-8")
FILES = sorted((SAMPLE / "pile").iterdir())


def read_all(pattern: str) -> str:
    texts = (path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "pile").glob(pattern)))
    return html.unescape("\n".join(texts)).replace("“", '"').replace("”", '"')


def table_under(heading: str) -> list[list[str]]:
    section = README.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (.*) \|$", section, flags=re.MULTILINE)
    return [row.split(" | ") for row in rows[1:]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_of_the_pile_is_listed(path):
    assert f"| `{path.name}` |" in README


@pytest.mark.parametrize("row", table_under("Quotations"), ids=lambda row: row[0])
def test_each_quotation_stands_in_the_pile(row):
    assert row[0].strip('"') in read_all("*").replace('\\"', '"')


@pytest.mark.parametrize("row", table_under("Planted mistakes"), ids=lambda row: row[1][:20])
def test_each_planted_mistake_stands_in_its_document(row):
    number = re.search(r"\d[\d,]*", row[1])
    assert number is not None
    assert number[0] in read_all(f"bugle-{row[0]}*")


@pytest.mark.parametrize("row", table_under("Planted misquotations"), ids=lambda row: row[0][:20])
def test_each_planted_misquotation_and_what_was_said_stand_in_the_pile(row):
    assert row[0] in read_all("bugle-*")
    assert row[1] in read_all("observer-*")
    assert row[0] not in read_all("observer-*") or row[2] == "a condition cut"


def test_the_outlets_of_the_pile_cannot_be_real_addresses():
    hosts = set(re.findall(r"https?://([^/\"\s<>)]+)", read_all("*")))
    allowed = {"schema.org", "purl.org"}
    assert {host for host in hosts if not host.endswith(".example")} <= allowed
