"""A Spanish text is read by the same rules: what is said, counted, done and promised in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import DateBasis, Document, DocumentKind, Publication
from onrecord.record.names import Names
from onrecord.run.names import name_reading
from onrecord.run.readings import Reading
from onrecord.run.steps import Reader
from onrecord.text.turns import find_turns

pytestmark = pytest.mark.model
Read = Callable[..., tuple[Reading, Names]]


@pytest.fixture(scope="module")
def story() -> Knowledge:
    return load_knowledge("us-mexico")


@pytest.fixture
def read(
    nlp_es: Language, index_es: NameIndex, story: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> Read:
    """A function from a Spanish text to its reading, and whom its mentions mean."""
    monkeypatch.setattr("onrecord.run.steps.load_model", lambda _model: nlp_es)
    reader, day = Reader(knowledge=story), date(2025, 10, 14)

    def read_text(
        text: str, kind: DocumentKind = DocumentKind.NEWS, title: str | None = None
    ) -> tuple[Reading, Names]:
        spoken = kind is DocumentKind.TRANSCRIPT
        turns = find_turns(text, "es", story, is_transcript=True) if spoken else ()
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="es", kind=kind, turns=turns, title=title,
            publication=Publication(earliest=day, latest=day, basis=DateBasis.GIVEN),
        )  # fmt: skip
        reading = reader.read_document(document, [])
        return reading, name_reading(reading, story)

    return read_text


def said(read: Read, text: str) -> list[tuple[str | None, str, str]]:
    reading, names = read(text)
    return [
        (names.name(s.speaker).name, s.manner.value, s.content.quote) for s in reading.statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La ministra de Relaciones Exteriores de Canadá, Anita Anand, informó que Canadá "
            "abrirá un consulado en Nuuk.",
            ("Anita Anand", "indirect", "Canadá abrirá un consulado en Nuuk"),
        ),
        (
            "La presidenta Claudia Sheinbaum subrayó: «Pausan los aranceles por un mes a partir de "
            "ahora».",
            ("Claudia Sheinbaum", "direct", "Pausan los aranceles por un mes a partir de ahora"),
        ),
        (
            "En agosto se registraron 6,321 detenciones en la frontera suroeste, según la Patrulla "
            "Fronteriza.",
            (
                "U.S. Border Patrol",
                "indirect",
                "En agosto se registraron 6,321 detenciones en la frontera suroeste",
            ),
        ),
    ],
)
def test_speakers_are_found_by_verbs_marks_and_sources(
    read: Read, text: str, expected: tuple[str, str, str]
) -> None:
    assert said(read, text) == [expected]


def test_who_goes_on_speaking_is_told_by_the_verbs_ending(read: Read) -> None:
    text = (
        "La presidenta Claudia Sheinbaum dijo que los aranceles quedaron en pausa. Agregó que la "
        "pausa dura un mes. También se informó que los guardias llegarán a la frontera."
    )
    assert [name for name, _, _ in said(read, text)] == ["Claudia Sheinbaum"] * 3


def test_what_is_not_said_is_no_statement(read: Read) -> None:
    text = (
        "Los dos países están de acuerdo con imponer reglas. El gobierno no dijo que el puente "
        "cerraría."
    )
    assert said(read, text) == []


def test_who_is_named_between_commas_says_the_whole_sentence(read: Read) -> None:
    operation = "La operación “Frontera Norte”, informó la presidenta Claudia Sheinbaum, sigue"
    partner = 'México, ha recordado, es el primer socio "comercial" de Estados Unidos'
    assert said(read, f"{operation}. {partner}.") == [
        ("Claudia Sheinbaum", "mixed", operation),
        ("Claudia Sheinbaum", "mixed", partner),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lo que informó la presidenta Claudia Sheinbaum es que {}.",
        "La presidenta Claudia Sheinbaum visitó Sonora, luego de informar que {}.",
        "La presidenta Claudia Sheinbaum se limitó a responder que {}.",
        "La presidenta Claudia Sheinbaum habló con Trump.\nHa escrito un mensaje, informando que {}.",
        "«Pausan los aranceles por un mes a partir de ahora», ha escrito la presidenta Claudia "
        "Sheinbaum, informando que {}.",
    ],
)
def test_what_is_said_beside_something_else_is_read(read: Read, text: str) -> None:
    content = "México enviará a 10 mil guardias a la frontera"
    assert ("Claudia Sheinbaum", "indirect", content) in said(read, text.format(content))


def test_what_is_only_wished_or_asked_for_is_no_statement(read: Read) -> None:
    text = "Recuerden que el puente cierra. Es bueno que el gobierno diga que la obra sigue."
    assert said(read, text) == []


def test_in_a_transcript_people_bodies_and_names_speak_and_no_things(read: Read) -> None:
    text = "La otra orilla dijo que el puente cierra. El ingeniero Ruiz dijo que la obra sigue."
    reading, _ = read(text, kind=DocumentKind.TRANSCRIPT)
    speakers = [s.speaker.span.quote for s in reading.statements if s.speaker is not None]
    assert speakers == ["El ingeniero Ruiz"]


def test_acts_and_promises_have_their_sides(read: Read) -> None:
    reading, names = read(
        "El 3 de octubre, España y Portugal firmaron un acuerdo para construir un puente. "
        "Ambos países se comprometieron a concluir la obra antes de diciembre de 2026."
    )
    signed, bound = reading.events
    assert (signed.type.value, bound.type.value) == ("AGREE", "AGREE")
    assert names.name_sides(signed.actors)[0] == ["ESP", "PRT"]
    assert signed.period is not None and signed.period.first == date(2025, 10, 3)
    (promise,) = [c for c in reading.commitments if c.due is not None]
    assert promise.deed.startswith("concluir la obra")


def test_a_passive_has_its_doer_and_a_threat_its_condition(read: Read) -> None:
    reading, names = read(
        "Fueron detenidos diez traficantes por la Guardia Nacional de México.\n"
        "El presidente Donald Trump amenazó con imponer aranceles a México si no hay acuerdo."
    )
    (threat,) = reading.commitments
    assert (threat.kind.value, names.name_sides(threat.by)[0]) == ("threat", ["USA"])
    assert threat.condition == "si no hay acuerdo"
    assert [(e.type.value, names.name_sides(e.actors)[0]) for e in reading.events] == [
        ("COERCE", ["MEX"]),
        ("THREATEN", ["USA"]),
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "España y Portugal dialogaron. Ambos acordaron abrir el puente.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "En una llamada telefónica, el gobierno de España y el gobierno de Portugal "
            "revisaron el tema.",
            ("CONSULT", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "El gobierno de España llegó a un acuerdo con Portugal.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        ("Los aranceles canadienses a España se suspenden hoy.", ("CONCEDE", ["CAN"], ["ESP"])),
        (
            "Los presidentes de Colombia y Venezuela acordaron reabrir la frontera.",
            ("AGREE", ["COL", "VEN"], ["COL", "VEN"]),
        ),
        (
            "España y Portugal dialogaron. Ambos gobiernos acordaron reforzar el puente con "
            "soldados de Francia.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "La Unión Europea se ha solidarizado con España.",
            ("SUPPORT", ["EU"], ["ESP"]),
        ),
        (
            "El despliegue de 200 soldados de España comenzó el martes.",
            ("MOBILIZE", ["ESP"], []),
        ),
        (
            "Portugal expulsó a la embajadora de España.",
            ("SANCTION", ["PRT"], ["ESP"]),
        ),
        (
            "Destacó la entrega de 26 fugitivos a España por parte de Portugal.",
            ("COOPERATE", ["PRT"], ["ESP"]),
        ),
        (
            "El ministro danés se reunió el lunes con el canciller peruano.",
            ("CONSULT", ["DNK", "PER"], ["DNK", "PER"]),
        ),
        (
            "El primer ministro noruego visitó Uruguay.",
            ("CONSULT", ["NOR"], ["URY"]),
        ),
        (
            "Los Gobiernos de España y Portugal se verán el jueves en Soria.",
            ("CONSULT", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "El canciller de Chile entró en contacto con el gobierno de Perú.",
            ("CONSULT", ["CHL", "PER"], ["CHL", "PER"]),
        ),
        (
            "España y Portugal dialogaron. Las autoridades de ambos países se comprometieron a "
            "cuidar el río.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "España y Portugal dialogaron. También se acordó ampliar el puente.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "España y Portugal dialogaron. Se conformó un grupo de alto nivel.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "El lunes se realizó una llamada entre el canciller de Chile y el canciller de Perú. "
            "Durante la conversación, ambos acordaron abrir el paso.",
            ("AGREE", ["CHL", "PER"], ["CHL", "PER"]),
        ),
        (
            "España y Portugal dialogaron. El acuerdo contempla medidas para cuidar el río.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "El día de ayer España y Portugal firmaron un acuerdo.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "Canadá aplazó la entrada en vigor de los aranceles a España.",
            ("CONCEDE", ["CAN"], ["ESP"]),
        ),
        (
            "El canciller de Chile habló a la prensa tras reunirse con el canciller de Perú.",
            ("CONSULT", ["CHL", "PER"], ["CHL", "PER"]),
        ),
        (
            "Los gobiernos de España y de Portugal firmaron un tratado.",
            ("AGREE", ["ESP", "PRT"], ["ESP", "PRT"]),
        ),
        (
            "Tras una llamada telefónica, Donald Trump y Claudia Sheinbaum acordaron el lunes "
            "posponer los aranceles.",
            ("AGREE", ["MEX", "USA"], ["MEX", "USA"]),
        ),
        (
            "Se confirmó el envío de 26 fugitivos de España a Portugal.",
            ("COOPERATE", ["ESP"], ["PRT"]),
        ),
        (
            "El canciller de Chile le planteó al canciller de Perú que se abra el paso.",
            ("REQUEST", ["CHL"], ["PER"]),
        ),
        (
            "Claudia Sheinbaum explicó que la entrega de diez fugitivos a Estados Unidos sigue la "
            "ley.",
            ("COOPERATE", ["MEX"], ["USA"]),
        ),
        (
            "España se compromete a trabajar para evitar el tráfico de armas a Portugal.",
            ("AGREE", ["ESP"], ["PRT"]),
        ),
    ],
)  # fmt: skip
def test_kinds_of_acts_are_told_as_spanish_tells_them(
    read: Read, text: str, act: tuple[str, list[str], list[str]]
) -> None:
    reading, names = read(text)
    found = [
        (
            e.type.value,
            sorted(names.name_sides(e.actors)[0]),
            sorted(names.name_sides(e.targets)[0]),
        )
        for e in reading.events
    ]
    assert act in found


@pytest.mark.parametrize(
    "text",
    [
        "Portugal vigila el río para que no llegue droga a España.",
        "España y Portugal se vieron afectados por la sequía.",
    ],
)
def test_what_is_only_aimed_at_or_suffered_is_no_visit(read: Read, text: str) -> None:
    reading, _ = read(text)
    assert not [e for e in reading.events if e.type.value == "CONSULT"]


def test_what_is_made_known_is_said(read: Read) -> None:
    text = "La ministra Anita Anand comunicó que Canadá abrirá un consulado en Nuuk."
    assert ("Anita Anand", "indirect", "Canadá abrirá un consulado en Nuuk") in said(read, text)


def test_a_commitment_ends_at_the_semicolon(read: Read) -> None:
    reading, _ = read("España y Portugal se comprometieron a cuidar el río; la obra sigue en mayo.")
    (commitment,) = reading.commitments
    assert commitment.evidence.spans[0].quote.endswith("el río")


def test_who_stresses_something_else_is_read_apart_from_what_was_said_before(read: Read) -> None:
    text = (
        "La presidenta Claudia Sheinbaum aseguró que los aranceles quedaron en pausa, enfatizando que "
        "los guardias llegarán a la frontera. Según la mandataria, la pausa dura un mes."
    )
    assert said(read, text) == [
        ("Claudia Sheinbaum", "indirect", "los aranceles quedaron en pausa"),
        ("Claudia Sheinbaum", "indirect", "los guardias llegarán a la frontera"),
        ("Claudia Sheinbaum", "indirect", "la pausa dura un mes"),
    ]


def test_who_is_named_behind_a_verb_of_saying_after_segun_speaks(read: Read) -> None:
    text = "La pausa dura un mes, según informó la presidenta Claudia Sheinbaum en una entrevista."
    assert said(read, text) == [("Claudia Sheinbaum", "indirect", "La pausa dura un mes")]


def test_a_woman_in_office_is_not_taken_for_the_man_named_last(read: Read) -> None:
    text = (
        "La presidenta Claudia Sheinbaum habló con el presidente Donald Trump. "
        "La mandataria dijo que los aranceles quedaron en pausa."
    )
    assert [name for name, _, _ in said(read, text)] == ["Claudia Sheinbaum"]


PAUSE = "los aranceles quedaron en pausa un mes"


@pytest.mark.parametrize(
    "text",
    [
        "La presidenta Claudia Sheinbaum informó que la Guardia Nacional vigilará la frontera con "
        f"Estados Unidos.\nAñadió que {PAUSE}.",
        "La presidenta Claudia Sheinbaum habló con el presidente Donald Trump y envió tropas a la "
        f"frontera con Estados Unidos.\nHa señalado que {PAUSE}.",
        "La presidenta Claudia Sheinbaum habló con el presidente Donald Trump.\n"
        f"Según ha informado, {PAUSE}.",
        "Claudia Sheinbaum, tras su llamada con Donald Trump: «Pausan los aranceles por un mes a "
        "partir de ahora».",
        "Donald Trump llegó a Canadá. Según la presidenta Claudia Sheinbaum, los guardias llegarán "
        f"a la frontera.\nAñadió que {PAUSE}.",
        "La presidenta Claudia Sheinbaum informó que Donald Trump anunció una pausa.\n"
        f"Añadió que {PAUSE}.",
        "La presidenta Claudia Sheinbaum subrayó: «Tuvimos una buena conversación con el presidente "
        f"Trump».\nAñadió que {PAUSE}.",
    ],
)
def test_who_spoke_or_acted_goes_on_and_not_who_was_named_on_the_way(read: Read, text: str) -> None:
    assert said(read, text)[-1][0] == "Claudia Sheinbaum"


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("la propia mandataria", "Claudia Sheinbaum"),
        ("la jefa de Estado", "Claudia Sheinbaum"),
        ("el jefe del Ejecutivo", "Donald Trump"),
        ("el propio presidente", "Donald Trump"),
        ("la mandataria mexicana", "Claudia Sheinbaum"),
    ],
)
def test_an_office_told_in_other_words_is_whose_gender_and_state_fit(
    read: Read, called: str, name: str
) -> None:
    text = (
        "La presidenta Claudia Sheinbaum habló el 3 de febrero de 2025 con el presidente Donald "
        f"Trump. Según {called}, {PAUSE}."
    )
    assert [n for n, _, _ in said(read, text)] == [name]


@pytest.mark.parametrize(
    ("told", "called", "name"),
    [
        (
            "El presidente Donald Trump habló con el presidente Pedro Sánchez.",
            "el mandatario español",
            "Pedro Sánchez",
        ),
        (
            "El secretario de Economía, Marcelo Ebrard, habló con el secretario de Estado, Marco "
            "Rubio.",
            "el propio secretario de Estado",
            "Marco Rubio",
        ),
    ],
)
def test_of_two_in_such_an_office_the_state_or_the_rest_of_the_title_tells(
    read: Read, told: str, called: str, name: str
) -> None:
    assert [n for n, _, _ in said(read, f"{told} Según {called}, {PAUSE}.")] == [name]


def test_the_head_of_diplomacy_is_the_foreign_minister_named_before(read: Read) -> None:
    text = (
        "La ministra de Relaciones Exteriores de Canadá, Anita Anand, habló con el secretario "
        "de Estado, Marco Rubio. La jefa de la diplomacia anunció que Canadá abrirá un consulado en Nuuk."
    )
    assert ("Anita Anand", "indirect", "Canadá abrirá un consulado en Nuuk") in said(read, text)


def test_what_a_paper_says_of_nobody_is_its_word(read: Read) -> None:
    text = (
        "La presidenta Claudia Sheinbaum recibió a Marco Rubio. «Los dos países crearon un grupo de "
        "alto nivel», se informó en un comunicado de ambos gobiernos."
    )
    ((name, _, _),) = said(read, text)
    assert name != "Claudia Sheinbaum"


def test_within_a_speech_who_is_said_to_have_spoken_speaks(read: Read) -> None:
    text = f"El presidente Trump me dijo que {PAUSE}."
    reading, names = read(text, kind=DocumentKind.TRANSCRIPT)
    assert [names.name(s.speaker).name for s in reading.statements] == ["Donald Trump"]


def test_an_ending_that_may_mean_the_speaker_puts_no_words_in_a_mouth(read: Read) -> None:
    text = f"Trump llamó. Yo comentaba que {PAUSE}. Comentaba con Trump que {PAUSE}."
    reading, _ = read(text, kind=DocumentKind.TRANSCRIPT)
    assert not reading.statements


def test_nobody_named_before_goes_on_for_somebody_unknown(read: Read) -> None:
    text = (
        "La presidenta Claudia Sheinbaum habló con el presidente Donald Trump. La alcaldesa retiró "
        "un monumento de Cuauhtémoc. Alegó que no tenía documentos en regla."
    )
    reading, names = read(text)
    (statement,) = [s for s in reading.statements if s.cue and s.cue.quote == "Alegó"]
    assert names.name(statement.speaker).name is None


def test_figures_are_checked_against_the_official_series(read: Read) -> None:
    reading, _ = read(
        "En agosto de 2023 la Patrulla Fronteriza detuvo a 181,509 personas en la frontera suroeste."
    )
    (verdict,) = reading.verdicts
    assert verdict.diagnosis == "swapped-digits"


def test_a_third_language_is_refused_with_what_it_needs(story: Knowledge) -> None:
    text = "Le gouvernement a dit que le pont est ouvert. La ministre a signé un accord."
    document = Document(capture_id="cap-2", source="b.txt", text=text, language="fr")
    (problem,) = Reader(knowledge=story).read_document(document, []).problems
    assert problem.message.startswith('"fr" is not read')
    assert "docs/languages.md" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "La presidenta Claudia Sheinbaum visitó el puente. Se decía que cerraría en mayo.",
        "La presidenta Claudia Sheinbaum visitó el puente.\nHubo sol.\nHubo viento.\nHubo lluvia.\n"
        "Una reportera le preguntó, Presidenta ―Presidenta electa en ese momento― por el puente.\n"
        "Y además dijo que el puente seguirá abierto.",
    ],
    ids=["nobody in particular", "an office that is spoken to"],
)
def test_who_is_spoken_to_or_nobody_is_not_who_said_it(read: Read, text: str) -> None:
    assert said(read, text)[-1][0] != "Claudia Sheinbaum"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Los presidentes de México y Brasil se vieron en Washington.", ["CONSULT"]),
        ("México y Estados Unidos se ven puestos a prueba por la migración.", []),
    ],
)
def test_what_is_seen_to_befall_two_states_is_no_meeting(
    read: Read, text: str, kinds: list[str]
) -> None:
    reading, _ = read(text)
    assert [event.type for event in reading.events] == kinds


SPEECH = (
    "PREGUNTA: Gracias, Presidenta. ¿Qué sigue con Estados Unidos?\n"
    "PRESIDENTA DE MÉXICO, CLAUDIA SHEINBAUM PARDO: Buenos días a todas y a todos. {}"
)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "Los aranceles siguen en pausa, que fue lo que acordamos con el presidente Trump.",
            ("AGREE", ["MEX"], ["USA"]),
        ),
        (
            "Ayer en la tarde hablé con el presidente Trump.",
            ("CONSULT", ["MEX", "USA"], ["MEX", "USA"]),
        ),
        (
            "Hoy tuvimos una llamada con Donald Trump. Acordamos seguir trabajando en seguridad.",
            ("AGREE", ["MEX"], ["USA"]),
        ),
        (
            "Las conversaciones con Estados Unidos van bien.",
            ("CONSULT", ["MEX", "USA"], ["MEX", "USA"]),
        ),
        (
            "Vamos a seguir trabajando con el gobierno de los Estados Unidos.",
            ("COOPERATE", ["MEX", "USA"], ["MEX", "USA"]),
        ),
    ],
)
def test_a_speaker_tells_of_us_and_of_those_named_before(
    read: Read, text: str, act: tuple[str, list[str], list[str]]
) -> None:
    reading, names = read(SPEECH.format(text), kind=DocumentKind.TRANSCRIPT)
    found = [
        (
            e.type.value,
            sorted(names.name_sides(e.actors)[0]),
            sorted(names.name_sides(e.targets)[0]),
        )
        for e in reading.events
    ]
    assert act in found


def test_who_agrees_in_a_speech_faces_the_other_side_of_its_title(read: Read) -> None:
    far = "Hoy hace sol y mañana va a llover en toda la ciudad. " * 6
    text = SPEECH.format(f"México va bien. {far}Acordamos reforzar el trabajo de prevención.")
    title = "Diálogo de Seguridad México-Estados Unidos"
    reading, names = read(text, kind=DocumentKind.TRANSCRIPT, title=title)
    (event,) = reading.events
    assert names.name_sides(event.targets)[0] == ["USA"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Se va a reforzar la frontera con elementos de la Guardia Nacional.", [["MEX"]]),
        ("Vamos a seguir buscando el diálogo con Estados Unidos.", [["MEX"]]),
        ("Vamos a seguir trabajando con el gobierno de los Estados Unidos.", [["MEX"]]),
        ("Se iba a imponer un arancel a los tomates.", []),
        ("Se acuerdan que el puente abrió en mayo.", []),
        ("A quien cruce sin permiso se le impondrá una sanción.", []),
    ],
)
def test_what_is_to_be_done_by_nobody_named_binds_the_speaker(
    read: Read, text: str, bound: list[list[str]]
) -> None:
    reading, names = read(SPEECH.format(text), kind=DocumentKind.TRANSCRIPT)
    assert [names.name_sides(c.by)[0] for c in reading.commitments] == bound


@pytest.mark.parametrize(
    "text",
    [
        "También se acordó ampliar el puente.",
        "El acuerdo incluye el despliegue de 200 soldados en el puente.",
        "Con el acuerdo se reforzará el puente.",
        "Se acordó que ambos gobiernos compartirán información, intensificarán la vigilancia del "
        "río y crearán un grupo.",
    ],
)
def test_what_an_accord_holds_binds_its_two_sides_once(read: Read, text: str) -> None:
    reading, names = read(f"España y Portugal dialogaron. {text}")
    (commitment,) = reading.commitments
    assert sorted(names.name_sides(commitment.by)[0]) == ["ESP", "PRT"]
    assert commitment.kind.value == "agreement"


def test_what_is_only_stressed_within_what_is_said_is_no_statement_of_its_own(read: Read) -> None:
    text = "La ministra informó que España y Portugal reiteraron la importancia del río."
    content = "España y Portugal reiteraron la importancia del río"
    assert [what for *_, what in said(read, text)] == [content]


@pytest.mark.parametrize("phrase", ["enfatizando", "al señalar", "tras recordar"])
def test_what_is_said_ends_where_the_speaker_goes_on_to_say(read: Read, phrase: str) -> None:
    text = f"La ministra aseguró que busca abrir el puente, {phrase} que la obra sigue."
    assert said(read, text)[0][2] == "busca abrir el puente"


def test_what_was_no_outcome_of_talks_tells_of_none(read: Read) -> None:
    text = "La vocera dijo que la obra no salió de la negociación con Donald Trump."
    assert read(text)[0].events == ()


def test_a_gerund_behind_marks_is_not_what_was_said(read: Read) -> None:
    text = 'La ministra aclaró que "no se ha cerrado el puente", cerrando la discusión.'
    assert said(read, text)[0][2].strip('"') == "no se ha cerrado el puente"


def test_what_is_given_to_know_is_said(read: Read) -> None:
    text = "La ministra Anita Anand dio a conocer que Canadá abrirá un consulado en Nuuk."
    assert ("Anita Anand", "indirect", "Canadá abrirá un consulado en Nuuk") in said(read, text)


@pytest.mark.parametrize("modal", ["podía haber acudido", "debía haber acudido"])
def test_what_could_have_been_done_was_not(read: Read, modal: str) -> None:
    reading, _ = read(f"El gobierno de México {modal} a las Naciones Unidas.")
    assert [event.status.value for event in reading.events] == ["hypothetical"]


@pytest.mark.parametrize("duty", ["tiene que pagar", "tendrá que pagar", "no tiene que pagar"])
def test_what_is_said_holds_whose_duty_it_is(read: Read, duty: str) -> None:
    content = f"el gobierno de Canadá {duty} el puente"
    text = f"La ministra afirmó que {content}."
    assert [(manner, what) for _, manner, what in said(read, text)] == [("indirect", content)]
    assert read(text)[0].commitments == ()


@pytest.mark.parametrize("duty", ["tiene que", "tendrá que", "debe"])
def test_a_duty_is_no_promise(read: Read, duty: str) -> None:
    assert read(f"México {duty} enviar ayuda a Guatemala.")[0].commitments == ()


@pytest.mark.parametrize(
    "standard", ["al Estado de derecho", "al calendario", "con lo previsto", "a las circunstancias"]
)
def test_what_a_deed_follows_says_nothing(read: Read, standard: str) -> None:
    assert said(read, f"De acuerdo {standard}, el puente abrirá en el mes de mayo.") == []


@pytest.mark.parametrize("thing", ["la espalda", "la bienvenida", "las gracias"])
def test_what_is_given_in_words_only_is_no_promise(read: Read, thing: str) -> None:
    reading, _ = read(f"México no le va a dar {thing} a Cuba. México va a dar ayuda a Guatemala.")
    assert [c.evidence.spans[0].quote for c in reading.commitments] == [
        "México va a dar ayuda a Guatemala"
    ]


@pytest.mark.parametrize(
    ("lead", "status"),
    [("van a perder", "hypothetical"), ("no perdieron", "hypothetical"), ("perdieron", "denied")],
)
def test_what_there_is_no_chance_of_was_not_done(read: Read, lead: str, status: str) -> None:
    reading, _ = read(f"México y Canadá {lead} la posibilidad de ratificar el tratado.")
    assert [event.status.value for event in reading.events] == [status]


@pytest.mark.parametrize(
    ("paper", "status"),
    [
        ("La agenda incluye", "planned"),
        ("El plan contempla", "proposed"),
        ("El banco incluye", "happened"),
    ],
)
def test_what_an_agenda_holds_is_still_to_come(read: Read, paper: str, status: str) -> None:
    reading, _ = read(f"{paper} la entrega de ayuda de Estados Unidos a México.")
    assert [event.status.value for event in reading.events] == [status]


@pytest.mark.parametrize(("duty", "count"), [("tendría que", 0), ("tiene que", 0), ("tuvo que", 1)])
def test_what_somebody_has_yet_to_say_is_not_said(read: Read, duty: str, count: int) -> None:
    text = f"La ministra {duty} decir que el puente está abierto todo el año."
    assert len(said(read, text)) == count


def test_what_goes_on_is_no_promise(read: Read) -> None:
    assert read("China va comprando más maíz.")[0].commitments == ()
    reading, _ = read("China va a comprar más maíz.")
    assert [c.evidence.spans[0].quote for c in reading.commitments] == [
        "China va a comprar más maíz"
    ]
