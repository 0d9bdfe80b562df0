"""Parses in Universal Dependencies are told in the roles that the rules read."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from onrecord.annotate.endings import is_dropped, is_impersonal, is_infinitive, tense_word
from onrecord.annotate.roles import Syntax, find_syntax, turn_roles
from onrecord.knowledge import Knowledge

SYNTAX = Syntax(
    passive=frozenset({"ser"}),
    modal=frozenset({"ir", "deber"}),
    agent=frozenset({"por"}),
    object=frozenset({"a"}),
    particle=frozenset({"a", "de"}),
    light=frozenset({"a", "de"}),
    reflexive=frozenset({"reunir"}),
    denial=frozenset({"no"}),
    owner=frozenset({"su"}),
    impersonal=frozenset({"haber"}),
    pair=frozenset({"ambos"}),
    noun=frozenset({"llamada"}),
)
LEMMAS = {"fueron": "ser", "van": "ir"}
FINITE = "VerbForm=Fin|Person=3|Number=Plur"


def turn(*rows: tuple[str, str, str, int, str]) -> Doc:
    """Return the turned parse of (word, part of speech, role, head, features) rows."""
    words, parts, roles, heads, features = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(
        Vocab(),
        words=words,
        pos=parts,
        deps=roles,
        heads=heads,
        morphs=features,
        lemmas=[LEMMAS.get(word, word) for word in words],
    )
    return turn_roles(doc, SYNTAX)


def tell(doc: Doc) -> list[str]:
    return [f"{t.text}:{t.dep_}:{t.head.text}" for t in doc]


def test_a_preposition_carries_its_noun() -> None:
    doc = turn(
        ("enviaron", "VERB", "ROOT", 0, FINITE + "|Tense=Past"),
        ("tropas", "NOUN", "obj", 0, "Number=Plur"),
        ("de", "ADP", "case", 3, ""),
        ("Canadá", "PROPN", "nmod", 1, ""),
    )
    assert tell(doc)[1:] == ["tropas:dobj:enviaron", "de:prep:tropas", "Canadá:pobj:de"]
    assert [t.tag_ for t in doc] == ["VBD", "NNS", "IN", "NNP"]


def test_a_preposition_of_several_words_is_told_by_the_one_that_says_most() -> None:
    doc = turn(
        ("actuaron", "VERB", "ROOT", 0, FINITE),
        ("a", "ADP", "case", 4, ""),
        ("través", "NOUN", "fixed", 1, ""),
        ("de", "ADP", "fixed", 1, ""),
        ("grupos", "NOUN", "obl", 0, "Number=Plur"),
    )
    assert tell(doc)[2] == "través:prep:actuaron"
    assert tell(doc)[4] == "grupos:pobj:través"
    assert doc[2].pos_ == "ADP"


def test_a_copula_carries_its_clause() -> None:
    doc = turn(
        ("México", "PROPN", "nsubj", 2, ""),
        ("es", "AUX", "cop", 2, "VerbForm=Fin|Person=3|Number=Sing"),
        ("socio", "NOUN", "ROOT", 2, ""),
    )
    assert tell(doc) == ["México:nsubj:es", "es:ROOT:es", "socio:attr:es"]


def test_a_passive_names_its_subject_and_its_doer() -> None:
    doc = turn(
        ("fueron", "AUX", "aux", 1, FINITE),
        ("detenidos", "VERB", "ROOT", 1, "VerbForm=Part"),
        ("diez", "NOUN", "nsubj", 1, ""),
        ("por", "ADP", "case", 4, ""),
        ("agentes", "NOUN", "nmod", 2, "Number=Plur"),
    )
    assert tell(doc)[0] == "fueron:auxpass:detenidos"
    assert tell(doc)[2:] == ["diez:nsubjpass:detenidos", "por:agent:detenidos", "agentes:pobj:por"]


def clitic(verb: str, *, role: str = "obj") -> Doc:
    return turn(
        ("se", "PRON", role, 1, "Reflex=Yes|Person=3"),
        (verb, "VERB", "ROOT", 1, FINITE),
        ("acuerdos", "NOUN", "obj", 1, "Number=Plur"),
    )


def test_the_pronoun_of_a_passive_is_told_from_that_of_a_reflexive_verb() -> None:
    assert tell(clitic("firmar"))[::2] == ["se:auxpass:firmar", "acuerdos:nsubjpass:firmar"]
    assert tell(clitic("reunir"))[0] == "se:expl:reunir"


def test_somebody_marked_as_an_object_is_one() -> None:
    doc = turn(
        ("acusaron", "VERB", "ROOT", 0, FINITE),
        ("a", "ADP", "case", 2, ""),
        ("Canadá", "PROPN", "obj", 0, ""),
    )
    assert tell(doc)[1:] == ["a:case:Canadá", "Canadá:dobj:acusaron"]


def test_endings_tell_an_infinitive_a_dropped_subject_and_a_tense() -> None:
    doc = turn(
        ("acordarán", "VERB", "ROOT", 0, FINITE + "|Tense=Fut"),
        ("enviar", "VERB", "xcomp", 0, "VerbForm=Inf"),
        ("tropas", "NOUN", "obj", 1, "Number=Plur"),
    )
    assert is_dropped(doc[0]) and not is_dropped(doc[1])
    assert is_infinitive(doc[1]) and not is_infinitive(doc[0])
    assert tense_word(doc[0]) == "{future}"
    assert doc[0].morph.get("Number") == ["Plur"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Entonces cerramos a las nueve.", "Pres"),
        ("Nos coordinamos con las autoridades.", "Pres"),
        ("Haremos una inversión en la frontera.", "Fut"),
    ],
)
def test_what_has_no_ending_of_what_will_be_is_no_future(
    nlp_es: Language, knowledge: Knowledge, text: str, tense: str
) -> None:
    syntax = find_syntax(knowledge.words["es"])
    assert syntax is not None
    verb = next(token for token in turn_roles(nlp_es(text), syntax) if token.pos_ == "VERB")
    assert verb.morph.get("Tense") == [tense]


def test_a_modal_makes_an_infinitive_part_of_a_finite_verb() -> None:
    doc = turn(
        ("van", "AUX", "aux", 2, FINITE),
        ("a", "ADP", "mark", 2, ""),
        ("enviar", "VERB", "ROOT", 2, "VerbForm=Inf"),
    )
    assert [t.tag_ for t in doc] == ["MD", "IN", "VB"]
    assert not is_infinitive(doc[2])


def test_a_token_of_blanks_is_left_as_it_is() -> None:
    doc = turn(("acordaron", "VERB", "ROOT", 0, FINITE), ("  ", "SPACE", "dep", 0, ""))
    assert (doc[1].lemma_, doc[1].tag_) == ("  ", "_SP")


def test_both_that_stands_alone_is_a_pronoun() -> None:
    doc = turn(
        ("ambos", "NUM", "nsubj", 1, "Number=Plur"),
        ("acordaron", "VERB", "ROOT", 1, FINITE),
    )
    assert doc[0].pos_ == "PRON"


@pytest.mark.parametrize(
    ("noun", "adjective"), [("NOUN", "ADJ"), ("ADJ", "NOUN")], ids=["flipped", "misread"]
)
def test_a_noun_carries_the_adjective_behind_it(noun: str, adjective: str) -> None:
    doc = turn(
        ("hablaron", "VERB", "ROOT", 0, FINITE),
        ("en", "ADP", "case", 4, ""),
        ("una", "DET", "det", 4, ""),
        ("llamada", noun, "amod", 4, ""),
        ("telefónica", adjective, "obl", 0, ""),
    )
    assert tell(doc)[1:] == [
        "en:prep:hablaron",
        "una:det:llamada",
        "llamada:pobj:en",
        "telefónica:amod:llamada",
    ]
    assert (doc[3].pos_, doc[4].pos_) == ("NOUN", "ADJ")


def test_who_goes_on_saying_is_who_said_before() -> None:
    doc = turn(
        ("aseguró", "VERB", "ROOT", 0, "VerbForm=Fin"),
        ("que", "SCONJ", "mark", 2, ""),
        ("cerrará", "VERB", "ccomp", 0, "VerbForm=Fin"),
        (",", "PUNCT", "punct", 4, ""),
        ("enfatizando", "VERB", "advcl", 2, "VerbForm=Ger"),
        ("que", "SCONJ", "mark", 6, ""),
        ("termina", "VERB", "ccomp", 4, "VerbForm=Fin"),
    )
    assert doc[4].head.text == "aseguró"


def test_an_ending_tells_who_goes_on() -> None:
    one, many = "VerbForm=Fin|Person=3|Number=Sing|Tense=Past", FINITE + "|Tense=Pres"
    doc = turn(
        ("enfatizó", "VERB", "ROOT", 0, one),
        ("que", "SCONJ", "mark", 2, ""),
        ("dañan", "VERB", "ccomp", 0, many),
        ("y", "CCONJ", "cc", 4, ""),
        ("pidió", "VERB", "conj", 2, one),
    )
    assert doc[4].head.text == "enfatizó"


@pytest.mark.model
def test_the_model_of_a_language_is_read_like_any_other(
    nlp_es: Language, knowledge: Knowledge
) -> None:
    syntax = find_syntax(knowledge.words["es"])
    assert syntax is not None
    doc = turn_roles(
        nlp_es(
            "La ministra informó que ambos países acordaron profundizar la cooperación y se "
            "comprometieron a enviar tropas. Se subrayó que el diálogo continuará."
        ),
        syntax,
    )
    by_word: dict[str, Token] = {t.text: t for t in doc}
    assert by_word["comprometieron"].head.text == "acordaron"
    assert by_word["a"].tag_ == "TO"
    assert is_infinitive(by_word["profundizar"])
    assert is_impersonal(by_word["subrayó"])
    assert by_word["continuará"].dep_ == "ccomp"


def test_a_language_without_a_table_is_left_as_it_is(knowledge: Knowledge) -> None:
    assert find_syntax(knowledge.words["en"]) is None
    assert find_syntax(None) is None
