"""`onrecord watch`: what it is told, how it ends, what it prints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli import watch_command
from onrecord.cli.commands import run
from onrecord.cli.exits import FINE, INTERRUPTED, UNREADABLE, USAGE
from onrecord.cli.watch_command import SPAN, Stopped, make_watcher, stop_by_signal
from onrecord.record.folder import RecordFolder, load_settings
from tests.unit.sources.publisher import Publisher, open_publisher

EMPTY = b"<rss version='2.0'><channel><title>Site</title></channel></rss>"
GIVEN = dict.fromkeys(
    ("pack", "workers", "contact", "delay", "most_pages", "link", "feeds_to", "allow_private")
)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with open_publisher() as opened:
        yield opened


@pytest.fixture
def pack(tmp_path: Path) -> str:
    """A pack with hardly anything in it."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yml").write_text('name: tiny\ntitle: Tiny\nversion: "1"\n', "utf-8")
    return str(tmp_path / "pack")


def test_addresses_are_feeds_and_all_else_is_folders(tmp_path: Path) -> None:
    named = ("https://site.example/feed", "notes", "HTTP://site.example/x", "*.html")
    options = make_watcher(named, tmp_path, {**GIVEN, "workers": 1}).options
    assert options.feeds == (named[0], named[2])
    assert options.build.patterns == (named[1], named[3])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--every", "10s"], "less than a minute"),
        (["--every", "soon"], "no stretch of time"),
        (["--contact", "a b\r\nX: y"], "write mailto:"),
        ([], "nothing to follow"),
        (["http://0177.0.0.1/feed"], "a number for a name"),
    ],
)
def test_wrong_use_is_named_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(["watch", "--once", "-r", str(tmp_path / "record"), *words]) == USAGE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "record").exists()


def test_spans_are_read() -> None:
    read = [SPAN.convert(text, None, None) for text in ("90s", "15m", "2h", "1d")]
    assert read == [90, 900, 7200, 86_400]


def test_one_round_prints_what_it_came_to_and_keeps_what_it_was_told(
    tmp_path: Path, pack: str, publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    publisher.serve("/feed.xml", EMPTY)
    feed, record = f"{publisher.url}/feed.xml", tmp_path / "record"
    words = ["watch", feed, "-r", str(record), "--once", "--allow-private", "--delay", "0"]
    words += ["--pack", pack]
    assert run([*words, "--contact", "mailto:desk@site.example"]) == FINE
    assert "1 feed asked, 1 changed; 0 pages found, 0 fetched" in capsys.readouterr().out
    settings = load_settings(RecordFolder(record))
    assert settings is not None
    assert (settings.watch.feeds, settings.watch.contact) == ((feed,), "mailto:desk@site.example")
    assert publisher.asked[-1][1]["User-Agent"].endswith("(+mailto:desk@site.example)")
    assert run(["watch", "-r", str(record), "--once", "--allow-private", "--json"]) == FINE
    told = json.loads(capsys.readouterr().out)
    assert (told["schema_version"], told["feeds"], told["new"]) == (1, 1, None)


def test_a_round_in_which_something_could_not_be_fetched_ends_with_3(
    tmp_path: Path, pack: str, publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["watch", f"{publisher.url}/none", "-r", str(tmp_path / "record"), "--once"]
    assert run([*words, "--pack", pack, "--json"]) == UNREADABLE
    assert "only ports 80 and 443" in json.loads(capsys.readouterr().out)["not_fetched"][0]
    assert not publisher.asked, "a server of the own network is asked only when that is allowed"


def test_a_signal_ends_the_loop_and_the_handler_of_before_comes_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Stopped), stop_by_signal():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_rounds_come_at_their_time_and_a_held_record_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from onrecord.model import LockedError

    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise Stopped

    def refuse(*_: object, **__: object) -> None:
        raise LockedError("a build is going on")

    monkeypatch.setattr(time, "sleep", wait)
    monkeypatch.setattr(watch_command, "run_round", refuse)
    assert run(["watch", "-r", str(tmp_path / "record"), "--every", "10m"]) == FINE
    assert [round(seconds) for seconds in waits] == [600, 600]
    said = capsys.readouterr().err
    assert said.count("a build is going on") == 2 and "stopped; what was fetched is kept" in said


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, FINE), (signal.SIGINT, INTERRUPTED)])
def test_a_process_that_watches_ends_when_it_is_asked_to(  # noqa: PLR0917
    tmp_path: Path, pack: str, publisher: Publisher, number: int, code: int
) -> None:
    publisher.serve("/feed.xml", EMPTY)
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "watch", f"{publisher.url}/feed.xml", "-r",
         str(tmp_path / "record"), "--allow-private", "--delay", "0", "--pack", pack],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # a shell that starts the tests in the background has this signal ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout is not None
    assert b"1 feed asked" in process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == code
    assert (tmp_path / "record" / "watch" / "state.json").is_file()
