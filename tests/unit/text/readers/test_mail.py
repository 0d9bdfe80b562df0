"""Mail: the release in it, with who sent it and when."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text.drafts import Draft, UnreadableError
from onrecord.text.readers.mail import read_mail

SAID = "The ministry said on Monday that both sides had agreed to meet again in the autumn."
MORE = "Inspectors of the two countries will share one post at the bridge, the release goes on."


@pytest.fixture
def read(knowledge: Knowledge):
    def read_one(body: bytes) -> Draft:
        return read_mail(body, knowledge)

    return read_one


def write(text: str, *, html: str | None = None, subject: str = "Press release: ports") -> bytes:
    message = EmailMessage()
    message["From"] = "Press Office <press@office.example>"
    message["Subject"] = subject
    message["Date"] = "Fri, 03 May 2024 09:30:00 -0400"
    message.set_content(text, cte="quoted-printable")
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_headers_are_data(read) -> None:
    draft = read(write(SAID))
    assert draft.paragraphs == (SAID,)
    assert (draft.title, draft.outlet) == ("Press release: ports", "Press Office")
    assert [(c.text, c.sure) for c in draft.clues] == [("Fri, 03 May 2024 09:30:00 -0400", True)]


def test_coded_headers_and_letters_are_read(read) -> None:
    draft = read(write("El año pasado se reunieron en la capital.", subject="Reunión en México"))
    assert draft.title == "Reunión en México"
    assert draft.paragraphs == ("El año pasado se reunieron en la capital.",)


def test_a_header_in_letters_that_nobody_knows_stays_as_it_is(read) -> None:
    body = write(SAID).replace(b"Subject: ", "Subject: =?ut\u00a0f-8?q?a?= ".encode(), 1)
    assert "Press release" in (read(body).title or "")


def test_html_is_read_where_it_says_as_much(read) -> None:
    html = f"<table><tr><td><p>{SAID}</p></td></tr><tr><td><p>{MORE}</p></td></tr></table>"
    assert read(write("Wrapped\ntext", html=html)).paragraphs == (SAID, MORE)


def test_plain_text_is_read_where_html_says_little(read) -> None:
    draft = read(write(f"{SAID}\n\n{MORE}\n", html="<p>See the text.</p>"))
    assert draft.paragraphs == (SAID, MORE)


def test_hidden_previews_are_not_read(read) -> None:
    html = f"<div style='display:none'>Preview words</div><p>{SAID}</p>"
    assert read(write("x", html=html)).paragraphs == (SAID,)


def test_a_forwarded_mail_is_the_one_that_counts(read) -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Ministry <m@ministry.example>\n"
        f"Date: Thu, 2 May 2024\nSubject: On ports\nTo: <list@x.example>\n\n{SAID}\n"
    )
    draft = read(write(text, subject="Fwd: On ports"))
    assert draft.paragraphs == (SAID,)
    assert (draft.title, draft.outlet) == ("On ports", "Ministry")
    assert [clue.text for clue in draft.clues] == ["Thu, 2 May 2024"]
    assert {d.reason for d in draft.dropped} == {
        "note above what is forwarded",
        "header of a forwarded mail",
    }


def test_what_mailing_lists_add_is_dropped(read) -> None:
    text = f"View this email in your browser\n\n{SAID}\n\n{MORE}\n\nUnsubscribe from this list\n\nOur street 5\n"
    draft = read(write(text))
    assert draft.paragraphs == (SAID, MORE)
    assert [d.reason for d in draft.dropped] == [
        "footer of a mailing list",
        "footer of a mailing list",
        "after the footer",
    ]


def test_an_attachment_is_named(read) -> None:
    message = EmailMessage()
    message["From"] = "press@office.example"
    message.set_content(SAID)
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="r.pdf")
    assert 'an attachment "r.pdf"' in read(message.as_bytes()).problems[0]


def test_parts_within_parts_come_to_an_end(read) -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(3000)
    )
    try:
        assert read(b"MIME-Version: 1.0\n" + deep).paragraphs == ()
    except UnreadableError as error:
        assert "damaged mail" in str(error)
