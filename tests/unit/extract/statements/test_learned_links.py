"""From scores to attributions."""

from __future__ import annotations

import numpy

from onrecord.extract.statements.learned_links import (
    Scores,
    Thresholds,
    find_anchors,
    read_attributions,
)

# Officials said trade grew , ministers denied it
WORDS = 8


def test_a_content_goes_to_the_cue_that_claims_it() -> None:
    found = read_attributions(make_scores(), Thresholds())
    assert [(a.contents, a.cue, a.source) for a in found] == [
        (((2, 4),), (1, 2), (0, 1)),
        (((7, 8),), (6, 7), (5, 6)),
    ]


def test_without_a_cue_nothing_is_attributed() -> None:
    scores = make_scores()
    assert find_anchors(scores.cue, 0.999999) == ()
    assert read_attributions(make_scores(anchors=()), Thresholds()) == []


def test_a_source_below_the_limit_stays_unknown() -> None:
    found = read_attributions(make_scores(speaks=-3.0), Thresholds())
    assert [(a.source, a.speaker_score) for a in found] == [(None, 0.0), (None, 0.0)]


def test_a_second_beginning_parts_two_contents() -> None:
    scores = make_scores()
    scores.content[3] = (-5, 5, -5)
    assert read_attributions(scores, Thresholds())[0].contents == ((2, 3), (3, 4))


def test_a_weaker_link_lowers_the_score() -> None:
    sure, unsure = (read_attributions(make_scores(said=v), Thresholds())[0] for v in (5.0, 0.3))
    assert unsure.score < sure.score


def make_scores(
    *, anchors: tuple[int, ...] = (1, 6), said: float = 5.0, speaks: float = 5.0
) -> Scores:
    content, cue, source = (numpy.tile(numpy.float32([5, -5, -5]), (WORDS, 1)) for _ in range(3))
    content[2], content[3], content[7] = (-5, 5, -5), (-5, -5, 5), (-5, 5, -5)
    cue[1] = cue[6] = (-5, 5, -5)
    source[0] = source[5] = (-5, 5, -5)
    said_rows, speaks_rows = (
        numpy.full((len(anchors), WORDS), -5, dtype=numpy.float32) for _ in range(2)
    )
    if anchors:
        said_rows[0, 2:4] = said_rows[1, 7] = said
        speaks_rows[0, 0] = speaks_rows[1, 5] = speaks
    return Scores(
        content=content,
        cue=cue,
        source=source,
        anchors=anchors,
        said=said_rows,
        speaks=speaks_rows,
    )
