"""Judge "they": whom the sentences before have for their subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.model import Judgement, MentionKind
from onrecord.resolve.genders import SUBJECTS
from onrecord.resolve.groups import judge_group
from onrecord.resolve.named import judge_name
from onrecord.resolve.officers import judge_officers
from onrecord.resolve.scene import Scene

MAX_BACK = 150  # tokens
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def find_subjects(before: int, after: int, scene: Scene) -> list[Judgement]:
    """Return whom the last plural subject between two tokens means, as judgements on that."""
    for subject in _plural_subjects(before, after, scene):
        found = _judge_subject(subject, scene)
        if len(found) > 1 or (found and subject.tag_ in _PLURAL_TAGS):
            return found
    return []


def _plural_subjects(before: int, after: int, scene: Scene) -> Iterator[Token]:
    """Yield the heads of plural subjects of main verbs between two tokens, nearest first."""
    doc = scene.annotated.doc
    for at in range(before - 1, max(after, before - MAX_BACK), -1):
        token = doc[at]
        is_main = token.head.dep_ in {"ROOT", "conj"}
        if token.dep_ not in SUBJECTS or token.pos_ == "PRON" or not is_main:
            continue
        if token.tag_ in _PLURAL_TAGS or any(c.dep_ == "conj" for c in token.children):
            yield token


def _judge_subject(subject: Token, scene: Scene) -> list[Judgement]:
    mention = scene.phrase_of(subject, MentionKind.GROUP)
    return (
        judge_officers(mention, scene) or judge_name(mention, scene) or judge_group(mention, scene)
    )
