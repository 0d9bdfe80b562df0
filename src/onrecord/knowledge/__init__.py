"""The packs: tables that people edit, and the loaders that check them."""

from onrecord.knowledge.actors import ActorRow, Holder, OfficeRow
from onrecord.knowledge.countries import Country
from onrecord.knowledge.outlets import Outlet
from onrecord.knowledge.packs import (
    DEFAULT_PACK,
    Knowledge,
    PackInfo,
    find_pack,
    list_packs,
    load_knowledge,
)
from onrecord.knowledge.stories import ProgrammeRow, Topic, make_programme

__all__ = [
    "DEFAULT_PACK",
    "ActorRow",
    "Country",
    "Holder",
    "Knowledge",
    "OfficeRow",
    "Outlet",
    "PackInfo",
    "ProgrammeRow",
    "Topic",
    "find_pack",
    "list_packs",
    "load_knowledge",
    "make_programme",
]
