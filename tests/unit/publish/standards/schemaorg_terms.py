"""The part of schema.org that we use: which property a type may have, and what it may hold.

From the pages of the terms at https://schema.org (such as https://schema.org/claimReviewed), read
off by hand: the tests may not fetch them.
"""

ABOVE = {
    "NewsArticle": "Article", "Article": "CreativeWork", "Quotation": "CreativeWork",
    "Claim": "CreativeWork", "ClaimReview": "Review", "Review": "CreativeWork",
    "Dataset": "CreativeWork", "CreativeWork": "Thing", "Person": "Thing",
    "GovernmentOrganization": "Organization", "Organization": "Thing", "Rating": "Intangible",
    "Intangible": "Thing",
}  # fmt: skip
PARTY = {"Person", "Organization"}
TEXT = {"Text"}
WORK = {"CreativeWork"}
# Property → types that may have it, and what it may hold.
PROPERTIES = {
    "identifier": ({"Thing"}, TEXT),
    "name": ({"Thing"}, TEXT),
    "alternateName": ({"Thing"}, TEXT),
    "description": ({"Thing"}, TEXT),
    "url": ({"Thing"}, {"URL"}),
    "headline": ({"CreativeWork"}, TEXT),
    "genre": ({"CreativeWork"}, TEXT),
    "inLanguage": ({"CreativeWork"}, TEXT),
    "text": ({"CreativeWork"}, TEXT),
    "creditText": ({"CreativeWork"}, TEXT),
    "publisher": ({"CreativeWork"}, PARTY),
    "author": ({"CreativeWork"}, PARTY),
    "about": ({"CreativeWork"}, {"Thing"}),
    "isPartOf": ({"CreativeWork"}, WORK),
    "isBasedOn": ({"CreativeWork"}, WORK),
    "datePublished": ({"CreativeWork"}, {"Date"}),
    "dateCreated": ({"CreativeWork"}, {"Date"}),
    "spokenByCharacter": ({"Quotation"}, PARTY),
    "appearance": ({"Claim"}, WORK),
    "claimInterpreter": ({"Claim"}, PARTY),
    "itemReviewed": ({"Review"}, {"Thing"}),
    "reviewAspect": ({"Review", "Rating"}, TEXT),
    "reviewBody": ({"Review"}, TEXT),
    "reviewRating": ({"Review"}, {"Rating"}),
    "claimReviewed": ({"ClaimReview"}, TEXT),
    "ratingValue": ({"Rating"}, {"Number"}),
    "bestRating": ({"Rating"}, {"Number"}),
    "worstRating": ({"Rating"}, {"Number"}),
    "ratingExplanation": ({"Rating"}, TEXT),
    "jobTitle": ({"Person"}, TEXT),
    "variableMeasured": ({"Dataset"}, TEXT),
}


def list_types(name: str) -> set[str]:
    """A type with all above it."""
    found = {name}
    while name in ABOVE:
        name = ABOVE[name]
        found.add(name)
    return found
