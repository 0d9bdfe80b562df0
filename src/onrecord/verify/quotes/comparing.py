"""A quote and all the places it comes from → its changes, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.verify.quotes.changes import Change, ChangeKind, judge_gap, list_changes
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.matching import Place
from onrecord.verify.quotes.passages import Given, Said


def compare(given: Given, index: SpeechIndex, places: Sequence[Place]) -> Iterator[Change]:
    """Yield what differs between a quote and the places it comes from."""
    previous: Place | None = None
    for place in places:
        said = Said(index, place.speech)
        if previous is not None:
            yield from _list_between(given, previous, place, said)
        elif place.first:
            yield _begin_otherwise(given, said, place)
        for change in list_changes(given, said, place):
            if not _is_covered(change, places, place):
                yield change
        previous = place
    if previous is not None and previous.after < len(given.words):
        yield _end_otherwise(given, Said(index, previous.speech), previous)


def _begin_otherwise(given: Given, said: Said, place: Place) -> Change:
    """Return the change of the first words of a quote, which agree with nothing."""
    start = max(said.find_start(place.said_first), place.said_first - place.first)
    return _other(given, (0, place.first), said.raw(start, place.said_first))


def _end_otherwise(given: Given, said: Said, place: Place) -> Change:
    """Return the change of the last words of a quote, which agree with nothing."""
    size = len(given.words) - place.after
    end = min(place.said_after + size, said.find_end(place.said_after - 1))
    return _other(given, (place.after, len(given.words)), said.raw(place.said_after, end))


def _other(given: Given, quoted: tuple[int, int], old: str) -> Change:
    kind = ChangeKind.MARKED if given.is_bracket(*quoted) else ChangeKind.OTHER
    return Change(kind=kind, old=old, new=given.raw(*quoted), at=quoted[0], until=quoted[1])


def _list_between(given: Given, previous: Place, place: Place, said: Said) -> Iterator[Change]:
    """Yield what stands between two places: words that agree with nothing, and the gap."""
    if place.first > previous.after:
        yield _other(given, (previous.after, place.first), "")
    gap = judge_gap(given, previous, place, said)
    if place.first < previous.after:
        yield replace(gap, kind=ChangeKind.JOINED)
    elif place.said_first != previous.said_after:
        yield gap


def _is_covered(change: Change, places: Sequence[Place], own: Place) -> bool:
    """Does another place have the words that this one lacks?"""
    return change.until > change.at and any(
        p is not own and p.first < change.until and change.at < p.after for p in places
    )
