"""A quote's verdict in words: who said what, and the words that differ, marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model import Speech, SpeechKind
from onrecord.verify.quotes.changes import Change, ChangeKind
from onrecord.verify.quotes.passages import Given

AROUND = 8  # words that stayed, shown on each side of a change
LONGEST = 16  # words of a cut that are shown
SHOWN = 3  # changes that a reason names

_WHERE = {
    SpeechKind.TURN: "in the transcript",
    SpeechKind.REMARKS: "in the transcript",
    SpeechKind.RELEASE: "in the release",
    SpeechKind.QUOTED: "in the release",
}


def say_place(speech: Speech) -> str:
    """Return `in the transcript of 3 March 2025, said by Ana Marín`."""
    day = _say_day(speech)
    dated = f" {day}" if day else ""
    name = say_speaker(speech)
    verb = "from" if speech.kind is SpeechKind.RELEASE else "said by"
    by = f", {verb} {name}" if name else ""
    return f"{_WHERE[speech.kind]}{dated}{by}"


def say_speaker(speech: Speech) -> str | None:
    """Return who speaks: the name, else the words of the label."""
    return speech.voice.name or speech.voice.words or None


def say_change(change: Change) -> str:
    """Return one change as a clause."""
    old, new = quote(change.old), quote(change.new)
    match change.kind:
        case ChangeKind.MARKED:
            return f"{new} stands in brackets" + (f" for {old}" if change.old else "")
        case ChangeKind.CLEANED:
            return f"{new} for {old}" if change.new else f"{old} left out"
        case ChangeKind.MARKED_CUT:
            return f"an ellipsis stands for {old}"
        case ChangeKind.CUT:
            return f"{old} is cut {change.side.value}, and no mark says so"
        case ChangeKind.LOSS:
            return f"{old} is cut {change.side.value}, and “{change.lost}” with it"
        case ChangeKind.OTHER if not change.old:
            return f"{new} is added"
        case ChangeKind.OTHER:
            return f"{new} for {old}"
        case _:
            return "words from separate places stand as one" + (
                f", without {old}" if change.old else ""
            )


def say_changes(changes: Sequence[Change]) -> str:
    """Return the changes as one clause, the first few of them."""
    said = [say_change(change) for change in changes[:SHOWN]]
    more = len(changes) - len(said)
    return "; ".join(said) + (f"; and {more} more" if more else "")


def mark_changes(given: Given, changes: Sequence[Change]) -> str | None:
    """Return the quote with [-what it lacks-] and {+what only it has+}; None without a change."""
    if not changes:
        return None
    ordered = sorted(changes, key=lambda c: (c.at, c.until))
    pieces: list[str] = []
    at = 0
    for number, change in enumerate(ordered):
        kept = given.raw(at, change.at)
        pieces.append(_shorten(kept, is_first=number == 0, is_last=False))
        pieces += [_mark(change)]
        at = max(at, change.until)
    pieces.append(_shorten(given.raw(at, len(given.words)), is_first=False, is_last=True))
    return " ".join(piece for piece in pieces if piece)


def _mark(change: Change) -> str:
    if change.kind is ChangeKind.JOINED and not change.old:
        return "[-…-]"
    old = f"[-{cut_words(change.old)}-]" if change.old else ""
    new = f"{{+{cut_words(change.new)}+}}" if change.new else ""
    return f"{old} {new}".strip()


def quote(words: str, *, most: int = LONGEST) -> str:
    """Return words in quotation marks, the midst of many left out."""
    return f"“{cut_words(words, most=most)}”"


def cut_words(words: str, *, most: int = LONGEST) -> str:
    """Return the words, the midst of many left out."""
    held = words.split()
    if len(held) <= most:
        return " ".join(held)
    return " ".join([*held[: most - 4], "…", *held[-4:]])


def _shorten(text: str, *, is_first: bool, is_last: bool) -> str:
    words = text.split()
    head = 0 if is_first else AROUND
    tail = 0 if is_last else AROUND
    if len(words) <= head + tail + 2:
        return " ".join(words)
    return " ".join([*words[:head], "…", *(words[-tail:] if tail else [])])


def _say_day(speech: Speech) -> str:
    if speech.earliest is None or speech.earliest != speech.latest:
        return ""
    return f"of {say_day(speech.earliest)}"


def say_day(day: date) -> str:
    """Return `3 March 2025`."""
    return f"{day.day} {day:%B %Y}"
