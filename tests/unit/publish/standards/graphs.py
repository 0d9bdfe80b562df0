"""JSON-LD as the rdflib library reads it, with a context of ours in place of one it would fetch."""

from __future__ import annotations

from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf


def read_graph(said: dict[str, Any], context: dict[str, Any]) -> Graph:
    """The triples of a document."""
    graph = Graph()
    to_rdf({**said, "@context": context}, graph)
    return graph
