"""English as a language pack: lists in data/, forms of words by rule."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from threading import Lock
from types import MappingProxyType

from snowballstemmer.english_stemmer import EnglishStemmer

from feedpub.language.en.inflection import conjugate, present, with_s, without_s
from feedpub.language.language import VerbForm
from feedpub.language.pack import Pack

_MOSTLY_VERBS = ("v", "vn", "va")  # tags of the vocabulary
_REGULAR = frozenset(("past", "participle"))
_stemmer = EnglishStemmer()
_stemming = Lock()  # a stemmer works on one word at a time


class English(Pack):
    """English of any country."""

    @cached_property
    def verbs(self) -> Mapping[str, VerbForm]:
        """The verb of each form: of the verbs of the news, and of the rarer ones of the vocabulary."""
        known = super().verbs
        return MappingProxyType({**self._rarer(known), **known})

    def _rarer(self, known: Mapping[str, VerbForm]) -> dict[str, VerbForm]:
        """Take the verbs of the vocabulary that the list of verbs lacks: those that are hardly anything else.

        "castigate" is a verb and "bowled" its past; of "bowl" and "bowls" the vocabulary says that they mostly are nouns.
        """
        tagged = {tags: " ".join(lines).split() for tags, lines in self.sections("vocabulary").items()}
        entries = [
            lemma + "~" * ("n" in tags) for tags in _MOSTLY_VERBS for lemma in tagged.get(tags, ()) if lemma not in known
        ]
        pasts = [word for tags in tagged if tags[0] == "d" for word in tagged[tags] if word.endswith("ed")]
        # "thieves", which "thieve" would make too
        nouns = {word for tags in tagged if tags[0] in "ns" for word in tagged[tags]}
        rare = {form: read for form, read in self._forms_of(entries).items() if form not in nouns}
        return {word: VerbForm(present(word), _REGULAR, False) for word in pasts} | rare

    def conjugate(self, lemma: str, *irregular: str) -> Iterator[tuple[str, str]]:
        """Yield each form of a verb with its kind."""
        return conjugate(lemma, *irregular)

    def plural(self, noun: str) -> str:
        """Return the plural of a regular noun."""
        return with_s(noun)

    def singular(self, noun: str) -> str:
        """Return the singular of a regular noun."""
        return without_s(noun)

    def stem(self, word: str) -> str:
        """Return Snowball's stem: "reopened" and "reopening" have that of "reopen", "news" its own."""
        return _stem(word) if word.isascii() and word.isalpha() else word


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    with _stemming:
        return str(_stemmer.stemWord(word))
