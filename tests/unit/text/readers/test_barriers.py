"""A page that asks for consent or a proof is no document; an article about such pages is one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Capture
from onrecord.text import make_document

BODY = "The two governments said on Monday that they would meet again in the spring. " * 3


def read(html: str, knowledge: Knowledge) -> tuple[bool, str]:
    """Return whether there is a document, and what the problems say."""
    capture = Capture(
        body=html.encode(), media_type="text/html", source="https://www.example.org/a",
        met_at=datetime(2026, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    document, problems = make_document(capture, knowledge)
    return document is not None, "; ".join(problem.message for problem in problems)


def page(title: str, *paragraphs: str) -> str:
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>"
        f"<main><h1>{title}</h1>{told}</main></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "says"),
    [
        (page("Just a moment...", "Enable JavaScript and cookies to continue"), "proof"),
        (page("Access Denied", "You don't have permission to open this on our server."), "refuses"),
        (page("Before you continue to the site", "We use cookies to keep it running."), "consent"),
        (page("News", "We value your privacy", "Accept all. Reject all."), "consent"),
        (page("Acceso denegado", "No tiene permiso para ver la página."), "refuses"),
        (page("Sign in to continue", "New here? Make an account."), "account"),
        (page("Attention Required! | Shield", "Please complete the check."), "proof"),
        ("<html><head><title>Are you a robot?</title></head><body></body></html>", "proof"),
    ],
)
def test_what_stands_before_a_page_is_no_document(
    html: str, says: str, knowledge: Knowledge
) -> None:
    is_document, said = read(html, knowledge)
    assert not is_document
    assert "stands before the page that was meant" in said
    assert says in said


@pytest.mark.parametrize(
    "html",
    [
        page("Access denied: governments close their files", *[BODY] * 4),
        page("Security check at the border is tightened", BODY),
        page("Talks go on", BODY, "We value your privacy"),
        page("Ministers meet", BODY, "They said that access denied to auditors would be given."),
        page("Talks", "Governments said on Monday that they would meet again in the spring."),
    ],
)
def test_an_article_stays_one(html: str, knowledge: Knowledge) -> None:
    assert read(html, knowledge)[0]
