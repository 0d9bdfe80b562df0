"""A record that several people share: who gets in, what each may do, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from onrecord.web import Options, make_app
from onrecord.web.people import (
    COOKIE,
    PasswordFileError,
    Person,
    Sessions,
    find_person,
    load_people,
    make_line,
)
from tests.unit.web.browsing import TestClient
from tests.unit.web.conftest import HOME, NOW

WORD = "a long enough word"
OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}
WRITE = {**OWN, "x-onrecord-token": "t0ken", "content-type": "application/json"}


@pytest.fixture(scope="session")
def people_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A password file with a reader and a reviewer."""
    path: Path = tmp_path_factory.mktemp("people") / "people.txt"
    lines = [make_line("Rea", "reader", WORD), make_line("Rev Iewer", "reviewer", WORD + "!")]
    path.write_text("# who may read\n\n" + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def clock() -> list[datetime]:
    """The time, which a test may set."""
    return [NOW]


@pytest.fixture
def team(hostile_record: Path, people_file: Path, clock: list[datetime]) -> TestClient:
    """A browser before a shared record, nobody signed in."""
    options = Options(
        record=hostile_record,
        clock=lambda: clock[0],
        token="t0ken",
        people=load_people(people_file),
    )
    app = make_app(options)

    async def decide(request: Request) -> PlainTextResponse:
        return PlainTextResponse(find_person(request).name)

    app.router.routes.insert(0, Route("/decide", decide, methods=["POST"]))
    return TestClient(app, base_url=HOME, follow_redirects=False)


def sign_in(team: TestClient, name: str, word: str, wanted: str = "/figures") -> int:
    form = {"name": name, "password": word, "next": wanted}
    return int(team.post("/login", data=form, headers=OWN).status_code)


@pytest.mark.parametrize("path", ["/", "/figures.csv", "/show/fig-1", "/loginx", "/vega.js"])
def test_nobody_reads_without_a_name(team: TestClient, path: str) -> None:
    answer = team.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2F")


def test_nobody_writes_without_a_name(team: TestClient) -> None:
    assert team.post("/decide", headers=WRITE, json={}).status_code == 401


def test_a_reader_reads_and_decides_nothing(team: TestClient) -> None:
    assert sign_in(team, "Rea", WORD) == 303
    page = team.get("/figures")
    assert page.status_code == 200
    assert "t0ken" not in page.text
    assert team.post("/decide", headers=WRITE, json={}).status_code == 403


def test_a_reviewer_decides_under_the_name_signed_in_with(team: TestClient) -> None:
    sign_in(team, "Rev Iewer", WORD + "!")
    assert team.post("/decide", headers=WRITE, json={}).text == "Rev Iewer"
    assert "t0ken" in team.get("/figures").text


@pytest.mark.parametrize(
    ("name", "word"), [("Rea", WORD + "!"), ("Nobody", WORD), ("Rea", ""), ("", ""), ("rea", WORD)]
)
def test_wrong_words_are_refused(team: TestClient, name: str, word: str) -> None:
    assert sign_in(team, name, word) == 403
    assert COOKIE not in team.cookies


def test_the_cookie_is_for_this_server_alone(team: TestClient) -> None:
    form = {"name": "Rea", "password": WORD}
    said = team.post("/login", data=form, headers=OWN).headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said


def test_another_page_signs_nobody_in(team: TestClient) -> None:
    form = {"name": "Rea", "password": WORD}
    answer = team.post("/login", data=form, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_guessing_has_to_wait(team: TestClient, clock: list[datetime]) -> None:
    assert [sign_in(team, "Rea", "x") for _ in range(11)] == [403] * 10 + [429]
    assert sign_in(team, "Rea", WORD) == 429
    clock[0] += timedelta(seconds=61)
    assert sign_in(team, "Rea", WORD) == 303


def test_a_session_ends_after_its_hours(team: TestClient, clock: list[datetime]) -> None:
    sign_in(team, "Rea", WORD)
    clock[0] += timedelta(hours=12, seconds=1)
    assert team.get("/figures").status_code == 303


def test_signing_out_ends_the_session_also_for_who_copied_it(team: TestClient) -> None:
    sign_in(team, "Rea", WORD)
    copied = team.cookies[COOKIE]
    assert team.post("/logout", headers=OWN).status_code == 303
    team.cookies.set(COOKIE, copied)
    assert team.get("/figures").status_code == 303


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\r\nb: c", ""],
)
def test_signing_in_leads_nowhere_else(team: TestClient, wanted: str) -> None:
    form = {"name": "Rea", "password": WORD, "next": wanted}
    assert team.post("/login", data=form, headers=OWN).headers["location"] == "/"


@pytest.mark.parametrize("at", range(4))
def test_a_changed_cookie_is_nobody(at: int) -> None:
    sessions = Sessions({"A": Person(name="A"), "B": Person(name="B")}, lambda: 0.0)
    cookie = sessions.begin("A")
    assert sessions.read(cookie) == Person(name="A")
    parts = cookie.split(".")
    parts[at] = {0: "Qg", 1: "99999999", 2: "x", 3: "x"}[at]
    assert sessions.read(".".join(parts)) is None
    assert Sessions(sessions.people, lambda: 0.0).read(cookie) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nobody"),
        ("Rea:reader", ":1: a line is"),
        ("Rea:reader:secret", ":1: a line is"),
        ("Rea:boss:$argon2id$x", "no role"),
        ("Rea:reader:$argon2id$x\nRea:reader:$argon2id$x", ":2: Rea stands here twice"),
    ],
)
def test_a_wrong_password_file_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "people.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PasswordFileError, match=said):
        load_people(path)


@pytest.mark.parametrize(
    ("name", "role", "word"),
    [("a:b", "reader", WORD), ("", "reader", WORD), ("a\nb", "reader", WORD), ("a", "king", WORD),
     ("a", "reader", "short")],
)  # fmt: skip
def test_what_cannot_stand_in_the_file_is_refused(name: str, role: str, word: str) -> None:
    with pytest.raises(PasswordFileError):
        make_line(name, role, word)
