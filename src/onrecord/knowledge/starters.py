"""The tables that a new pack begins with: comments on each key, and few rows that read at once.

Words in angle brackets are filled in by `new_packs`.
"""

from __future__ import annotations

STARTERS = {
    "pack.yml": """
# What the pack is. The packs it requires come first; their rows can be referred to.
name: <name>
title: "<title>"
version: "1"  # raise it when the tables change
requires: [base]
description: ""
""",
    "actors.yml": """
# Who there is, beside those that base has: persons, bodies, parties, companies, armed groups.
#
# - id: <one_id>-defence-ministry        # small letters and hyphens; a body begins with its state's code
#   name: Ministry of Defence of <one_name>
#   kind: body      # person, body, state, subnational, party, armed group, organisation, company
#   country: <one>     # for whom it acts: ISO 3166, two letters
#   aliases: {<language>: ["<one_name>'s defence ministry"]}   # other names in full
#   metonyms: {<empty>}             # words that stand for it and mean something else too
#   source: where it can be looked up
# - {id: jane-doe, name: Jane Doe, kind: person, country: <one>, source: where}
#
# A text with a comma in braces, and a number that is a word, need quotes.
# An actor of base gets further names by its id:
# - {adds_to: <one_id>, metonyms: {<language>: []}, source: where}
#
# base has of <one_name> and <other_name>, beside the states and persons in office:
<actors>
""",
    "offices.yml": """
# Offices, what texts call them, and who held them when. Nobody's words count for a state without one.
#
# - id: <one_id>-defence-minister
#   title: Minister of Defence of <one_name>
#   titles: {<language>: [Defence Minister, Minister of Defence]}   # as before a name; any case
#   body: <one_id>-defence-ministry
#   country: <one>
#   post: defence      # what is alike in every state, so that "her counterpart" is found
#   source: where
#   holders:           # `after` is the day after the last one; none: still in office
#     - {person: jane-doe, first: 2021-03-01, after: 2023-09-15}
#
# Further holders of an office of base:
# - adds_to: <one_id>-foreign-minister
#   source: where
#   holders:
#     - {person: jane-doe, first: 2009-01-01, after: 2010-01-01}
#
# base has of <one_name> and <other_name>:
<offices>
""",
    "outlets.yml": """
# Who publishes: newspaper, agency, broadcaster, magazine, site, government or blog.
#
# - {name: The Daily Example, kind: newspaper, country: <one>, domains: [example.org], aliases: []}
#
# base has of <one_name> and <other_name>:
<outlets>
""",
    "topics.yml": """
# What the story is about, and the words that betray it, in any case.
- id: <name>-ties
  name: Ties between <one_name> and <other_name>
  words: <ties>
# - id: fishing
#   name: Fishing rights
#   words: {<language>: [fishing rights, fishing quota]}
""",
    "programmes.yml": """
# Standing arrangements with a name: treaties, dialogues, exercises, orders, sanctions.
#
# - id: fisheries-agreement
#   name: Fisheries agreement between <one_name> and <other_name>
#   aliases: {<language>: [Agreement on Fisheries]}
#   loose: {<language>: [fisheries agreement]}   # others may bear it: all parties must stand beside it
#   acronyms: []          # count after the long form
#   parties: [<one_id>, <other_id>]
#   instrument: agreement of 1 May 1999
#   first: 1999-05-01
#   status: in force      # announced, in force, suspended, superseded, ended
#   source: where
#   history:              # proposed, announced, begun, changed, suspended, resumed, ended
#     - {day: 1999-05-01, state: begun, words: signed}
""",
    "issues.yml": """
# On what the two take a stand. act: one is for it or against; fact: one accepts or denies it.
# A pattern is words in small letters: a/b is either, .. up to four words between, ... up to thirty,
# * any ending. In needs, unless and others each form is written out.
#
# - id: fishing-ban
#   name: Ban on fishing
#   kind: act
#   home: [<one>, <other>]       # whose own words need none of `needs` beside them
#   terms: {<language>: [fishing ban, ban/bans on fishing]}
#   deeds: {<language>: [imposed .. ban]}      # what one does who is for it
#   undone: {<language>: [lifted .. ban]}      # and who is against
#   needs: {<language>: [fishing, fisheries]}
""",
    "series.yml": """
# Official time series. Their values stand in series/<id>.csv: `onrecord series import` writes them.
#
# - id: fish-landed-year
#   name: Fish landed, by year
#   publisher: Ministry of Fisheries
#   definition: tonnes landed in all ports
#   unit: tonnes
#   population: all
#   place: <one_name>
#   grain: year
#   rhythm: year
#   limits: what one has to know of it
""",
    "indicators.yml": """
# Which words of a text are about which series; without them every figure stays open.
#
# - id: fish-landed
#   name: fish landed
#   agency: Ministry of Fisheries
#   series: [fish-landed-year]
#   near: {<language>: [[[fish, catch], [landed, caught]]]}   # of each group one word must stand near
#   never: {<language>: [price, prices]}
#   units: {<language>: [tonnes, tons]}
""",
}
STARTERS_BY_LANGUAGE = {
    "phrases.yml": """
# Words that hold a name of the tables and mean something else.
# kind: region or place (a place of its own), phrase (names nobody). Capitals count.
#
# - kind: phrase
#   words: ["<one_name> Street"]
""",
    "event_words.yml": """
# Verbs and nouns with which the texts of this story report acts, beside those of base.
# See the head of base/en/event_words.yml for the keys. Where two packs have a frame, base's is
# tried first.
#
# - {words: [concur], part: verb, type: AGREE, targets: [with, to, complement], both: true, requires: parties}
""",
    "commitments.yml": """
# Words with which the story's sides bind themselves, beside those of base.
#
# - {words: [concur], part: verb, kind: agreement, takes: [infinitive, clause], after: [to]}
""",
}
