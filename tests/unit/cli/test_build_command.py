from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.cli import build_command
from onrecord.cli.build_command import count_workers
from onrecord.cli.commands import run
from onrecord.run import build
from tests.unit.run.fake_reading import open_fake_step

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pile, where builds need no language model."""
    monkeypatch.setitem(build.BuildOptions.__init__.__kwdefaults__, "open_step", open_fake_step)
    monkeypatch.delenv("ONRECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "one.txt").write_text("It says 181,509 early.", encoding="utf-8")
    (tmp_path / "pile" / "two.txt").write_text("Only 12.", encoding="utf-8")
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "pack.yml").write_text(
        'name: tiny\ntitle: Tiny\nversion: "1"\n', encoding="utf-8"
    )
    return tmp_path


def test_the_summary_says_what_fails_and_where_the_record_is(place: Path, capsys: Capture) -> None:
    assert run(["build", "pile", "--pack", "tiny", "--workers", "1"]) == 0
    out = capsys.readouterr().out
    assert "2 documents, 2 independent origins; 2 read now" in out
    assert "figures           2  1 holds, 1 fails" in out
    assert 'one.txt: "181,509"' in out
    assert "swapped-digits: two digits of 181,059 are swapped" in out
    assert out.endswith(f"record: {place}/record\n")


def test_the_summary_as_json(place: Path, capsys: Capture) -> None:
    assert run(["build", "pile", "--pack", "tiny", "--workers", "1", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema_version"], data["documents"], data["new"]) == (1, 2, 2)
    assert data["failing"][0]["nearest"] == "181,059 arrests"
    assert data["outcomes"]["figures"]["fails"] == 1


def test_unreadable_input_is_named_and_ends_with_3(place: Path, capsys: Capture) -> None:
    (place / "pile" / "bad.txt").write_text("please break", encoding="utf-8")
    words = ["build", "pile", "gone.txt", "--pack", "tiny", "--workers", "1"]
    assert run(words) == 3
    shown = capsys.readouterr()
    assert "gone.txt does not exist" in shown.err
    assert "bad.txt: nothing could be read from it: IndexError" in shown.err
    assert "2 documents" in shown.out
    assert "2 problems" in shown.out


def test_a_pile_that_is_not_there_leaves_no_record(place: Path, capsys: Capture) -> None:
    assert run(["build", "gone.txt", "-r", "new", "--pack", "tiny", "--workers", "1"]) != 0
    assert "gone.txt does not exist" in capsys.readouterr().err
    assert not (place / "new").exists()


def test_the_record_is_found_from_below(
    place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["build", "pile", "-r", "story", "--pack", "tiny", "--workers", "1"]) == 0
    monkeypatch.setenv("ONRECORD", str(place / "story"))
    assert run(["list", "figures"]) == 0
    monkeypatch.delenv("ONRECORD")
    monkeypatch.chdir(place / "story" / "captures")
    assert run(["list", "figures"]) == 0
    assert capsys.readouterr().err.endswith("2 of 2\n2 of 2\n")


def test_workers_fit_cores_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(64)), raising=False)
    sizes = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 8 * 2**30 // 4096}
    monkeypatch.setattr(build_command.os, "sysconf", sizes.__getitem__)
    assert count_workers() == 4
    sizes["SC_PHYS_PAGES"] = 2**30 // 4096
    assert count_workers() == 1


INTERRUPTED = """
import sys
from onrecord.cli import build_command, commands
from onrecord.run import build
from tests.unit.run.fake_reading import open_fake_step

if __name__ == "__main__":
    build.BuildOptions.__init__.__kwdefaults__["open_step"] = open_fake_step
    sys.exit(commands.run(["build", "pile", "-r", "record", "--pack", "tiny", "--workers", "2"]))
"""


def test_ctrl_c_ends_with_130_and_leaves_nobody_behind(place: Path) -> None:
    for number in range(40):
        text = f"please be slow {number}"
        (place / "pile" / f"slow{number}.txt").write_text(text, encoding="utf-8")
    (place / "child.py").write_text(INTERRUPTED, encoding="utf-8")
    root = str(Path(__file__).parents[3])
    child = subprocess.Popen(
        [sys.executable, "child.py"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell that starts the tests in the background has this signal ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )
    while not list((place / "record").rglob("*.done")):
        assert child.poll() is None
        time.sleep(0.02)
    os.killpg(child.pid, signal.SIGINT)  # what a terminal does
    _, error = child.communicate(timeout=20)
    assert child.returncode == 130
    assert error.splitlines()[-1].startswith("interrupted; what was read is kept")
    assert "Traceback" not in error
    for _ in range(250):
        if not find_living(child.pid):
            return
        time.sleep(0.02)
    raise AssertionError("a worker outlived its build")


def find_living(group: int) -> list[str]:
    """Return the processes of a group that have not ended."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [row[2] for row in rows if int(row[0]) == group and not row[1].startswith("Z")]


def test_what_is_left_out_is_said_and_listed(place: Path, capsys: Capture) -> None:
    words = ["build", "pile", "--pack", "tiny", "--workers", "1", "--only-outlet", "example.org"]
    (place / "pile" / "lines.jsonl").write_text(
        '{"text": "It says 12.", "url": "https://example.org/a"}\n'
        '{"text": "It says 13.", "url": "https://example.com/a"}\n',
        encoding="utf-8",
    )
    assert run(words) == 0
    assert "left out: 3 by outlet: `onrecord left-out" in capsys.readouterr().out
    assert run(["left-out", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["left_out"]
    assert [(row["reason"], row["found"], row["source"]) for row in rows] == [
        ("outlet", "example.com", "pile/lines.jsonl#2"),
        ("outlet", None, "pile/one.txt"),
        ("outlet", None, "pile/two.txt"),
    ]
    assert run(["left-out", "--count", "--reason", "outlet"]) == 0
    assert capsys.readouterr().out.split() == ["3", "outlet"]
    assert run(["left-out"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 3
    assert printed.err == ""
    assert run(["left-out", "--reason", "date"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "nothing was left out\n")
