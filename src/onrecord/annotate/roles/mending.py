"""Subjects and clauses that small parsers hang on the wrong word."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.endings import INFINITIVE, VERBAL
from onrecord.annotate.roles.clauses import SUBJECTS, finite_part, is_opened
from onrecord.annotate.roles.syntax import Syntax
from onrecord.annotate.trees import Tree

_MISPLACED = ("appos", "obj", "dobj")  # below a noun: nothing is done to it there
_WITHIN = frozenset({"advcl", "xcomp", "acl", "conj", "pcomp", "prep", "pobj"})
_DEEP = 4  # steps from what is said to a phrase within it
_ASIDES = ("advcl", "ccomp", "parataxis")


def mend_subject(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Give a verb the subject that the parse hung on what stands before it.

    "El 3 de mayo, los ministros firmaron …" and "En una llamada, ambos ministros firmaron …" are
    often read as if the ministers explained the day or the call.
    """
    if finite_part(tree, at) is None or tree.children(at, *SUBJECTS, "nsubjpass"):
        return
    for before in _fronted(tree, at):
        for child in tree.children(before, *_MISPLACED):
            if before < child < at and tree.tokens[child].pos_ in {"NOUN", "PROPN"}:
                joined = [c for c in tree.children(before, "conj") if child < c < at]
                tree.move(child, at, "nsubj")
                for other in joined:
                    tree.move(other, child, "conj")
                return


def mend_gerund(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Hang on a gerund what follows it and the parse hung on the verb before: "siguió hablando con"."""
    above = tree.heads[at]
    if tree.tags[at] != "VBG" or tree.roles[at] not in {"xcomp", "advcl"} or above != at - 1:
        return
    for child in tree.children(above, "prep", "obj", "dobj", "iobj", "dative", "nsubj"):
        if child > at and (tree.roles[child] != "nsubj" or not tree.has(above, "Person", "3")):
            tree.move(child, at, "dobj" if tree.roles[child] == "nsubj" else tree.roles[child])


def mend_time(tree: Tree, syntax: Syntax, at: int) -> None:
    """Let a day that the parse takes for the subject only tell when: "El día de ayer, Spain …".

    The noun behind it, which the parse hung on the day, is the subject.
    """
    for day in tree.children(at, "nsubj"):
        told = tree.tokens[day].lemma_.lower() in syntax.time and any(
            tree.tokens[child].pos_ == "ADV" and tree.children(child, "case")
            for child in tree.children(day)
        )
        if not told or day > at:
            continue
        tree.roles[day] = "obl"
        behind = tree.children(day, "dep", "appos", "nmod", "flat")
        nouns = [c for c in behind if day < c < at and tree.tokens[c].pos_ in {"NOUN", "PROPN"}]
        if nouns and not tree.children(at, *SUBJECTS):
            tree.move(nouns[0], at, "nsubj")


def _fronted(tree: Tree, at: int) -> Iterator[int]:
    """Yield the days, and the nouns of phrases, before a verb that may hold its subject."""
    for day in tree.children(at, "obl", "nmod"):
        if day < at and (tree.tokens[day].pos_ == "NUM" or tree.has(day, "AdvType", "Tim")):
            yield day
    if tree.lower(at - 1) == ",":  # "En Palacio, la sede del gobierno, firmaron …"
        return
    for phrase in tree.children(at, "prep"):
        yield from (noun for noun in tree.children(phrase, "pobj") if noun < at)


def mend_clause(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Mend what small parsers confuse: finite clauses that they hang on an infinitive.

    "Acordaron profundizar … y se comprometieron": those who agreed did both.
    """
    role = tree.roles[at]
    said = _said_before(tree, at)
    if said is not None and _goes_on_saying(tree, at):
        tree.move(at, tree.heads[said], role)
    if tree.tokens[at].pos_ not in VERBAL or finite_part(tree, at) is None:
        return
    if role == "conj" and tree.roles[tree.heads[at]] in {"acomp", "attr"}:
        tree.move(at, tree.heads[tree.heads[at]], role)  # "fue amable y que será positiva"
    above = tree.heads[at]
    if role == "xcomp" or (role == "csubj" and _is_said(tree, at, above)):
        tree.roles[at] = "ccomp"
    if role == "conj" and tree.roles[above] == "ccomp" and _goes_on_with(tree, at, above):
        _join(tree, at, tree.heads[above])
    if role == "conj" and tree.tags[above] == INFINITIVE:
        while tree.tags[above] == INFINITIVE and tree.heads[above] != above:
            above = tree.heads[above]
        if tree.tokens[above].pos_ in VERBAL and above < at:
            _join(tree, at, above)


def mend_list(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Join one more of the things that are said, which the parse hangs on who says them."""
    if tree.roles[at] != "advcl" or finite_part(tree, at) is None:
        return
    for inner in tree.children(tree.heads[at], "ccomp"):
        if inner < at and _goes_on_within(tree, at, inner):
            tree.move(at, inner, "conj")
            return


def _join(tree: Tree, at: int, above: int) -> None:
    """Join a verb to another one than the parse did, with the "and" before it."""
    for child in tree.children(tree.heads[at], "cc"):
        if above < child < at and not tree.children(tree.heads[at], "conj")[1:]:
            tree.move(child, above, "cc")
    tree.move(at, above, "conj")


def _goes_on_with(tree: Tree, at: int, inner: int) -> bool:
    """Do the endings join a verb to the one that says, and not to what is said?

    "Enfatizó que las armas fortalecen a los grupos y solicitó más control": one person did both.
    """
    outer = tree.heads[inner]
    if tree.children(at, *SUBJECTS, "nsubjpass", "mark") or tree.tags[outer] != tree.tags[at]:
        return False
    return _ending(tree, at) == _ending(tree, outer) != _ending(tree, inner)


def _goes_on_within(tree: Tree, at: int, inner: int) -> bool:
    """Is it one more of what is said: "se acordó que ambos enviarán …, reforzarán … y crearán …"?"""
    if tree.children(at, *SUBJECTS, "nsubjpass", "mark"):
        return False
    return _ending(tree, at) == _ending(tree, inner) != _ending(tree, tree.heads[at])


def _ending(tree: Tree, at: int) -> tuple[list[str], ...]:
    """Return what the ending of a verb, or of its auxiliary, tells."""
    finite = finite_part(tree, at)
    morph = tree.tokens[at if finite is None else finite].morph
    return tuple(morph.get(feature, []) for feature in ("Person", "Number", "Tense"))


def _is_said(tree: Tree, at: int, above: int) -> bool:
    """Is a clause behind a verb that has a subject what is said: "han indicado que abrirá"?"""
    return above < at and bool(tree.children(above, "nsubj"))


def _said_before(tree: Tree, at: int) -> int | None:
    """Return the clause that is said, where a phrase or gerund hangs on it or on what is in it."""
    if tree.roles[at] not in {"advcl", "prep"}:
        return None
    above = tree.heads[at]
    for _ in range(_DEEP):
        if tree.roles[above] not in _WITHIN or tree.heads[above] == above:
            break
        above = tree.heads[above]
    return above if tree.roles[above] == "ccomp" and above < at else None


def _goes_on_saying(tree: Tree, at: int) -> bool:
    """Is it a gerund or infinitive with a clause of its own, hung on what was said before it?

    "Aseguró que no habrá guerra, enfatizando que …", "…, al señalar que …": who assured that
    stresses this.
    """
    verbs = [at] if tree.tags[at] == "VBG" else tree.children(at, "pcomp")
    opened = any(
        any(c > verb for c in tree.children(verb, "mark"))
        or any(c > verb and is_opened(tree, c) for c in tree.children(verb))
        for verb in verbs
    )
    return opened and tree.lower(at - 1) == ","


def mend_aside(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Give the verb of a sentence the subject that the parse hung on one between commas.

    "Canadá, ha recordado la ministra, es un socio": it is a partner, and the minister reminds of it.
    """
    if tree.tokens[at].pos_ not in VERBAL or tree.lower(_start(tree, at) - 1) != ",":
        return
    subjects = [c for c in tree.children(at, *SUBJECTS) if c < _start(tree, at) - 1]
    near = tree.children(at, *_ASIDES)
    above = [tree.heads[at]] if tree.roles[at] in _ASIDES else []
    hosts = [verb for verb in (*near, *above) if _is_host(tree, verb, at)]
    if len(subjects) != 1 or len(hosts) != 1 or finite_part(tree, at) is None:
        return
    host = hosts[0]
    if host in near:
        tree.replace(at, host)
    tree.move(at, host, "parataxis")
    tree.move(subjects[0], host, "nsubj")
    _name_speaker(tree, at)


def _start(tree: Tree, at: int) -> int:
    """Return where a verb begins, with its auxiliaries and the little words before them."""
    return min([at, *(c for c in tree.children(at, "aux", "expl", "dative", "neg") if c < at)])


def _is_host(tree: Tree, at: int, aside: int) -> bool:
    """Is it a finite verb behind the second comma, without a subject or an opener of its own?"""
    if at < aside or finite_part(tree, at) is None:
        return False
    own = tree.children(at, *SUBJECTS, "nsubjpass", "mark")
    return not own and tree.lower(_start(tree, at) - 1) == ","


def mend_speaker(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Take for the subject who stands behind a verb that has what is said before it.

    "«…», ha escrito Name en su cuenta": the parse sees two objects.
    """
    if tree.tokens[at].pos_ not in VERBAL:
        return
    said = [c for c in tree.children(at, "dobj", "ccomp") if c < at]
    if said and tree.lower(_start(tree, at) - 1) == ",":
        _name_speaker(tree, at)


def _name_speaker(tree: Tree, at: int) -> None:
    if finite_part(tree, at) is None or tree.children(at, *SUBJECTS, "nsubjpass"):
        return
    behind = [c for c in tree.children(at, "dobj") if c > at]
    if len(behind) == 1 and tree.tokens[behind[0]].pos_ in {"NOUN", "PROPN"}:
        tree.roles[behind[0]] = "nsubj"
