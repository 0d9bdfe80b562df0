"""Tell a parse in Universal Dependencies in the roles that the rules read.

Models of most languages hang a noun on the verb and its preposition on the noun, and a copula on
what is said of its subject. The rules, written over the roles of spaCy's English models, go from
the verb to the preposition and from there to the noun. So that no rule has to know two shapes, the
tree is turned here, once: prepositions, copulas and what only introduces a clause take the place of
what they stand before, passives get their names, and features become tags. Which words do what
stands in the language's `syntax.yml`; a language without that table is left as it is.

    soldiers ← obl: case → to, border      soldiers ← prep: to → pobj: border
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.endings import DROPPED, INFINITIVE
from onrecord.annotate.trees import Tree
from onrecord.annotate.verb_forms import NO_FORMS, NO_NOUNS, NounForms, VerbForms
from onrecord.knowledge import WordTable

if TYPE_CHECKING:  # who only reads days does not load spaCy
    from spacy.tokens import Doc

TABLE = "syntax"
KINDS = (
    "passive", "modal", "agent", "object", "particle", "light", "reflexive", "denial", "owner",
    "impersonal", "pair", "noun",
)  # fmt: skip
SUBJECTS = ("nsubj", "csubj")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X", "ADJ"})
VERBAL = frozenset({"VERB", "AUX"})
# What belongs to a clause and not to the noun or adjective that is its predicate.
OF_CLAUSE = frozenset(
    {"nsubj", "csubj", "aux", "mark", "cc", "punct", "advcl", "parataxis", "expl:pass", "dep"}
)
PLAIN = {"obj": "dobj", "iobj": "dative", "expl:pass": "expl", "dep": "dep"}
TAGS = {
    "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "ADP": "IN", "SCONJ": "IN",
    "CCONJ": "CC", "NUM": "CD", "DET": "DT", "PRON": "PRP", "PART": "RP", "INTJ": "UH",
    "SYM": "SYM", "SPACE": "_SP", "X": "FW",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """The words of a language that decide over roles; see its `syntax.yml`."""

    passive: frozenset[str]
    modal: frozenset[str]
    agent: frozenset[str]
    object: frozenset[str]
    particle: frozenset[str]
    light: frozenset[str]
    reflexive: frozenset[str]
    denial: frozenset[str]
    owner: frozenset[str]
    impersonal: frozenset[str]
    pair: frozenset[str] = frozenset()
    noun: frozenset[str] = frozenset()
    forms: VerbForms = NO_FORMS
    nouns: NounForms = NO_NOUNS


def find_syntax(words: WordTable | None, known: frozenset[str] = frozenset()) -> Syntax | None:
    """Return the words that decide over roles, None where a language's parses need no turning.

    `known` are the dictionary forms of other tables: forms that a small model takes for those of
    no verb or noun at all are led back to them.
    """
    if words is None or not words.words(TABLE, *KINDS):
        return None
    forms = VerbForms(
        known,
        infinitives=words.folded(TABLE, "infinitive"),
        endings=words.folded(TABLE, "ending"),
    )
    nouns = NounForms(known, words.folded(TABLE, "plural"))
    lists = {kind: words.folded(TABLE, kind) for kind in KINDS}
    return words.keep(TABLE, lambda _: Syntax(**lists, forms=forms, nouns=nouns))


def turn_roles(doc: Doc, syntax: Syntax) -> Doc:
    """Return the parse told in the roles that the rules read; heads, roles and tags change."""
    return _Turner(Tree(doc), syntax).turn()


def _as_mark(role: str) -> str:
    return role if role == "ROOT" else "punct"


class _Turner:
    """Turns one tree, from the verbs to the little words."""

    def __init__(self, tree: Tree, syntax: Syntax) -> None:
        self.tree = tree
        self.syntax = syntax

    def turn(self) -> Doc:
        for step in (
            self._turn_flipped,
            self._tag,
            self._turn_copula,
            self._name_auxiliaries,
            self._name_clitics,
        ):
            self._each(step)
        for step in (self._name_passive, self._sort_objects, self._turn_case, self._turn_mark):
            self._each(step)
        for step in (self._mend_subject, self._name_rest, self._mend_clause, self._mark_dropped):
            self._each(step)
        return self.tree.write()

    def _each(self, step: Callable[[int], None]) -> None:
        for at in range(len(self.tree.tokens)):
            step(at)

    def _turn_flipped(self, at: int) -> None:
        """Let the noun carry the adjective behind it where the parse has it the other way round.

        "una llamada telefónica", "la llamada sostenida": nouns that look like participles.
        """
        tree, above = self.tree, self.tree.heads[at]
        if tree.roles[at] != "amod" or above != at + 1:
            return
        noun = tree.tokens[at].pos_ == "NOUN" and tree.tokens[above].pos_ == "ADJ"
        if not noun and tree.lower(at) not in self.syntax.noun:
            return
        tree.replace(above, at)
        for child in tree.children(above):
            tree.move(child, at, tree.roles[child])
        tree.move(above, at, "amod")
        self._name_noun(at, above)

    def _name_noun(self, at: int, adjective: int) -> None:
        tree = self.tree
        tree.tokens[at].pos_, tree.tokens[adjective].pos_ = "NOUN", "ADJ"
        tree.parts[at], tree.parts[adjective] = tree.part("NOUN"), tree.part("ADJ")
        if tree.tokens[at].lemma_.lower() not in self.syntax.noun:
            tree.tokens[at].lemma_ = tree.lower(at)

    # -- tags -----------------------------------------------------------------------------------

    def _tag(self, at: int) -> None:
        lemma = self.tree.tokens[at].lemma_
        if " " in lemma:  # a verb with its pronouns: "traducir él"
            self.tree.tokens[at].lemma_ = lemma.split()[0]
        tree, token = self.tree, self.tree.tokens[at]
        if token.pos_ in VERBAL:
            token.lemma_ = self.syntax.forms.find(token.text, token.lemma_)
        elif token.pos_ == "NOUN":
            token.lemma_ = self.syntax.nouns.find(token.text, token.lemma_)
        if token.is_quote or (token.is_punct and token.pos_ != "PUNCT"):
            tree.parts[at], tree.roles[at] = tree.part("PUNCT"), _as_mark(tree.roles[at])
            tree.tags[at] = token.text if len(token.text) == 1 else "."
        elif token.pos_ in VERBAL:
            tree.tags[at] = self._tag_of_verb(at)
        elif token.pos_ == "PUNCT":
            tree.tags[at] = token.text if len(token.text) == 1 else "."
        elif tree.has(at, "PronType", "Rel") and token.pos_ in {"PRON", "DET", "ADV"}:
            tree.tags[at] = {"PRON": "WDT", "DET": "WP$", "ADV": "WRB"}[token.pos_]
        elif token.pos_ == "DET" and (tree.has(at, "Poss", "Yes") or self._is_owner(at)):
            tree.tags[at] = "PRP$"
        elif tree.lower(at) in self.syntax.pair and tree.roles[at] not in {"det", "nummod", "amod"}:
            tree.parts[at], tree.tags[at] = tree.part("PRON"), "PRP"
        else:
            many = "S" if token.pos_ == "NOUN" and tree.has(at, "Number", "Plur") else ""
            tree.tags[at] = TAGS.get(token.pos_, "FW") + many

    def _is_owner(self, at: int) -> bool:
        return self.tree.lower(at) in self.syntax.owner

    def _tag_of_verb(self, at: int) -> str:
        tree = self.tree
        for form, tag in (("Inf", INFINITIVE), ("Part", "VBN"), ("Ger", "VBG")):
            if tree.has(at, "VerbForm", form):
                return tag
        if tree.has(at, "Tense", "Past", "Imp"):
            return "VBD"
        if tree.has(at, "Mood", "Imp"):
            return "VB"
        is_third = tree.has(at, "Person", "3") and tree.has(at, "Number", "Sing")
        return "VBZ" if is_third else "VBP"

    # -- verbs ----------------------------------------------------------------------------------

    def _turn_copula(self, at: int) -> None:
        """Let "is" carry its clause: "Mexico is a country", "the aim is to strengthen"."""
        tree = self.tree
        if tree.roles[at] != "cop" or tree.heads[at] == at:
            return
        predicate = tree.heads[at]
        tree.replace(predicate, at)
        is_verb = tree.tokens[predicate].pos_ in VERBAL
        for child in tree.children(predicate):
            if self._is_of_clause(child, at, is_verb=is_verb):
                tree.move(child, at, tree.roles[child])
        role = "acomp" if tree.tokens[predicate].pos_ == "ADJ" else "attr"
        tree.move(predicate, at, "xcomp" if is_verb else role)

    def _is_of_clause(self, child: int, at: int, *, is_verb: bool) -> bool:
        if is_verb and at < child:  # "the aim is that both share …": its own subject
            return False
        role, pos = self.tree.roles[child], self.tree.tokens[child].pos_
        if role in {"advmod", "obl", "nmod"}:
            return child < at or role == "obl"
        return role in OF_CLAUSE or (role == "conj" and pos in VERBAL)

    def _name_auxiliaries(self, at: int) -> None:
        tree, syntax = self.tree, self.syntax
        if tree.roles[at] != "aux":
            return
        verb, lemma = tree.heads[at], tree.tokens[at].lemma_.lower()
        if tree.has(verb, "VerbForm", "Part") and lemma in syntax.passive:
            tree.roles[at] = "auxpass"
        elif tree.has(verb, "VerbForm", "Inf") and lemma in syntax.modal and at < verb:
            if tree.has(at, "VerbForm", "Fin"):
                tree.tags[at], tree.tags[verb] = "MD", "VB"
            for mark in tree.children(verb, "mark"):
                if at < mark < verb:  # "va a enviar": finite, the particle says nothing more
                    tree.roles[mark] = "prt"

    def _name_clitics(self, at: int) -> None:
        """Tell the pronoun of "se firmó" from that of "se reunieron"."""
        tree = self.tree
        if not tree.has(at, "Reflex", "Yes") or tree.roles[at] not in {"obj", "iobj", "expl:pass"}:
            return
        verb = tree.heads[at]
        lemma = tree.tokens[verb].lemma_.lower().removesuffix("se")
        third = tree.has(verb, "Person", "3") or tree.has(verb, "VerbForm", "Part", "Inf")
        passive = at < verb and third and lemma not in self.syntax.reflexive
        tree.roles[at] = "auxpass" if passive else "expl"

    def _name_passive(self, at: int) -> None:
        tree = self.tree
        clitic = [c for c in tree.children(at, "auxpass") if tree.tokens[c].pos_ == "PRON"]
        if not tree.children(at, "auxpass"):
            return
        subjects = tree.children(at, *SUBJECTS)
        if clitic and not subjects:  # "se firmó un acuerdo": the parse takes it for an object
            for child in tree.children(at, "obj")[:1]:
                tree.roles[child] = "nsubjpass"
                subjects = [child]
        for child in subjects:
            if clitic and at < child and self._is_opened(child):  # "se informó que …"
                tree.roles[child] = "ccomp"
                continue
            tree.roles[child] = "nsubjpass"
            self._find_doer(child, at)

    def _is_opened(self, at: int) -> bool:
        return self._finite_part(at) is not None and bool(self.tree.children(at, "mark"))

    def _find_doer(self, subject: int, verb: int) -> None:
        """Hang "por la policía" on the verb where the parse hung it on the subject behind it."""
        tree = self.tree
        for child in tree.children(subject, "nmod"):
            words = [tree.lower(c) for c in tree.children(child, "case")]
            if subject > verb and words and words[0] in self.syntax.agent:
                tree.move(child, verb, "obl")

    # -- nouns ----------------------------------------------------------------------------------

    def _sort_objects(self, at: int) -> None:
        """Tell whom something is given to from what is given: both are objects to some parses."""
        tree = self.tree
        objects = tree.children(at, "obj")
        marked = [c for c in objects if self._is_marked(c)]
        bare = [c for c in objects if c not in marked and tree.tokens[c].pos_ != "PRON"]
        if marked and (bare or len(marked) > 1):
            for child in marked if bare else marked[:-1]:
                tree.roles[child] = "iobj"
        for child in objects:
            if tree.tokens[child].pos_ == "PRON" and tree.has(child, "Case", "Dat"):
                tree.roles[child] = "iobj"

    def _is_marked(self, at: int) -> bool:
        return any(self.tree.lower(c) in self.syntax.object for c in self.tree.children(at, "case"))

    def _turn_case(self, at: int) -> None:
        """Let a preposition carry its noun."""
        tree = self.tree
        words = tree.children(at, "case")
        if not words or tree.tokens[at].pos_ not in NOMINAL:
            return
        if tree.roles[at] in {"obj", "nsubjpass"} and self._is_marked(at):
            return
        lead, role = words[0], tree.roles[at]
        if self._begins_name(at, lead):
            for child in tree.children(at, "case", "det"):
                tree.roles[child] = "compound"
            tree.roles[at] = "appos"
            return
        chain = [w for word in words for w in (word, *tree.children(word, "fixed"))]
        kept = [w for w in chain if tree.lower(w) not in self.syntax.light] or [lead]
        self._carry(at, lead, kept[0], role)  # "a través de" is told by "través"

    def _begins_name(self, at: int, lead: int) -> bool:
        """Is a preposition in capitals part of a surname: "el secretario De la Fuente"?"""
        tree, above = self.tree, self.tree.heads[at]
        if tree.roles[at] not in {"nmod", "flat"} or lead != above + 1:
            return False
        capital = tree.tokens[lead].text[0].isupper() and not tree.tokens[above].text[0].isupper()
        return capital and tree.tokens[at].pos_ == "PROPN" and tree.tokens[above].pos_ == "NOUN"

    def _carry(self, at: int, lead: int, chosen: int, role: str) -> None:
        tree = self.tree
        name = self._role_of_phrase(at, chosen, role)
        if tree.heads[chosen] != at:
            tree.move(chosen, at, "case")
        if chosen != lead:
            tree.roles[lead] = "fixed"
        tree.replace(at, chosen, name)
        tree.parts[chosen] = tree.part("ADP")
        tree.move(at, chosen, "pobj")
        for word in tree.children(at, "fixed", "punct", "cc", "advmod"):
            if word < chosen or (tree.roles[word] == "fixed" and word < at):
                tree.move(word, chosen, tree.roles[word])

    def _role_of_phrase(self, at: int, word: int, role: str) -> str:
        tree = self.tree
        if role == "iobj":
            return "dative"
        if role == "conj":
            return "conj"
        verb = tree.heads[at]
        if tree.lower(word) in self.syntax.agent and self._is_passive(verb):
            return "agent"
        return "ROOT" if role == "ROOT" else "prep"

    def _is_passive(self, verb: int) -> bool:
        tree = self.tree
        if tree.children(verb, "auxpass"):
            return True
        return tree.has(verb, "VerbForm", "Part") and not tree.children(verb, "aux")

    # -- clauses --------------------------------------------------------------------------------

    def _turn_mark(self, at: int) -> None:
        """Let "to" be the infinitive's particle, and other words before one make a phrase of it."""
        tree = self.tree
        if tree.roles[at] not in {"mark", "case"} or tree.heads[at] == at:
            return
        verb = tree.heads[at]
        if tree.tags[verb] != INFINITIVE or at > verb:
            return
        if tree.lower(at) in self.syntax.particle:
            tree.roles[at], tree.tags[at] = "aux", "TO"
        elif tree.tokens[at].pos_ == "ADP":
            tree.replace(verb, at, "ROOT" if tree.roles[verb] == "ROOT" else "prep")
            tree.move(verb, at, "pcomp")

    def _name_rest(self, at: int) -> None:
        tree, role = self.tree, self.tree.roles[at]
        if role == "advmod" and tree.lower(at) in self.syntax.denial:
            tree.roles[at] = "neg"
        elif role == "det" and tree.tags[at] == "PRP$":
            tree.roles[at] = "poss"
        elif role in {"obl", "nmod"}:
            tree.roles[at] = "npadvmod"
        elif role == "flat" and self._names_a_noun(at):
            tree.roles[at] = "appos"
        elif role == "acl" and self._is_relative(at):
            tree.roles[at] = "relcl"
        else:
            tree.roles[at] = PLAIN.get(role, role)

    def _names_a_noun(self, at: int) -> bool:
        """Is it the name in "el presidente Name", and not a part of one?"""
        tokens = self.tree.tokens
        return tokens[at].pos_ == "PROPN" and tokens[self.tree.heads[at]].pos_ == "NOUN"

    def _mend_subject(self, at: int) -> None:
        """Give a verb the subject that the parse hung on what stands before it.

        "El 3 de mayo, los ministros firmaron …" and "En una llamada, ambos ministros firmaron …" are
        often read as if the ministers explained the day or the call.
        """
        tree = self.tree
        if self._finite_part(at) is None or tree.children(at, *SUBJECTS, "nsubjpass"):
            return
        for before in self._fronted(at):
            for child in tree.children(before, "appos"):
                if before < child < at and tree.tokens[child].pos_ in {"NOUN", "PROPN"}:
                    joined = [c for c in tree.children(before, "conj") if child < c < at]
                    tree.move(child, at, "nsubj")
                    for other in joined:
                        tree.move(other, child, "conj")
                    return

    def _fronted(self, at: int) -> Iterator[int]:
        """Yield the days, and the nouns of phrases, before a verb that may hold its subject."""
        tree = self.tree
        for day in tree.children(at, "obl", "nmod"):
            if day < at and (tree.tokens[day].pos_ == "NUM" or tree.has(day, "AdvType", "Tim")):
                yield day
        if tree.lower(at - 1) == ",":  # "En Palacio, la sede del gobierno, firmaron …"
            return
        for phrase in tree.children(at, "prep"):
            yield from (noun for noun in tree.children(phrase, "pobj") if noun < at)

    def _mend_clause(self, at: int) -> None:
        """Mend what small parsers confuse: finite clauses that they hang on an infinitive.

        "Acordaron profundizar … y se comprometieron": those who agreed did both.
        """
        tree, role = self.tree, self.tree.roles[at]
        if role == "advcl" and self._goes_on_saying(at):
            tree.move(at, tree.heads[tree.heads[at]], role)
        if tree.tokens[at].pos_ not in VERBAL or self._finite_part(at) is None:
            return
        if role == "conj" and tree.roles[tree.heads[at]] in {"acomp", "attr"}:
            tree.move(at, tree.heads[tree.heads[at]], role)  # "fue amable y que será positiva"
        if role == "xcomp":
            tree.roles[at] = "ccomp"
        above = tree.heads[at]
        if role == "conj" and tree.roles[above] == "ccomp" and self._goes_on_with(at, above):
            self._join(at, tree.heads[above])
        if role == "conj" and tree.tags[above] == INFINITIVE:
            while tree.tags[above] == INFINITIVE and tree.heads[above] != above:
                above = tree.heads[above]
            if tree.tokens[above].pos_ in VERBAL and above < at:
                self._join(at, above)

    def _join(self, at: int, above: int) -> None:
        """Join a verb to another one than the parse did, with the "and" before it."""
        tree = self.tree
        for child in tree.children(tree.heads[at], "cc"):
            if above < child < at and not tree.children(tree.heads[at], "conj")[1:]:
                tree.move(child, above, "cc")
        tree.move(at, above, "conj")

    def _goes_on_with(self, at: int, inner: int) -> bool:
        """Do the endings join a verb to the one that says, and not to what is said?

        "Enfatizó que las armas fortalecen a los grupos y solicitó más control": one person did both.
        """
        tree, outer = self.tree, self.tree.heads[inner]
        if tree.children(at, *SUBJECTS, "nsubjpass", "mark") or tree.tags[outer] != tree.tags[at]:
            return False
        return self._ending(at) == self._ending(outer) != self._ending(inner)

    def _ending(self, at: int) -> tuple[list[str], ...]:
        """Return what the ending of a verb, or of its auxiliary, tells."""
        finite = self._finite_part(at)
        morph = self.tree.tokens[at if finite is None else finite].morph
        return tuple(morph.get(feature, []) for feature in ("Person", "Number", "Tense"))

    def _goes_on_saying(self, at: int) -> bool:
        """Is it a gerund with a clause of its own, hung on what was said before it?

        "Aseguró que no habrá guerra, enfatizando que …": who assured that stresses this.
        """
        tree, above = self.tree, self.tree.heads[at]
        if tree.tags[at] != "VBG" or tree.roles[above] != "ccomp" or above > at:
            return False
        clauses = [c for c in tree.children(at) if c > at and self._is_opened(c)]
        set_apart = any(c < at and tree.lower(c) == "," for c in tree.children(at, "punct"))
        return bool(clauses) and set_apart

    def _mark_dropped(self, at: int) -> None:
        """Mark a finite verb whose doer only its ending tells: "firmaron", "vamos a enviar"."""
        tree, token = self.tree, self.tree.tokens[at]
        finite = self._finite_part(at)
        if token.pos_ not in VERBAL or finite is None or tree.roles[at] in {"aux", "auxpass"}:
            return
        if tree.children(at, *SUBJECTS, "nsubjpass"):
            return
        if token.lemma_.lower() in self.syntax.impersonal:
            return
        passive = tree.children(at, "auxpass")
        if passive and tree.tokens[passive[0]].pos_ != "PRON":
            return
        for feature in ("Person", "Number"):
            value = tree.tokens[finite].morph.get(feature, [""])[0]
            tree.features[at][feature] = value
        tree.features[at][DROPPED] = "Imp" if passive else "Yes"

    def _finite_part(self, at: int) -> int | None:
        parts = (at, *self.tree.children(at, "aux"))
        return next((p for p in parts if self.tree.has(p, "VerbForm", "Fin")), None)

    def _is_relative(self, at: int) -> bool:
        tree = self.tree
        verbs = [at, *tree.children(at, "aux", "auxpass", "cop")]
        return any(tree.has(v, "VerbForm", "Fin") for v in verbs)
