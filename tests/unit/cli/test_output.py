from __future__ import annotations

import pytest

from onrecord.cli.output import make_plain, print_table, warn


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("a\x1b[2Jb", "a[2Jb"),
        ("one\ntwo\tthree", "one two three"),
        ("\u202eevil\u202c", "evil"),
        ("México “so”", "México “so”"),
    ],
)
def test_a_cell_steers_nothing(cell: str, plain: str) -> None:
    assert make_plain(cell) == plain


def test_tables_and_warnings_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["id", "words"], [["fig-1", "\x1b]0;owned\x07"]])
    warn("\x1b[31mred.txt is empty")
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err


def test_heads_of_two_columns_stay_apart_where_there_is_little_room(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    heads = ["month", "material cooperation", "material conflict"]
    print_table(heads, [["2018-12", "1", "20"]])
    assert capsys.readouterr().out.splitlines() == [
        "month    material     material",
        "         cooperation  conflict",
        "2018-12  1            20",
    ]


def test_a_long_cell_gives_way_and_an_id_does_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_table(["id", "words"], [["fig-nkrxchyd0s", "four and twenty blackbirds in a pie"]])
    assert capsys.readouterr().out.splitlines() == [
        "id              words",
        "fig-nkrxchyd0s  four and twenty blackbi…",
    ]
