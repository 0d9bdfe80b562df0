"""A transcript, and three articles that quote it: word for word, cut, and changed."""

from __future__ import annotations

from pathlib import Path

TEXTS = {
    "said.txt": "TRANSCRIPT\nTHE SPEAKER: We will open the ferry if the ice melts in time.\n"
    "QUESTION: Will the old bridge be closed for the whole of the winter?\n",
    "faithful.txt": "“We will open the ferry if the ice melts in time.”\n",
    "cut.txt": "“We will open the ferry.”\n",
    "changed.txt": "“We will open the market if the ice melts in time.”\n",
    "elsewhere.txt": "“Nobody in the valley has ever seen such a flood as this.”\n",
    "again.txt": "“Nobody in the valley has seen such a flood as this.”\n",
}


def write_pile(folder: Path) -> Path:
    """Write the texts; return the folder."""
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
