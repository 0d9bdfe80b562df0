"""Who acts in a text: noun phrases, names and pronouns that stand for political actors."""

from onrecord.extract.parties.anybody import find_anybody
from onrecord.extract.parties.finding import find_party, is_joint
from onrecord.extract.parties.scene import Party, Scene, make_scene

__all__ = ["Party", "Scene", "find_anybody", "find_party", "is_joint", "make_scene"]
