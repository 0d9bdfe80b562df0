"""What the navigation leads to."""

from __future__ import annotations

from onrecord.web.menu import list_menu
from onrecord.web.views import SCREENS, VIEWS


def test_every_list_and_screen_is_in_the_navigation() -> None:
    listed = {entry.address for _, entries in list_menu() for entry in entries}
    assert listed == {f"/{name}" for name in VIEWS} | {a for s in SCREENS.values() for a, _ in s}
