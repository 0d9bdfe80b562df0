"""Codes of what `onrecord check` reports, by diagnosis. A code never changes its meaning."""

from __future__ import annotations

from onrecord.model import Outcome, Verdict

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
}


def find_code(verdict: Verdict) -> str | None:
    """Return the code of a verdict: of its diagnosis when it fails; None when it holds or is open."""
    match verdict.outcome:
        case Outcome.FAILS:
            return CODES.get(verdict.diagnosis or "", DOES_NOT_MATCH)
        case Outcome.CLOSE:
            return CLOSE
        case _:
            return None
