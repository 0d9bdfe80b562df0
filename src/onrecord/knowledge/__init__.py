"""The packs: tables that people edit, and the loaders that check them."""

from onrecord.knowledge.actors import ActorRow, Holder, OfficeRow, list_tails
from onrecord.knowledge.bond_words import BondWords
from onrecord.knowledge.codebook import Codebook, CodebookRow, Mode, Reading, load_codebook
from onrecord.knowledge.countries import Country
from onrecord.knowledge.cues import CueRow, Cues, ReferenceRow, References
from onrecord.knowledge.deed_words import DeedWords
from onrecord.knowledge.encoders import Encoder, WordInput
from onrecord.knowledge.event_words import CommitmentWord, EventWord, EventWords, load_event_words
from onrecord.knowledge.furniture import Furniture, PageWords, find_words
from onrecord.knowledge.indicators import Indicator
from onrecord.knowledge.issues import IssueRow
from onrecord.knowledge.lexicons import Lexicon
from onrecord.knowledge.outlets import Outlet
from onrecord.knowledge.packs import (
    DEFAULT_PACK,
    Knowledge,
    PackInfo,
    find_pack,
    list_packs,
    load_knowledge,
    load_pack_info,
)
from onrecord.knowledge.quote_words import QuoteWords
from onrecord.knowledge.series import SeriesRow
from onrecord.knowledge.stances import StanceWords
from onrecord.knowledge.stories import (
    PhaseWordRow,
    PhaseWords,
    ProgrammeRow,
    Topic,
    make_programme,
)
from onrecord.knowledge.surnames import fold, fold_name
from onrecord.knowledge.trees import Trees
from onrecord.knowledge.words import WordRow, WordTable, either

__all__ = [
    "BondWords",
    "DeedWords",
    "load_event_words",
    "load_codebook",
    "Mode",
    "Encoder",
    "EventWords",
    "EventWord",
    "CommitmentWord",
    "CodebookRow",
    "Reading",
    "Codebook",
    "DEFAULT_PACK",
    "Furniture",
    "PageWords",
    "ActorRow",
    "Country",
    "CueRow",
    "Cues",
    "Holder",
    "Knowledge",
    "Lexicon",
    "OfficeRow",
    "IssueRow",
    "Outlet",
    "PackInfo",
    "PhaseWordRow",
    "PhaseWords",
    "ProgrammeRow",
    "QuoteWords",
    "ReferenceRow",
    "References",
    "StanceWords",
    "Topic",
    "Trees",
    "Indicator",
    "SeriesRow",
    "WordRow",
    "WordInput",
    "WordTable",
    "either",
    "find_pack",
    "find_words",
    "fold",
    "fold_name",
    "list_packs",
    "list_tails",
    "load_knowledge",
    "load_pack_info",
    "make_programme",
]
