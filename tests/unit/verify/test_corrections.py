"""The words that would be true."""

from __future__ import annotations

from decimal import Decimal

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Comparator, Document, Evidence, cut_span
from onrecord.verify.corrections import write_true
from tests.unit.verify.figure_makers import make_figure

# (words, number stated, its step, comparator, true value, the words that are true)
ENGLISH = [
    ("181,509 arrests", "181509", "1", "exact", "181059", "181,059 arrests"),
    ("more than 230,000 arrests", "230000", "10000", "more_than", "181059",
     "more than 180,000 arrests"),
    ("nearly 2.6 million", "2600000", "100000", "nearly", "2206436", "nearly 2.3 million"),
    ("up 45 percent", "45", "1", "exact", "36.49", "up 36 percent"),
    ("9.5 percent", "9.5", "0.1", "exact", "8.44", "8.4 percent"),
    ("two million", "2000000", "1000000", "exact", "1530523", None),
]  # fmt: skip
SPANISH = [
    ("181,509 detenciones", "181509", "1", "exact", "181059", "181,059 detenciones"),
    ("181.509 detenciones", "181509", "1", "exact", "181059", "181.059 detenciones"),
    ("181 mil 509 detenciones", "181509", "1", "exact", "181059", "181 mil 59 detenciones"),
    ("más de 230 mil personas", "230000", "10000", "more_than", "181059",
     "más de 180 mil personas"),
    ("9,5 %", "9.5", "0.1", "exact", "8.44", "8,4 %"),
    ("9.5 por ciento", "9.5", "0.1", "exact", "8.44", "8.4 por ciento"),
    ("casi 2,6 millones", "2600000", "100000", "nearly", "2206436", "casi 2,3 millones"),
    ("2 millones 45 mil 838 personas", "2045838", "1", "exact", "1001200",
     "1 millón mil 200 personas"),
    ("un millón 640 mil 286 pastillas", "1640286", "1", "exact", "1530286",
     "1 millón 530 mil 286 pastillas"),
    ("dos millones", "2000000", "1000000", "exact", "1530523", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "stated", "step", "comparator", "value", "true"),
    [("en", *row) for row in ENGLISH] + [("es", *row) for row in SPANISH],
)
def test_the_number_is_written_as_the_text_writes_it(
    *,
    language: str,
    words: str,
    stated: str,
    step: str,
    comparator: str,
    value: str,
    true: str | None,
    knowledge: Knowledge,
) -> None:
    document = Document(
        capture_id="cap-1", source="a.txt", text=words, language=language, publication=None
    )
    evidence = Evidence(spans=(cut_span(document, 0, len(words)),), method="test@1", score=1)
    figure = make_figure(
        stated, step=Decimal(step), comparator=Comparator(comparator), evidence=evidence
    )
    assert write_true(figure, Decimal(value), knowledge.words[language]) == true
