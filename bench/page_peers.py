"""Run one other extractor over pages and print what it found as JSON.

    python bench/page_peers.py NAME --pages DIR

Names: trafilatura, readability, newspaper, resiliparse. An extractor that is not installed gives
null. `bench/pages.py` calls it, so that each has a process, and if need be an environment, of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from page_truth import Page, read_pages

Found = dict[str, Any]


def main() -> int:
    """Extract and print."""
    parser = argparse.ArgumentParser(description="Run one extractor over pages.")
    parser.add_argument("name", choices=sorted(PEERS))
    parser.add_argument("--pages", type=Path, required=True)
    args = parser.parse_args()
    try:
        extract = PEERS[args.name]()
    except ImportError as error:
        print(f"{args.name} is not installed: {error}", file=sys.stderr)
        print("null")
        return 0
    pages = list(read_pages(args.pages))
    extract(pages[0])  # what is compiled once is compiled
    began = time.process_time()
    found = {page.name: extract(page) for page in pages}
    seconds = time.process_time() - began
    print(json.dumps({"found": found, "seconds": seconds}))
    return 0


def load_trafilatura() -> Callable[[Page], Found]:
    """Return trafilatura with its usual settings, comments left out."""
    import trafilatura

    def extract(page: Page) -> Found:
        text = trafilatura.extract(
            decode(page), output_format="txt", include_comments=False, include_tables=True
        )
        return {"text": text or ""}

    return extract


def load_readability() -> Callable[[Page], Found]:
    """Return readability-lxml; its summary is flattened block by block."""
    readability = import_module("readability")
    lxml_html = import_module("lxml.html")

    def extract(page: Page) -> Found:
        try:
            document = readability.Document(decode(page))
            summary, title = document.summary(html_partial=True), document.short_title()
            tree = lxml_html.fromstring(summary)
        except (readability.readability.Unparseable, ValueError, TypeError, AssertionError):
            return {"text": ""}
        return {"text": "\n".join(t.strip() for t in tree.itertext() if t.strip()), "title": title}

    return extract


def load_newspaper() -> Callable[[Page], Found]:
    """Return newspaper4k without its attempts to fetch pictures."""
    newspaper = import_module("newspaper")

    def extract(page: Page) -> Found:
        article = newspaper.Article(page.url or "http://localhost/", fetch_images=False)
        article.download(input_html=decode(page))
        try:
            article.parse()
        except ImportError:
            return {"text": ""}
        day = article.publish_date
        return {
            "text": article.text, "title": article.title, "author": "; ".join(article.authors),
            "published": day.date().isoformat() if day else None,
        }  # fmt: skip

    return extract


def load_resiliparse() -> Callable[[Page], Found]:
    """Return resiliparse's main content."""
    plain = import_module("resiliparse.extract.html2text")

    def extract(page: Page) -> Found:
        return {"text": plain.extract_plain_text(decode(page), main_content=True)}

    return extract


def load_htmldate() -> Callable[[Page], Found]:
    """Return htmldate without its search in the text, which is what trafilatura's users get."""
    htmldate = import_module("htmldate")

    def extract(page: Page) -> Found:
        day = htmldate.find_date(decode(page), extensive_search=False, original_date=True)
        return {"text": "", "published": day}

    return extract


def decode(page: Page) -> str:
    """Return the page as text: all extractors get the same."""
    return page.html.decode("utf-8", "replace")


PEERS: dict[str, Callable[[], Callable[[Page], Found]]] = {
    "trafilatura": load_trafilatura,
    "readability": load_readability,
    "newspaper": load_newspaper,
    "resiliparse": load_resiliparse,
    "htmldate": load_htmldate,
}

if __name__ == "__main__":
    sys.exit(main())
