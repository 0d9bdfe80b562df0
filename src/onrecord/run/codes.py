"""Codes of what `onrecord check` reports, by diagnosis. A code never changes its meaning."""

from __future__ import annotations

from onrecord.model import Outcome, Verdict
from onrecord.verify.diagnoses import EXPLANATIONS
from onrecord.verify.quotes import EXPLANATIONS as OF_QUOTES

CLOSE = "F100"
DOES_NOT_MATCH = "F200"
CODES = {
    "swapped-digits": "F201",
    "dropped-digit": "F202",
    "scale": "F203",
    "other-period": "F204",
    "other-series": "F205",
    "other-place": "F206",
    "fiscal-year": "F207",
    "cumulative": "F208",
    "older-vintage": "F209",
    "newer-vintage": "F210",
    "preliminary": "F211",
    "wrong-base": "F212",
    "points-not-percent": "F213",
    "rank-not-covered": "F214",
    "wrong-way": "F215",
    "whole-period": "F216",
    "other-unit": "F217",
    "altered": "Q201",
    "stitched": "Q202",
    "condition-cut": "Q203",
    "other-speaker": "Q204",
}
# Of quotes that are close: one that is only cleaned is not reported.
CLOSE_CODES = {"trimmed": "Q101", "cleaned": None}

# What each code says, in one sentence.
SENTENCES = {
    CLOSE: "Not the official value, but within the tolerance of its indicator or of its wording.",
    DOES_NOT_MATCH: "The value does not match the official series, and no nearer diagnosis fits.",
    **{code: (EXPLANATIONS | OF_QUOTES)[diagnosis] for diagnosis, code in CODES.items()},
    **{code: OF_QUOTES[diagnosis] for diagnosis, code in CLOSE_CODES.items() if code},
}
NAMES = {code: diagnosis for diagnosis, code in (CODES | CLOSE_CODES).items() if code}


def list_codes() -> list[str]:
    """Return all codes in order."""
    return sorted(SENTENCES)


def explain(code: str) -> str | None:
    """Return a code with its diagnosis and what it means, None when there is no such code."""
    if code not in SENTENCES:
        return None
    name = f" {NAMES[code]}" if code in NAMES else ""
    return f"{code}{name}: {SENTENCES[code]}"


def find_code(verdict: Verdict) -> str | None:
    """Return the code of a verdict: of its diagnosis when it fails; None when it holds or is open."""
    match verdict.outcome:
        case Outcome.FAILS:
            return CODES.get(verdict.diagnosis or "", DOES_NOT_MATCH)
        case Outcome.CLOSE:
            return CLOSE_CODES.get(verdict.diagnosis or "", CLOSE)
        case _:
            return None
