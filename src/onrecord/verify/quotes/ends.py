"""What a quote leaves out of the sentences it begins and ends in.

"We will lift them," she said. Said was: "And we will lift them if crossings fall." Left out are
"And", which is nothing, and "if crossings fall", which is a condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Quote
from onrecord.verify.quotes.changes import Change, ChangeKind
from onrecord.verify.quotes.cuts import Side, find_loss, is_nothing
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.matching import Place
from onrecord.verify.quotes.passages import Given, Said
from onrecord.verify.quotes.words import ELLIPSIS, OPENS, PAUSE

FEW = 3  # words by which a quote that goes on is known
LEAST_LETTERS = 5  # of a word that tells that the text itself gives a condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a quote in its document: the quotes before and behind, and its paragraph."""

    before: Sequence[Quote] = ()
    behind: Sequence[Quote] = ()
    around: str = ""


def list_ends(
    given: Given, index: SpeechIndex, places: Sequence[Place], beside: Beside
) -> Iterator[Change]:
    """Yield what is cut before and behind a quote of whole sentences."""
    first, last = places[0], places[-1]
    if first.first == 0:
        said = Said(index, first.speech)
        cut = said.find_start(first.said_first), first.said_first
        opens = said.mark(first.said_first) & (OPENS | ELLIPSIS)
        begins = cut[0] == cut[1] or said.mark(cut[1] - 1) & PAUSE or opens
        if not begins and not _is_brought(index, cut, beside.before, side=Side.BEFORE):
            is_marked = bool(given.words.marks[0] & ELLIPSIS)
            yield _judge(said, cut, 0, side=Side.BEFORE, is_marked=is_marked, beside=beside)
    if last.after == len(given.words):
        said = Said(index, last.speech)
        cut = last.said_after, said.find_end(last.said_after - 1)
        if cut[0] < cut[1] and not _is_brought(index, cut, beside.behind, side=Side.BEHIND):
            is_marked = given.words.is_cut_at_end
            change = _judge(
                said, cut, len(given.words), side=Side.BEHIND, is_marked=is_marked, beside=beside
            )
            if change.kind is ChangeKind.LOSS or not said.mark(cut[0] - 1) & PAUSE:
                yield change


def _judge(
    said: Said, cut: tuple[int, int], at: int, *, side: Side, is_marked: bool, beside: Beside
) -> Change:
    """Return what a cut at an end is: nothing, marked, a loss, or a cut that nothing marks."""
    lost = find_loss(said, *cut, side)
    if lost is not None and _gives(beside.around, lost, said.plain(*cut)):
        lost = None
    kind = ChangeKind.LOSS if lost is not None else ChangeKind.CUT
    if is_nothing(said, *cut, side):
        kind = ChangeKind.CLEANED
    elif is_marked:
        kind = ChangeKind.MARKED_CUT
    return Change(kind=kind, old=said.raw(*cut), new="", at=at, until=at, side=side, lost=lost)


def _gives(around: str, lost: str, cut: list[str]) -> bool:
    """Does the text itself give the condition, in its own words beside the quote?"""
    words = around.lower().replace("’", "'").split()
    plain = {word.strip(".,;:!?“”\"'") for word in words}
    telling = {word for word in cut if len(word) >= LEAST_LETTERS}
    return all(word in plain for word in lost.split()) and bool(telling & plain)


def _is_brought(
    index: SpeechIndex, cut: tuple[int, int], beside: Sequence[Quote], *, side: Side
) -> bool:
    """Does the quote beside have the words that this one leaves out?"""
    for other in beside:
        norms = index.reader(other.language).read(other.words).norms
        size = min(FEW, len(norms), cut[1] - cut[0])
        if side is Side.BEHIND:
            theirs, places = norms[:size], range(cut[0], cut[0] + size)
        else:
            theirs, places = norms[-size:], range(cut[1] - size, cut[1])
        ours = [index.spelled[int(index.ids[place])] for place in places]
        if size and theirs == ours:
            return True
    return False
