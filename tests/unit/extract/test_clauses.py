"""Clauses on sentences parsed by hand: no model is loaded."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Token

from onrecord.extract.clauses import complement_of, find_subject, is_passive, phrases_of, things_of
from onrecord.extract.stretches import clause_range


def parse(*rows: str) -> Doc:
    """Return a Doc from rows of `word POS TAG dep head`, head by position."""
    cells = [row.split() for row in rows]
    return Doc(
        spacy.blank("xx").vocab,
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        deps=[c[3] for c in cells],
        heads=[int(c[4]) for c in cells],
        lemmas=[c[0].lower() for c in cells],
    )


def pressed() -> Doc:
    """Canada pressed Mexico to allow inspections ."""
    return parse(
        "Canada PROPN NNP nsubj 1",
        "pressed VERB VBD ROOT 1",
        "Mexico PROPN NNP dobj 1",
        "to PART TO aux 4",
        "allow VERB VB xcomp 1",
        "inspections NOUN NNS dobj 4",
        ". PUNCT . punct 1",
    )


def extradited() -> Doc:
    """Suspects were extradited to Spain by Mexico and will stand trial ."""
    return parse(
        "Suspects NOUN NNS nsubjpass 2",
        "were AUX VBD auxpass 2",
        "extradited VERB VBN ROOT 2",
        "to ADP IN prep 2",
        "Spain PROPN NNP pobj 3",
        "by ADP IN agent 2",
        "Mexico PROPN NNP pobj 5",
        "and CCONJ CC cc 2",
        "will AUX MD aux 9",
        "stand VERB VB conj 2",
        "trial NOUN NN dobj 9",
        ". PUNCT . punct 2",
    )


def words(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_the_object_of_asking_does_what_is_asked() -> None:
    doc = pressed()
    subject = find_subject(doc[4])
    assert subject is not None
    assert subject.text == "Mexico"


def test_the_infinitive_completes_the_verb() -> None:
    doc = pressed()
    assert complement_of(doc[1]) == doc[4]


def test_a_passive_names_its_thing_and_its_doer() -> None:
    doc = extradited()
    assert is_passive(doc[2])
    assert words(things_of(doc[2])) == ["Suspects"]
    assert [(word, head.text) for word, head in phrases_of(doc[2])] == [
        ("to", "Spain"),
        ("by", "Mexico"),
    ]


def test_a_clause_ends_where_the_next_one_begins() -> None:
    doc = extradited()
    assert clause_range(doc[2]) == (0, 7)


def test_a_joined_verb_shares_the_subject() -> None:
    doc = extradited()
    subject = find_subject(doc[9])
    assert subject is not None
    assert subject.text == "Suspects"


def test_a_short_joined_clause_is_told_with_what_it_is_joined_to() -> None:
    doc = extradited()
    assert clause_range(doc[9]) == (0, 11)


def test_a_dateline_is_no_subject() -> None:
    doc = parse(
        "LISBON PROPN NNP nsubj 4",
        "— PUNCT : punct 0",
        "The DET DT det 3",
        "ministers NOUN NNS appos 0",
        "met VERB VBD ROOT 4",
    )
    subject = find_subject(doc[4])
    assert subject is not None
    assert subject.text == "ministers"


def test_a_dateline_beside_the_subject_is_no_subject() -> None:
    doc = parse(
        "LISBON PROPN NNP nsubj 4",
        "— PUNCT : punct 0",
        "The DET DT det 3",
        "ministers NOUN NNS nsubj 4",
        "met VERB VBD ROOT 4",
    )
    subject = find_subject(doc[4])
    assert subject is not None
    assert subject.text == "ministers"


def test_the_subject_tied_to_the_phrase_before_is_found() -> None:
    # "Under the accord, Spain and France will patrol", the states read as joined to the accord
    doc = parse(
        "Under ADP IN prep 8",
        "the DET DT det 2",
        "accord NOUN NN pobj 0",
        ", PUNCT , punct 2",
        "Spain PROPN NNP conj 2",
        "and CCONJ CC cc 4",
        "France PROPN NNP conj 4",
        "will AUX MD aux 8",
        "patrol VERB VB ROOT 8",
    )
    subject = find_subject(doc[8])
    assert subject is not None
    assert subject.text == "Spain"
