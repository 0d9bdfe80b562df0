"""Full-text search over documents and findings (tantivy)."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from onrecord.model import RecordError
from onrecord.record.rows import Row

# Words are folded: case and accents make no difference ("Mexico" finds "México").
FOLDED = "folded"
# Of each table: what search finds rows by, and what it shows.
SEARCHED = {
    "document": ("title", "text"),
    "statement": ("speaker", "content"),
    "event": ("quote",),
    "commitment": ("quote",),
    "figure": ("quote", "measure"),
}
# The smallest that tantivy takes for one thread is 15 MB.
HEAP_BYTES = 30_000_000
# Not only beginnings of words; one letter more, fewer, other, or two that changed places.
ONE_LETTER = (False, 1, True)
_PANIC = "PanicException"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row that search found: which, how well, and where its words stand (as marked text)."""

    id: str
    table: str
    document: str
    score: float
    snippet: str


class SearchWriter:
    """Takes the words of rows and writes the index."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._index = tantivy.Index(_make_schema(), path=str(folder))
        _register(self._index)
        # One thread: the order of the rows, and so the index, is the same on every machine.
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=1)

    def add(self, table: str, row: Row) -> None:
        """Take a row of a table that is searched. tantivy says ValueError when it cannot."""
        texts = [row[column] for column in SEARCHED[table] if row[column]]
        document = tantivy.Document()
        document.add_text("id", row["id"])
        document.add_text("table", table)
        document.add_text("document", row.get("document") or row["id"])
        document.add_text("words", "\n".join(texts))
        self._writer.add_document(document)

    def finish(self) -> None:
        """Write the index. tantivy says ValueError when it cannot."""
        self._writer.commit()
        self._writer.wait_merging_threads()


def search_index(
    folder: Path, words: str, *, tables: tuple[str, ...], limit: int, is_fuzzy: bool = False
) -> list[Hit]:
    """Return the best rows for `words`; every word must occur, "quotes" make a phrase.

    A fuzzy search also finds words that differ in one letter.
    """
    with _open_index(folder) as index:
        return _search(index, words, tables=tables, limit=limit, is_fuzzy=is_fuzzy)


@contextmanager
def _open_index(folder: Path) -> Iterator[tantivy.Index]:
    """Give the index; a copy of it where nothing can be written, for tantivy wants its lock there."""
    try:
        if os.access(folder, os.W_OK):
            yield tantivy.Index.open(str(folder))
            return
        with tempfile.TemporaryDirectory(prefix="onrecord-search-") as place:
            copied = shutil.copytree(folder, Path(place) / "search", copy_function=shutil.copyfile)
            copied.chmod(0o700)
            yield tantivy.Index.open(str(copied))
    except (OSError, ValueError) as error:
        raise RecordError(f"{folder}: cannot be opened ({error}); build again") from error
    except BaseException as error:
        # tantivy's own way to say of damaged files that it never expected them
        if type(error).__name__ != _PANIC:
            raise
        raise RecordError(
            f"{folder}: damaged; `onrecord verify` names the file, and the next build makes it anew"
        ) from error


def _search(
    index: tantivy.Index, words: str, *, tables: tuple[str, ...], limit: int, is_fuzzy: bool
) -> list[Hit]:
    _register(index)
    index.reload()
    searcher = index.searcher()
    query, _ = index.parse_query_lenient(
        words,
        ["words"],
        fuzzy_fields={"words": ONE_LETTER} if is_fuzzy else {},
        conjunction_by_default=True,
    )
    if tables:
        kinds = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "table", table))
            for table in tables
        ]
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.boolean_query(kinds))]
        )
    snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "words")
    snippets.set_max_num_chars(200)
    hits = []
    for score, address in searcher.search(query, limit).hits:
        found = searcher.doc(address)
        snippet = snippets.snippet_from_doc(found)
        hits.append(
            Hit(
                id=found["id"][0],
                table=found["table"][0],
                document=found["document"][0],
                score=score,
                snippet=_mark(snippet),
            )
        )
    return hits


def _mark(snippet: tantivy.Snippet) -> str:
    """Return the snippet on one line, its lines apart, what was found between ** and **."""
    text, at, pieces = snippet.fragment(), 0, []
    raw = text.encode()
    for found in snippet.highlighted():
        pieces += [raw[at : found.start].decode(), f"**{raw[found.start : found.end].decode()}**"]
        at = found.end
    pieces.append(raw[at:].decode())
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return " · ".join(line for line in lines if line)


def _make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "table", "document"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    builder.add_text_field("words", stored=True, tokenizer_name=FOLDED)
    return builder.build()


def _register(index: tantivy.Index) -> None:
    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    index.register_tokenizer(FOLDED, analyzer)
