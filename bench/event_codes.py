"""Codes of other schemes as roots of PLOVER, and names for the states of the behaviour records."""

from __future__ import annotations

import re

# The roots of PLV: CONCEDE and RETREAT are one there, and material.
YIELD = "YIELD"
QUADS = {
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("COOPERATE", "AID", YIELD),
    "3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {root: quad for quad, roots in QUADS.items() for root in roots}
# The manual's table "PLOVER equivalents to CAMEO cue categories".
CAMEO = {
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": YIELD,
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
# The records of the suite come from an older coder's tests. Most of their codes are those of WEIS, the
# scheme before CAMEO ("welcomed" is 041, praise; "urged" 102; a meeting put off 191), some are
# CAMEO's (194, shelling; 1721, roads closed). Here its categories in PLOVER's terms, by their names:
# three digits where a category holds acts of several roots.
WEIS = {
    "01": YIELD,  # yield
    "03": "CONSULT",
    "04": "SUPPORT",  # approve
    "05": "AGREE",  # promise
    "06": YIELD,  # grant
    "062": "AGREE",  # invite
    "063": "AID",  # asylum
    "064": "SUPPORT",  # grant privilege, recognition
    "07": "AID",  # reward
    "08": "AGREE",
    "09": "REQUEST",
    "10": "REQUEST",  # propose, urge
    "101": "AGREE",  # offer
    "11": "REJECT",
    "12": "ACCUSE",
    "13": "ACCUSE",  # protest in words
    "14": "REJECT",  # deny
    "15": "REQUEST",  # demand
    "16": "THREATEN",  # warn
    "17": "THREATEN",
    "18": "PROTEST",  # demonstrate
    "182": "MOBILIZE",
    "19": "SANCTION",  # reduce relations
    "191": "REJECT",  # a planned event cancelled
    "194": "REJECT",  # talks halted
    "20": "COERCE",  # expel
    "21": "COERCE",  # seize
    "22": "ASSAULT",  # force
}
# Fictional places of the behaviour records → states of the tables, as nouns and adjectives.
FICTION = {
    "Dagolathi": "Norwegian",
    "Dagolath": "Norway",
    "Eriadorian": "Brazilian",
    "Eriadori": "Brazilian",
    "Eriador": "Brazil",
    "Arnorian": "Swedish",
    "Arnor": "Sweden",
    "Gondorian": "Japanese",
    "Gondor": "Japan",
    "Minas Tirith": "Tokyo",
    "Osgiliath": "Peru",
    "Calenardhon": "Kenya",
    "Ithilen": "Chile",
    "Fornost": "Austria",
    "Bree": "Poland",
    "Mordor": "Vietnam",
    "Cirith Ungol": "Hanoi",
    "Rohans": "Nepalese",
    "Rohan": "Nepal",
    "Lorien": "Finland",
    "Caras Galadhon": "Helsinki",
    "The Shire": "Ireland",
    "the Shire": "Ireland",
    "Dol Amroth": "Portugal",
    "Dol_Amroth": "Portugal",
}


def map_cameo(code: str | None) -> str | None:
    """Return the PLOVER root of a CAMEO code, None for codes that PLOVER drops or CAMEO lacks."""
    return CAMEO.get((code or "")[:2])


def map_weis(code: str | None) -> str | None:
    """Return the PLOVER root of a code read as WEIS, None for comments and what WEIS lacks."""
    return WEIS.get((code or "")[:3]) or WEIS.get((code or "")[:2])


def rename(text: str) -> str:
    """Return the text with fictional states named after real ones."""
    names = "|".join(sorted(map(re.escape, FICTION), key=len, reverse=True))
    return re.sub(rf"\b({names})\b", lambda found: FICTION[found[1]], text)
