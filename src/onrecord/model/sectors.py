"""Sectors: which part of a society an actor belongs to, in PLOVER's codes."""

from __future__ import annotations

from enum import StrEnum


class Sector(StrEnum):
    """A sector of PLOVER's manual; NGO and IGO, which it puts into the country, stand here too."""

    GOV = "GOV"  # the executive
    MIL = "MIL"
    COP = "COP"  # police
    JUD = "JUD"
    LEG = "LEG"
    SPY = "SPY"  # intelligence services
    PRM = "PRM"  # paramilitaries that do not oppose the government
    REB = "REB"
    UAF = "UAF"  # unidentified armed forces
    PTY = "PTY"
    OPP = "OPP"
    ELI = "ELI"  # former officials
    CRM = "CRM"
    CVL = "CVL"
    BUS = "BUS"
    LAB = "LAB"
    AGR = "AGR"
    JRN = "JRN"
    MED = "MED"
    EDU = "EDU"
    REL = "REL"
    REF = "REF"
    SOC = "SOC"
    PRE = "PRE"  # partially recognised entities
    NGO = "NGO"
    IGO = "IGO"
    UNK = "UNK"
