"""The dictionary form of a verb or noun where a small model makes one up.

"acordamos" becomes "acordir" there, "suspenden" "suspendar", and "reunimos" stays as it is: forms of
"we" and of wishes are rare in the news that such models have learned from. The tables know the verbs
and nouns that rules ask for; a form that is none of them is led back by its stem: "presidentes",
which is "president" to the model, by its plural.
"""

from __future__ import annotations

from collections.abc import Iterable


class VerbForms:
    """Known verbs by their stems, and the endings by which their forms are seen."""

    def __init__(
        self,
        verbs: Iterable[str],
        *,
        infinitives: frozenset[str],
        endings: frozenset[str],
        futures: frozenset[str] = frozenset(),
    ) -> None:
        self._infinitives = tuple(sorted(infinitives, key=len, reverse=True))
        self._endings = tuple(sorted(endings, key=len, reverse=True))
        self._futures = tuple(sorted(futures, key=len, reverse=True))
        self._verbs = frozenset(v for v in verbs if v.endswith(self._infinitives))
        self._stems = {self._stem(verb, self._infinitives): verb for verb in self._verbs}

    def find(self, form: str, lemma: str) -> str:
        """Return the known verb of a form, the given dictionary form where that is known or none is."""
        if not self._stems or lemma.lower() in self._verbs:
            return lemma
        if lemma.lower() == form.lower() and lemma.endswith(self._infinitives):
            return lemma
        return self._stems.get(self._stem(form.lower(), self._endings), lemma)

    def is_future(self, form: str) -> bool:
        """Is it a known infinitive and an ending of what will be: "reforzar-emos"?

        Not "esperemos" or "queremos": what stands before the ending is no verb there.
        """
        word = form.lower()
        return any(word.endswith(e) and word[: -len(e)] in self._verbs for e in self._futures)

    def find_told(self, form: str, endings: frozenset[str]) -> str | None:
        """Return the known verb of which a form tells by its ending what one did: "hablé"."""
        word = form.lower()
        stems = (word[: -len(e)] for e in endings if word.endswith(e))
        return next((self._stems[stem] for stem in stems if stem in self._stems), None)

    @staticmethod
    def _stem(word: str, endings: tuple[str, ...]) -> str:
        return next((word[: -len(e)] for e in endings if word.endswith(e)), word)


NO_FORMS = VerbForms((), infinitives=frozenset(), endings=frozenset())


class NounForms:
    """Known nouns, and the endings that make many of one."""

    def __init__(self, nouns: Iterable[str], plurals: frozenset[str]) -> None:
        self._nouns = frozenset(nouns)
        self._plurals = tuple(sorted(plurals, key=len))

    def find(self, form: str, lemma: str) -> str:
        """Return the known noun of a form, the given dictionary form where that is known or none is."""
        if lemma.lower() in self._nouns:
            return lemma
        word = form.lower()
        ones = (word[: -len(e)] for e in self._plurals if word.endswith(e))
        return next((one for one in ones if one in self._nouns), lemma)


NO_NOUNS = NounForms((), frozenset())
