"""Issues on which actors take a stand, and the words in which they do."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, add_rows, load_rows


class IssueRow(Row):
    """A row of issues.yml: an act one may be for or against, or a proposition.

    Patterns are words; `a/b` is either, `..` up to four words between, `...` up to thirty, `*` any
    ending, and `|` stands before the part of a claim that a negation must precede to deny it.
    `deeds` are done by who is for it, `undone` by who is against. One of `needs` must stand in the
    paragraph, except for the words of the countries `home` (alpha-2). With one of `unless` in its
    sentence it is about something else, with one of `others` unless one of `needs` stands there.
    """

    id: str
    name: str
    kind: Literal["act", "fact"]
    home: list[str] = []
    terms: dict[str, list[str]]
    claims: dict[str, list[str]] = {}
    deeds: dict[str, list[str]] = {}
    undone: dict[str, list[str]] = {}
    needs: dict[str, list[str]] = {}
    unless: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}


def load_issues(folders: list[Path]) -> dict[str, IssueRow]:
    """Return all issues by id."""
    issues: dict[str, IssueRow] = {}
    for folder in folders:
        path = folder / "issues.yml"
        add_rows(issues, path, load_rows(path, IssueRow), "id")
    return issues
