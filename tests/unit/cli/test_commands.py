from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.cli.commands import COMMANDS, describe_os_error, run
from onrecord.cli.verify_command import say_checked
from onrecord.record import open_record
from onrecord.record.records import PLURALS
from onrecord.record.schema import create_database

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def copied(record_path: Path, tmp_path: Path) -> Path:
    """A copy of the small record that a test may change."""
    return Path(shutil.copytree(record_path, tmp_path / "copied"))


def test_help_comes_at_once() -> None:
    began = time.perf_counter()
    command = [sys.executable, "-X", "importtime", "-m", "onrecord", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert time.perf_counter() - began < 2, "0.1 s on an idle machine"
    for heavy in ("duckdb", "spacy", "pyarrow", "pydantic", "rich.progress"):
        assert f" {heavy}\n" not in done.stderr, f"{heavy} is loaded for nothing"
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: Capture) -> None:
    assert run([name, "--help"]) == 0
    assert f"Usage: onrecord {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["bild"], "No such command"),
        (["list"], "Missing argument"),
        (["build", "x", "--as-of", "tomorrow"], "write it as 2025-03-31"),
        (["build", "x", "--workers", "0"], "0 is not in the range"),
        (["export", "xls", "out"], "'jsonl', 'csv', 'parquet'"),
        (["list", "figures", "-r", "/nowhere"], "/nowhere: no record here"),
    ],
)
def test_wrong_use_ends_with_2_and_one_clear_line(
    words: list[str], message: str, capsys: Capture
) -> None:
    assert run(words) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_an_unknown_pack_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    words = ["build", str(tmp_path / "a.txt"), "-r", str(tmp_path / "r"), "--pack", "atlantis"]
    assert run(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith('onrecord: no pack "atlantis": name one of base,')


def test_a_bad_row_of_a_series_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "series").mkdir()
    (tmp_path / "pack.yml").write_text('name: p\ntitle: P\nversion: "1"\n', encoding="utf-8")
    keys = ("name", "publisher", "definition", "unit", "population", "place", "limits")
    row = "- {id: s, grain: month, " + ", ".join(f"{key}: x" for key in keys) + "}\n"
    (tmp_path / "series.yml").write_text(row, encoding="utf-8")
    head = "period_first,period_after,dimension,value,released,retrieved,carrier,note\n"
    (tmp_path / "series" / "s.csv").write_text(
        f"{head}2023-08-01,2023-09-01,,many,,2023-10-01,x,\n", encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    words = ["build", str(tmp_path / "a.txt"), "-r", str(tmp_path / "r"), "--pack", str(tmp_path)]
    assert run(words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "s.csv:2" in line
    assert "many" in line


def test_list_shows_rows_as_table_json_and_csv(
    record_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    words = ["list", "figures", "-r", str(record_path), "--where", "outcome=fails"]
    assert run(words) == 0
    shown = capsys.readouterr()
    assert "swapped-digits" in shown.out
    assert shown.err == "1 of 1\n"
    assert run([*words, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["schema_version"], data["count"]) == (1, 1)
    assert data["rows"][0]["period"] == ["2023-08-01", "2023-09-01"]
    assert run([*words, "--csv"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("id,document,source,quote,value,")
    assert ",2023-08-01; 2023-09-01," in row


def test_a_narrow_terminal_cuts_words_but_no_id(
    record_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["list", "figures", "-r", str(record_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    with open_record(record_path) as record:
        assert [line.split()[0] for line in lines[1:]] == [f.id for f in record.figures]
    assert "…" in lines[1]


def test_list_counts_documents_and_origins_apart(record_path: Path, capsys: Capture) -> None:
    assert run(["list", "documents", "-r", str(record_path)]) == 0
    assert capsys.readouterr().err == "3 of 3, from 3 independent origins\n"


def test_list_names_the_columns_there_are(record_path: Path, capsys: Capture) -> None:
    assert run(["list", "figures", "-r", str(record_path), "--where", "speaker=x"]) == 2
    assert "there are: assumed, base" in capsys.readouterr().err


def test_list_names_the_values_there_are_where_none_fits(
    record_path: Path, capsys: Capture
) -> None:
    assert run(["list", "figures", "-r", str(record_path), "--where", "outcome=failed"]) == 0
    said = capsys.readouterr().err
    assert 'no row has outcome "failed"; there are: ' in said
    assert "fails" in said


def test_show_gives_words_in_context_verdict_and_judgements(
    record_path: Path, capsys: Capture
) -> None:
    with open_record(record_path) as record:
        (figure,) = record.figures.where("outcome=fails").rows()
        (statement, _) = record.statements.rows()
        (document, *_) = record.documents.rows()
    assert run(["show", figure.id[:9], "-r", str(record_path)]) == 0
    out = capsys.readouterr().out
    assert "It says >>>181,509<<< arrests early." in out
    assert "two digits of 181,059 are swapped" in out
    assert "The carrier" in out
    assert run(["show", statement.id, "-r", str(record_path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["judgements"][0]["reason"] == "there is nobody else"
    assert run(["show", document.id, "-r", str(record_path)]) == 0
    assert "figure:" in capsys.readouterr().out
    assert run(["show", "act-speaker", "-r", str(record_path)]) == 0
    assert "we count 12 trucks" in capsys.readouterr().out


def test_search_prints_ids_and_snippets(record_path: Path, capsys: Capture) -> None:
    assert run(["search", "trucks", "--in", "statements", "-r", str(record_path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("sta-")
    assert "**trucks**" in out
    assert run(["search", "trucks", "-r", str(record_path), "--limit", "1"]) == 0
    assert "1 row in 1 passage; there are more: --limit" in capsys.readouterr().err
    assert run(["search", "trucks", "-r", str(record_path)]) == 0
    shown = capsys.readouterr()
    first, words = shown.out.splitlines()
    assert [part.split()[-1] for part in first.split(",")[:1]] == ["statement"]
    assert first.endswith("document  two.txt")
    assert words.strip() == "The Speaker · we count 12 **trucks**"
    assert shown.err == "2 rows in 1 passage\n"
    assert run(["search", "trucks", "--json", "-r", str(record_path)]) == 0
    assert len(json.loads(capsys.readouterr().out)["hits"]) == 2


def test_series_are_listed_and_shown_with_their_vintages(
    record_path: Path, capsys: Capture
) -> None:
    assert run(["series", "list", "-r", str(record_path)]) == 0
    assert "Arrests by month" in capsys.readouterr().out
    assert run(["series", "show", "arr", "-r", str(record_path)]) == 0
    out = capsys.readouterr().out
    assert "definition:    D" in out
    assert [line.split()[2:4] for line in out.splitlines()[-2:]] == [
        ["181059", "2023-09-22"],
        ["181054", "2025-01-10"],
    ]
    assert run(["series", "show", "arrests", "--json", "-r", str(record_path)]) == 0
    assert len(json.loads(capsys.readouterr().out)["observations"]) == 2
    assert run(["series", "show", "x", "-r", str(record_path)]) == 2
    assert '0 series begin with "x"' in capsys.readouterr().err


def test_problems_are_listed_with_their_remedy(copied: Path, capsys: Capture) -> None:
    import duckdb

    (database,) = copied.rglob("record.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into problem values ('pro-1', 'x', 'text', 'mend it', 'a.txt')")
    assert run(["problems", "-r", str(copied)]) == 0
    assert capsys.readouterr().out == "text: a.txt: mend it\n"
    assert run(["problems", "--json", "-r", str(copied)]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 1


def test_doctor_names_what_is_there(capsys: Capture) -> None:
    assert run(["doctor", "--json"]) == 0
    found = {row["name"]: row for row in json.loads(capsys.readouterr().out)["installation"]}
    assert found["duckdb"]["remedy"] is None
    assert "offices" in found["pack: us-mexico"]["found"]
    assert found["language model: en"]["remedy"] is None
    assert found["pandas"]["remedy"] is None


def test_doctor_says_how_to_mend_what_is_missing(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.run.doctor.find_model", lambda *_: None)
    monkeypatch.setattr("onrecord.run.doctor.list_packs", list)
    assert run(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "such documents are kept, but not read" in out
    assert "onrecord doctor --install es" in out


@pytest.mark.model
def test_check_is_a_linter_for_facts(tmp_path: Path, capsys: Capture) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# Arrests\n\nBorder Patrol agents made **181,509 arrests** at the southwest border "
        "in August 2023.\n",
        encoding="utf-8",
    )
    assert run(["check", str(draft), "--published", "2023-09-25"]) == 1
    shown = capsys.readouterr()
    first, *more = shown.out.splitlines()
    assert first.startswith(f'{draft}:3:29 F201 "181,509 arrests": US Border Patrol reported')
    assert any(line.startswith("    nearest true reading: ") for line in more)
    assert any("compared with " in line and "usbp-southwest" in line for line in more)
    assert shown.err == "1 figure: 1 fails\n"
    assert run(["check", str(draft), "--published", "2023-09-25", "--json"]) == 1
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert (figure["code"], figure["value"], figure["outcome"]) == ("F201", 181509, "fails")
    assert figure["reference"]["official"][0] == 181059
    assert run(["check", str(tmp_path / "gone.md")]) == 3
    assert "gone.md does not exist" in capsys.readouterr().err


def test_export_warns_of_copyright_only_with_texts(
    record_path: Path, tmp_path: Path, capsys: Capture
) -> None:
    words = ["export", "jsonl", str(tmp_path), "-r", str(record_path)]
    assert run(words) == 0
    assert capsys.readouterr().err == ""
    assert run([*words, "--with-text"]) == 0
    assert "do not pass the export on" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "said"),
    [("annotations", "annotations"), ("prov", "entries"), ("ftm", "entities"), ("stix", "objects")],
)
def test_a_standard_says_what_it_counts(
    record_path: Path, tmp_path: Path, capsys: Capture, *, form: str, said: str
) -> None:
    assert run(["export", form, str(tmp_path), "-r", str(record_path)]) == 0
    number, what, rest = capsys.readouterr().out.split(maxsplit=2)
    assert (number.isdecimal(), what) == (True, said)
    assert rest.startswith("in ")


def test_an_export_does_not_take_a_file_for_a_folder(
    record_path: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "draft.md").write_text("Mine.")
    assert run(["export", "csv", str(tmp_path / "draft.md"), "-r", str(record_path)]) == 2
    assert "a file stands where a folder is needed; name another place" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["timeline", "--dyad", "ABC:DEF"], 'no event of "ABC" with the other side'),
        (["dyad", "ABC", "DEF"], 'no event of "ABC" with the other side'),
        (["mirror", "--happening", "hap-0"], 'no happening has the id "hap-0"'),
    ],
)
def test_what_the_record_does_not_know_is_named(
    record_path: Path, words: list[str], said: str, capsys: Capture
) -> None:
    assert run([*words, "-r", str(record_path)]) == 2
    assert said in capsys.readouterr().err


def test_a_beginning_of_many_ids_says_how_many(record_path: Path, capsys: Capture) -> None:
    assert run(["show", "doc-", "-r", str(record_path)]) == 2
    assert '"doc-" begins 3 ids (doc-' in capsys.readouterr().err


def test_a_whole_record_verifies(record_path: Path, capsys: Capture) -> None:
    assert run(["verify", "-r", str(record_path)]) == 0
    out = capsys.readouterr().out
    assert "3 captures, 3 documents" in out
    assert f"{len(PLURALS)} tables, the words of 2 statements, " in out
    assert "2 judgements, 0 origins" in out
    assert out.endswith(" checked; 0 faults\n")


def test_what_was_checked_is_counted_in_words() -> None:
    checked = {"documents": 1, "origins": 1, "official files": 1, "series": 2, "moves": 2}
    said = "1 document, 1 official file, 2 series, the words of 2 moves, 1 origin"
    assert say_checked(checked) == said


def test_a_changed_capture_is_found(copied: Path, capsys: Capture) -> None:
    body = next((copied / "captures").rglob("*.gz"))
    body.write_bytes(body.read_bytes()[:-1] + b"!")
    assert run(["verify", "-r", str(copied)]) == 4
    assert body.name in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("update figure set quote = '181,059' where quote = '181,509'", "are not at 8 of"),
        ("update figure set id = 'fig-0000000000' where quote = '44'", "the id does not fit"),
        ("update figure set outcome = 'holds' where outcome = 'fails'", "outcome differ from"),
        ("delete from verdict", "missing in verdicts"),
        ("insert into problem values ('pro-x', 'x', 'x', 'x', null)", "in problems, but"),
        ("update document set id = 'doc-0' where source like '%three%'", "the id does not fit"),
        ("delete from document where source like '%one%'", "is not in the record"),
    ],
)
def test_a_changed_table_is_found(copied: Path, capsys: Capture, change: str, message: str) -> None:
    import duckdb

    (database,) = copied.rglob("record.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute(change)
    assert run(["verify", "-r", str(copied)]) == 4
    assert message in capsys.readouterr().out


def test_tables_without_parts_are_said_not_to_be_compared(copied: Path, capsys: Capture) -> None:
    shutil.rmtree(copied / "parts")
    assert run(["verify", "-r", str(copied)]) == 0
    assert "note: tables were not compared" in capsys.readouterr().out


def test_a_full_disk_is_one_clear_line(record_path: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: both stop a write half-way."""
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200));"
        "from onrecord.cli.commands import run; sys.exit(run(sys.argv[1:]))"
    )
    words = ["export", "jsonl", str(tmp_path / "out"), "-r", str(record_path)]
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "the disk is full" in line
    assert not list((tmp_path / "out").glob(".*")), "no half file is left"


FULL_BUILD = """
import resource, signal, sys
from pathlib import Path
from onrecord.cli import build_command, commands
from onrecord.run import build
from tests.unit.run.fake_reading import open_fake_step

build.BuildOptions.__init__.__kwdefaults__["open_step"] = open_fake_step
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.exit(commands.run(["build", sys.argv[2], "-r", sys.argv[3], "--workers", "1"]))
"""


@pytest.mark.parametrize("limit", [10, 9_000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_a_full_disk_leaves_the_last_build(copied: Path, limit: int) -> None:
    before = (copied / "CURRENT").read_text(encoding="utf-8")
    text = copied.parent / "more.txt"
    text.write_text("There are 5.", encoding="utf-8")
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", FULL_BUILD, str(limit), str(text), str(copied)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )
    assert done.returncode == 2, done.stderr
    said = done.stderr.splitlines()[-1]
    assert "the disk" in said
    assert "Traceback" not in done.stderr
    assert (copied / "CURRENT").read_text(encoding="utf-8") == before
    with open_record(copied) as record:
        assert len(record.documents) == 3


def test_what_the_system_says_gets_its_remedy() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "x.jsonl")
    assert describe_os_error(full).startswith("x.jsonl: the disk is full")
    assert "no permission" in describe_os_error(PermissionError(errno.EACCES, "no", "x"))
    assert describe_os_error(IsADirectoryError(errno.EISDIR, "Is a directory", "x")) == (
        "x: a folder stands where a file is needed; name a file in it"
    )


def test_the_database_is_made_from_one_file(tmp_path: Path) -> None:
    with create_database(tmp_path / "x.duckdb") as connection:
        assert connection.table("figure").columns[0] == "id"
