"""How the benches of planted errors word official values, by language.

In templates {n} is the number, {c} its comparator, {m} month and year, {y} the year, {d} a drug or a
people; in those of changes {w} and {u} say which way it went, {b} what it is measured from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

THOUSAND, MILLION = 1000, 1_000_000
MONTHS_ES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
PATROL, TOTAL = "usbp-southwest-apprehensions", "cbp-southwest-encounters"
PORTS = "ofo-southwest-encounters"


# Measures and places that are taken for each other.
DEFINITIONS = {PATROL: TOTAL, TOTAL: PATROL, PORTS: TOTAL}
PLACES = {
    "drug-seizures-nationwide": "drug-seizures-southwest",
    "drug-seizures-southwest": "drug-seizures-nationwide",
}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Templates and words of one language. `ways`: (rose, up), (fell, down)."""

    levels: dict[str, list[str]]
    changes: dict[str, list[str]]
    years: dict[str, list[str]]  # fiscal years
    drugs: dict[str, str]
    nations: dict[str, str]
    comparators: dict[str, str]
    flips: dict[str, tuple[str, str]]
    ways: tuple[tuple[str, str], tuple[str, str]]
    percent: tuple[str, ...]
    styles: tuple[str, ...] = ("comma",)
    calendar_years: dict[str, list[str]] = field(default_factory=dict)
    # kind of error → words and what is written in their place
    swaps: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    months: tuple[str, ...] = ()

    def name_month(self, day: date) -> str:
        """Return `August 2023`, `agosto de 2023`."""
        return f"{self.months[day.month - 1]} de {day.year}" if self.months else f"{day:%B %Y}"


def write_number(digits: str, style: str) -> str:
    """Return digits as a text writes them: 181,059, 181.059, 181 mil 59."""
    if "." in digits or style == "plain":
        return digits
    value = int(digits)
    match style:
        case "comma":
            return f"{value:,}"
        case "point":
            return f"{value:,}".replace(",", ".")
        case _:
            return write_spoken(value)


def write_spoken(value: int) -> str:
    """Return `2 millones 45 mil 838`, `mil 240`, `220 mil`."""
    millions, rest = divmod(value, MILLION)
    thousands, ones = divmod(rest, THOUSAND)
    parts = []
    if millions:
        parts.append("un millón" if millions == 1 else f"{millions} millones")
    if thousands:
        parts.append("mil" if thousands == 1 else f"{thousands} mil")
    if ones or not parts:
        parts.append(str(ones))
    return " ".join(parts) + (" de" if millions and not rest else "")


def read_digits(written: str, style: str) -> str:
    """Return the plain digits of a number as written."""
    if style in ("comma", "plain"):
        return written.replace(",", "")
    if style == "point":
        return written.replace(".", "")
    raise ValueError(f"a number is not read back from the style {style}")


ENGLISH = Wording(
    levels={
        PATROL: [
            "Border Patrol agents made {c}{n} arrests along the southwest border in {m}.",
            "In {m}, the Border Patrol apprehended {c}{n} migrants between ports of entry on the "
            "southwest border.",
            "Apprehensions by the Border Patrol at the border with Mexico came to {c}{n} in {m}.",
            "There were {c}{n} illegal crossings at the southern border in {m}, government data "
            "show.",
        ],
        TOTAL: [
            "CBP recorded {c}{n} encounters along the southwest border in {m}, ports of entry "
            "included.",
            "U.S. Customs and Border Protection counted {c}{n} total encounters at the southwest "
            "border in {m}.",
        ],
        PORTS: [
            "At ports of entry along the southwest border, officers encountered {c}{n} people in "
            "{m}.",
        ],
        "drug-seizures-nationwide": [
            "CBP seized {c}{n} pounds of {d} nationwide in {m}.",
            "Border officials nationwide intercepted {c}{n} pounds of {d} in {m}.",
        ],
        "drug-seizures-southwest": [
            "Along the southwest border, officers seized {c}{n} pounds of {d} in {m}.",
        ],
        "usbp-southwest-by-citizenship": [
            "The Border Patrol apprehended {c}{n} {d} migrants at the southwest border in {m}.",
        ],
    },
    changes={
        PATROL: [
            "Border Patrol apprehensions at the southwest border {w} {n} percent in {m} from {b}.",
            "The Border Patrol's arrests on the southern border in {m} were {u} {n}% compared with "
            "{b}.",
        ],
        TOTAL: ["CBP encounters along the southwest border {w} {n}% in {m} from {b}."],
    },
    years={
        PATROL: [
            "In fiscal year {y}, the Border Patrol apprehended {c}{n} people at the southwest "
            "border.",
            "Border Patrol apprehensions on the southwest border reached {c}{n} in fiscal year {y}.",
        ],
    },
    drugs={name: name for name in ("fentanyl", "cocaine", "methamphetamine")},
    nations={"VE": "Venezuelan", "HN": "Honduran", "GT": "Guatemalan", "CU": "Cuban"},
    comparators={
        "exact": "", "more_than": "more than ", "fewer_than": "fewer than ", "nearly": "nearly ",
        "about": "about ",
    },
    flips={
        "more than": ("fewer than", "fewer_than"),
        "fewer than": ("more than", "more_than"),
        "less than": ("more than", "more_than"),
        "over": ("under", "fewer_than"),
        "nearly": ("more than", "more_than"),
        "almost": ("over", "more_than"),
        "just under": ("just over", "more_than"),
        "at least": ("at most", "at_most"),
        "up to": ("at least", "at_least"),
    },
    ways=(("rose", "up"), ("fell", "down")),
    percent=("%", "percent", "per cent"),
)  # fmt: skip

SPANISH = Wording(
    levels={
        PATROL: [
            "Los agentes de la Patrulla Fronteriza realizaron {c}{n} detenciones en la frontera "
            "suroeste en {m}.",
            "En {m}, la Patrulla Fronteriza aprehendió a {c}{n} migrantes entre los puertos de "
            "entrada de la frontera con México.",
            "Las detenciones de la Patrulla Fronteriza en la frontera sur de Estados Unidos "
            "sumaron {c}{n} en {m}.",
            "En la frontera suroeste hubo {c}{n} cruces irregulares en {m}, según datos oficiales "
            "estadounidenses.",
            "{c}{n} personas fueron detenidas por la Patrulla Fronteriza en la frontera entre "
            "México y Estados Unidos durante {m}.",
        ],
        TOTAL: [
            "La CBP registró {c}{n} encuentros en la frontera suroeste en {m}, incluidos los "
            "puertos de entrada.",
            "Aduanas y Protección Fronteriza contabilizó en {m} un total de encuentros de {c}{n} en "
            "la frontera con México.",
        ],
        PORTS: [
            "En los puertos de entrada de la frontera suroeste, los agentes encontraron a {c}{n} "
            "personas en {m}.",
        ],
        "drug-seizures-nationwide": [
            "La CBP decomisó {c}{n} libras de {d} a nivel nacional en {m}.",
            "En todo el país, Aduanas y Protección Fronteriza incautó {c}{n} libras de {d} en {m}.",
        ],
        "drug-seizures-southwest": [
            "En la frontera suroeste, los agentes decomisaron {c}{n} libras de {d} en {m}.",
        ],
        "usbp-southwest-by-citizenship": [
            "La Patrulla Fronteriza detuvo a {c}{n} migrantes {d} en la frontera suroeste en {m}.",
            "En {m} la Patrulla Fronteriza aprehendió a {c}{n} {d} en la frontera con México.",
        ],
        "homicides-mexico": [
            "En {m} se registraron {c}{n} homicidios en México, de acuerdo con el Inegi.",
        ],
    },
    changes={
        PATROL: [
            "Las detenciones de la Patrulla Fronteriza en la frontera suroeste {w} {n} por ciento "
            "en {m} respecto a {b}.",
            "Las aprehensiones de la Patrulla Fronteriza en la frontera con México fueron {n} % "
            "{u} en {m} que en {b}.",
            "Los cruces irregulares por la frontera con México {w} un {n}% en {m} en comparación "
            "con {b}.",
        ],
        TOTAL: [
            "Los encuentros de la CBP en la frontera suroeste {w} {n}% en {m} frente a {b}.",
        ],
    },
    years={
        PATROL: [
            "En el año fiscal {y}, la Patrulla Fronteriza detuvo a {c}{n} personas en la frontera "
            "suroeste.",
            "Las detenciones de la Patrulla Fronteriza en la frontera suroeste llegaron a {c}{n} en "
            "el año fiscal {y}.",
        ],
    },
    calendar_years={
        "refuge-applications-mexico": [
            "La Comisión Mexicana de Ayuda a Refugiados (COMAR) recibió {c}{n} solicitudes en {y}.",
            "En {y}, {c}{n} personas solicitaron refugio ante la COMAR.",
        ],
    },
    drugs={"fentanyl": "fentanilo", "cocaine": "cocaína", "methamphetamine": "metanfetamina"},
    nations={"VE": "venezolanos", "HN": "hondureños", "GT": "guatemaltecos", "CU": "cubanos"},
    comparators={
        "exact": "", "more_than": "más de ", "fewer_than": "menos de ", "nearly": "casi ",
        "about": "alrededor de ",
    },
    flips={
        "más de": ("menos de", "fewer_than"),
        "menos de": ("más de", "more_than"),
        "casi": ("más de", "more_than"),
    },
    ways=(("aumentaron", "más altas"), ("cayeron", "más bajas")),
    percent=("%", "por ciento"),
    styles=("comma", "comma", "point", "spoken"),
    months=MONTHS_ES,
    swaps={
        "direction": [
            ("aumentaron", "cayeron"), ("cayeron", "aumentaron"), ("más altas", "más bajas"),
            ("más bajas", "más altas"),
        ],
        "rate": [
            (" detenciones en", " detenciones diarias en"), (" encuentros en", " encuentros diarios en"),
            (" cruces irregulares en", " cruces irregulares diarios en"),
        ],
    },
)  # fmt: skip
WORDINGS = {"en": ENGLISH, "es": SPANISH}
