"""The terms of the Web Annotation context that we use, as a JSON-LD context of our own.

From https://www.w3.org/TR/annotation-vocab/#json-ld-context: the tests may not fetch it.
"""

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"


def _to(iri: str, **more: str) -> dict[str, str]:
    return {"@id": iri, **more}


CONTEXT = {
    "oa": OA, "as": AS, "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/", "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": _to("@id", ), "type": "@type",
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody", "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector", "RangeSelector": "oa:RangeSelector",
    "Text": "dctypes:Text", "Software": "as:Application",
    "AnnotationPage": "as:OrderedCollectionPage", "AnnotationCollection": "as:OrderedCollection",
    "assessing": "oa:assessing", "classifying": "oa:classifying", "describing": "oa:describing",
    "motivation": _to("oa:motivatedBy", **{"@type": "@vocab"}),
    "purpose": _to("oa:hasPurpose", **{"@type": "@vocab"}),
    "body": _to("oa:hasBody", **{"@type": "@id"}),
    "target": _to("oa:hasTarget", **{"@type": "@id"}),
    "source": _to("oa:hasSource", **{"@type": "@id"}),
    "selector": _to("oa:hasSelector", **{"@type": "@id"}),
    "startSelector": _to("oa:hasStartSelector", **{"@type": "@id"}),
    "endSelector": _to("oa:hasEndSelector", **{"@type": "@id"}),
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": _to("oa:start", **{"@type": "xsd:nonNegativeInteger"}),
    "end": _to("oa:end", **{"@type": "xsd:nonNegativeInteger"}),
    "value": "rdf:value", "format": "dc:format", "language": "dc:language",
    "name": "foaf:name", "label": "rdfs:label",
    "generator": _to("as:generator", **{"@type": "@id"}),
    "partOf": _to("as:partOf", **{"@type": "@id"}),
    "startIndex": _to("as:startIndex", **{"@type": "xsd:nonNegativeInteger"}),
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}  # fmt: skip
CONTEXT["id"] = "@id"
