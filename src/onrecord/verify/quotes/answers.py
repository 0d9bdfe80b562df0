"""What quotes come to when they are compared, and the verdicts that this makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Compared, Outcome, Quote, Verdict
from onrecord.verify.quotes.asking import Asked
from onrecord.verify.quotes.wording import quote

METHOD = "verify.quotes@2"
MOST_NEAREST = 60  # words of what was said

OUTCOMES = {
    "verbatim": Outcome.HOLDS,
    "cleaned": Outcome.CLOSE,
    "trimmed": Outcome.CLOSE,
    "stitched": Outcome.FAILS,
    "altered": Outcome.FAILS,
    "condition-cut": Outcome.FAILS,
    "other-speaker": Outcome.FAILS,
    "no-transcript": Outcome.OPEN,
    "translated": Outcome.OPEN,
}
EXPLANATIONS = {
    "verbatim": "Word for word what was said; brackets mark what is the editor's.",
    "cleaned": "What was said, without fillers and repeats, or written in another way.",
    "trimmed": "What was said, with words left out; the reason says whether a mark tells so.",
    "stitched": "Words from separate places stand as if they were said in one go.",
    "altered": "Other words than were said.",
    "condition-cut": "A condition or negation that was said with it is left out: if, unless, not, only.",
    "other-speaker": "Somebody else said it.",
    "no-transcript": "No transcript or release here has these words.",
    "translated": "It renders what was said in another language; the passage stands beside it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one quote came to."""

    diagnosis: str
    outcome: Outcome
    reason: str
    compared: tuple[Compared, ...] = ()
    difference: str | None = None

    @property
    def nearest(self) -> str | None:
        """Return what was said, when the quote is not that."""
        if self.outcome is not Outcome.FAILS:
            return None
        return quote(" … ".join(one.span.quote for one in self.compared), most=MOST_NEAREST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one quote came to, None when it is too short to be compared, and what that hangs on."""

    checked: Checked | None
    asked: Asked = Asked()


def make_verdicts(quotes: Sequence[Quote], answers: Sequence[Answer]) -> list[Verdict]:
    """Return one verdict for each finding of which a quote was compared."""
    found: dict[str, list[Checked]] = {}
    for one, answer in zip(quotes, answers, strict=True):
        if answer.checked is not None:
            found.setdefault(one.finding_id, []).append(answer.checked)
    return [_make_verdict(finding, some) for finding, some in found.items()]


def _make_verdict(finding_id: str, checked: list[Checked]) -> Verdict:
    """Return the verdict on a finding: that of its worst quote, with what all were compared with."""
    names = list(OUTCOMES)
    order = [names.index(one.diagnosis) for one in checked]
    order = [-1 if c.outcome is Outcome.OPEN else n for n, c in zip(order, checked, strict=True)]
    worst = checked[order.index(max(order))] if max(order) > 0 else checked[0]
    return Verdict(
        finding_id=finding_id,
        outcome=worst.outcome,
        diagnosis=worst.diagnosis,
        reason=worst.reason,
        method=METHOD,
        compared=tuple(dict.fromkeys(c for one in checked for c in one.compared)),
        difference=worst.difference,
        nearest=worst.nearest,
    )
