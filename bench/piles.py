"""Make a large pile of documents from real ones: the same sentences with other words and numbers.

    python bench/piles.py FOLDER --texts DIR [--pages DIR] [--stories DIR] [--kind mixed|full|short]
        [--count N] [--seed N]

The originals are texts (`NAME.txt`), web pages (WCXB layout) and reports (BASIL layout). Each is told
many times, every time with other long words, so that no two are copies. Three kinds of pile:

mixed   all originals as they are, web pages too; one in twenty is a copy that was cut short
full    news length: texts and reports of 150 words and more, cut at 900, with other numbers and days
        in each telling; one in twenty is a copy that was cut short
short   stretches of 50 to 80 words of the same, with other numbers and days in each telling
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from page_truth import read_pages

COPIED = 0.05  # of the documents
LEAST_COPIED = 150  # words of a text of which a copy is made
LONG = 5  # letters of the words that are exchanged
STEP = 37  # places in the list of words from one telling to the next
FULL_WORDS = (150, 900)
SHORT_WORDS = (50, 80)
_WORD = re.compile(rf"(?<![\w&<])[^\W\d_]{{{LONG},}}(?![\w;>])")
_SHOWN = re.compile(r"(?<=>)[^<>]+(?=<)")
_SILENT = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)\s*>)", re.I | re.S)
ENDING = 2  # letters: what a word's ending tells of its part of speech and its language
_NUMBER = re.compile(r"\d{4}-\d\d-\d\d|\d+")
_YEAR = re.compile(r"(19|20)\d\d")
_HEAD = re.compile(r"---\n.*?\n---\n", re.S)  # front matter
_ADDRESS = re.compile(r"(https?://\S+)")
_TOLD_APART = re.compile(r"(?<=://)([^/\s]+)(/?)")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")

Told = tuple[str, str]  # the end of a file's name, and its text


class Words:
    """The long words of all texts; each may stand for another one.

    With `ending`, for another one with the same last letters.
    """

    def __init__(self, texts: list[str], *, ending: int = 0) -> None:
        words = {w for text in texts for w in _WORD.findall(text) if w == w.lower()}
        shuffled = random.Random(1).sample(sorted(words), len(words))
        groups: dict[str, list[str]] = {}
        self._places: dict[str, tuple[list[str], int]] = {}
        for word in shuffled:
            group = groups.setdefault(word[-ending:] if ending else "", [])
            self._places[word] = group, len(group)
            group.append(word)

    def exchange(self, text: str, telling: int) -> str:
        """Return `text` with other long words in each telling; the first is the text itself."""
        return _WORD.sub(lambda found: self._find(found.group(), telling), text)

    def exchange_in_page(self, page: str, telling: int) -> str:
        """Return a page with other long words in what it shows."""
        parts = _SILENT.split(page)
        for at in range(0, len(parts), 2):
            parts[at] = _SHOWN.sub(lambda m: self.exchange(m.group(), telling), parts[at])
        return "".join(parts)

    def retell(self, text: str, telling: int, rng: random.Random) -> str:
        """Return `text` with other long words, numbers, days and addresses."""
        if not telling:
            return text
        head = _HEAD.match(text)
        begin, body = (head.group(), text[head.end() :]) if head else ("", text)
        parts = _ADDRESS.split(body)
        parts[::2] = [self.exchange(part, telling) for part in parts[::2]]
        told = change_numbers(begin + "".join(parts), rng)
        return _TOLD_APART.sub(rf"\g<1>/telling-{telling}/", told)

    def _find(self, word: str, telling: int) -> str:
        if word not in self._places:
            return word
        group, place = self._places[word]
        return group[(place + telling * STEP) % len(group)]


def change_numbers(text: str, rng: random.Random) -> str:
    """Return `text` with other numbers of as many digits, and other days and years."""

    def change(found: re.Match[str]) -> str:
        old = found.group()
        if "-" in old:
            return f"{rng.randint(2005, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if len(old) == 1 or old[0] == "0":
            return old
        if _YEAR.fullmatch(old):
            return str(rng.randint(2005, 2026))
        if len(old) == 2 and int(old) <= 31:
            return str(rng.randint(10, 28))
        return str(rng.randint(10 ** (len(old) - 1), 10 ** len(old) - 1))

    return _NUMBER.sub(change, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """Where the real documents lie."""

    texts: Path
    pages: Path | None = None
    stories: Path | None = None

    def load(self) -> Iterator[Told]:
        """Yield them all, each with the ending of its file."""
        yield from self.load_texts()
        if self.pages:
            for page in read_pages(self.pages):
                yield "html", page.html.decode("utf-8", "replace")

    def load_texts(self) -> Iterator[Told]:
        """Yield texts and reports."""
        for path in sorted(self.texts.glob("*.txt")):
            yield "txt", path.read_text("utf-8", "replace")
        if self.stories:
            for path in sorted(self.stories.rglob("*.json")):
                row = json.loads(path.read_text("utf-8"))
                if "body-paragraphs" in row:
                    told = "\n\n".join(" ".join(part) for part in row["body-paragraphs"])
                    yield "txt", f"{row['title']}\n\n{row['date']}\n\n{told}\n"


def tell_mixed(originals: Originals, seed: int) -> Iterator[Told]:
    """Yield all originals as they are, over and over with other words."""
    kept = list(originals.load())
    words = Words([text for _, text in kept])
    rng = random.Random(seed)
    for telling in count():
        for end, text in rng.sample(kept, len(kept)):
            exchange = words.exchange if end == "txt" else words.exchange_in_page
            told = exchange(text, telling)
            yield end, told
            if end == "txt" and rng.random() < 2 * COPIED and is_copied(told):
                yield "copy", cut_short(told)


def tell_full(originals: Originals, seed: int) -> Iterator[Told]:
    """Yield documents of the length of news."""
    texts = [text for _, text in originals.load_texts()]
    kept = [cut_to_news(text) for text in texts if len(text.split()) >= FULL_WORDS[0]]
    for told in retell_all(kept, seed):
        yield "txt", told
        if random.Random(told).random() < COPIED:
            yield "copy", cut_short(told)


def tell_short(originals: Originals, seed: int) -> Iterator[Told]:
    """Yield short documents."""
    kept = [piece for _, text in originals.load_texts() for piece in cut_pieces(text)]
    for told in retell_all(kept, seed):
        yield "txt", told


def retell_all(texts: list[str], seed: int) -> Iterator[str]:
    """Yield the texts over and over, in another order and with other words and numbers."""
    words = Words(texts, ending=ENDING)
    rng = random.Random(seed)
    for telling in count():
        for text in rng.sample(texts, len(texts)):
            yield words.retell(text, telling, rng)


KINDS: dict[str, Callable[[Originals, int], Iterator[Told]]] = {
    "mixed": tell_mixed,
    "full": tell_full,
    "short": tell_short,
}


def cut_to_news(text: str) -> str:
    """Return the lines of a text up to some number of words."""
    kept: list[str] = []
    length = 0
    for line in text.split("\n"):
        kept.append(line)
        length += len(line.split())
        if length >= FULL_WORDS[1]:
            break
    return "\n".join(kept)


def cut_pieces(text: str) -> Iterator[str]:
    """Yield stretches of whole sentences, 50 to 80 words long."""
    least, most = SHORT_WORDS
    held: list[str] = []
    length = 0
    for line in _HEAD.sub("", text).split("\n"):
        told = "" if _ADDRESS.search(line) else line.strip()
        for sentence in _SENTENCE_END.split(told):
            size = len(sentence.split())
            if length + size > most:
                held, length = [], 0
            if 0 < size <= most:
                held.append(sentence)
                length += size
            if length >= least:
                yield " ".join(held) + "\n"
                held, length = [], 0


def is_copied(text: str) -> bool:
    """May a copy be made of it?"""
    return len(text.split()) > LEAST_COPIED


def cut_short(text: str) -> str:
    """Return the beginning of a text, as another site shows it."""
    lines = _HEAD.sub("", text).split("\n")
    kept = "\n".join(lines[: max(1, len(lines) * 2 // 3)])
    return f"Home\nNews\nSubscribe\n\n{kept}\n\nLeave a Reply\n"


def write_pile(folder: Path, told: Iterator[Told]) -> None:
    """Write the files of a pile, a thousand in a folder."""
    for number, (end, text) in enumerate(told):
        name = f"{number:06}.{end}" if end != "copy" else f"{number:06}-copy-of-{number - 1:06}.txt"
        path = folder / f"{number // 1000:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def add_originals(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the real documents lie."""
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pages", type=Path, help="web pages in the layout of WCXB")
    parser.add_argument("--stories", type=Path, help="reports in the layout of BASIL")
    parser.add_argument("--seed", type=int, default=1)


def list_options(args: argparse.Namespace) -> list[str]:
    """Return the options that `add_originals` read, to hand them on."""
    given = {"--texts": args.texts, "--pages": args.pages, "--stories": args.stories}
    named = [word for name, path in given.items() if path for word in (name, str(path))]
    return [*named, "--seed", str(args.seed)]


def main() -> int:
    """Make a pile."""
    parser = argparse.ArgumentParser(description="Make a large pile from real documents.")
    parser.add_argument("folder", type=Path)
    add_originals(parser)
    parser.add_argument("--kind", choices=KINDS, default="mixed")
    parser.add_argument("--count", type=int, default=10_000)
    args = parser.parse_args()
    originals = Originals(texts=args.texts, pages=args.pages, stories=args.stories)
    write_pile(args.folder, islice(KINDS[args.kind](originals, args.seed), args.count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
