"""Tell a parse in Universal Dependencies in the roles that the rules read.

Models of most languages hang a noun on the verb and its preposition on the noun, and a copula on
what is said of its subject. The rules, written over the roles of spaCy's English models, go from
the verb to the preposition and from there to the noun. So that no rule has to know two shapes, the
tree is turned here, once: prepositions, copulas and what only introduces a clause take the place of
what they stand before, passives get their names, and features become tags. Which words do what
stands in the language's `syntax.yml`; a language without that table is left as it is.

    soldiers ← obl: case → to, border      soldiers ← prep: to → pobj: border
"""

from onrecord.annotate.roles.syntax import Syntax, find_syntax
from onrecord.annotate.roles.turning import turn_roles

__all__ = ["Syntax", "find_syntax", "turn_roles"]
