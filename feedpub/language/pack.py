"""A language made of the data files beside its module; what it does in a way of its own it overrides."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from feedpub.language.language import VerbForm
from feedpub.language.lexicon import ROLE, Is, lexicon_of, likeliest_of
from feedpub.language.lists import Lists
from feedpub.language.registry import language_of

_KINDS = ("base", "s", "past", "participle", "ing")
_TITLES = ("modifier", "office", "rank", "honorific", "female", "male")  # a later one wins


class Pack(Lists):
    """A language whose lists are the files in the folder data of its package.

    Args:
        code: primary subtag.
        package: dotted name of the folder.
    """

    def __init__(self, code: str, package: str) -> None:
        super().__init__(package)
        self.code = code

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickle the code alone: in each process one object stands for the language."""
        return language_of, (self.code,)

    @cached_property
    def lexicon(self) -> Mapping[str, int]:
        """The flags of each word."""
        return MappingProxyType(lexicon_of(self))

    @cached_property
    def likeliest(self) -> Mapping[str, str]:
        """The likeliest part of speech of each word of the vocabulary."""
        return MappingProxyType(likeliest_of(self))

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """The words of each class of the table "grammar"; of its verbs under "copular verbs"."""
        grammar = dict(self.table("grammar"))
        verbs = grammar.pop("verbs", {})
        classes = grammar | {f"{name} verbs": words for name, words in verbs.items()}
        return MappingProxyType({name: frozenset(words.split()) for name, words in classes.items()})

    @cached_property
    def verbs(self) -> Mapping[str, VerbForm]:
        """The verb of each form in the list "verbs"."""
        return MappingProxyType(self._forms_of(" ".join(self.lines("verbs")).split()))

    def _forms_of(self, entries: list[str]) -> dict[str, VerbForm]:
        """Read entries such as "write,wrote,written" and "vote~", which is also a noun."""
        found: dict[str, VerbForm] = {}
        shared: dict[frozenset[str], frozenset[str]] = {}  # a few sets serve ten thousand forms
        for entry in entries:
            lemma, *irregular = entry.rstrip("~").split(",")
            for form, kind in self.conjugate(lemma, *irregular):
                noun = entry.endswith("~") and kind in ("base", "s")
                old = found.get(form)
                if old is None or old.lemma == lemma:
                    kinds = frozenset({kind}) | (old.kinds if old else frozenset())
                    found[form] = VerbForm(lemma, shared.setdefault(kinds, kinds), noun or (old is not None and old.noun))
        return found

    def conjugate(self, lemma: str, *irregular: str) -> Iterator[tuple[str, str]]:
        """Yield each form of a verb with its kind; this language has the base and what its list gives in order.

        Args:
            lemma: base form.
            irregular: forms as the list has them.
        """
        yield from zip((lemma, *irregular), _KINDS, strict=False)

    def verb_forms(self, name: str, section: str) -> Mapping[str, str]:
        """Return all forms of the verbs of a list, whose lines are base forms with irregular forms behind them."""
        forms: dict[str, str] = {}
        for line in self.lines(name, section):
            lemma, *irregular = line.split()
            for form, _ in self.conjugate(lemma, *irregular):
                forms.setdefault(form, lemma)
        return MappingProxyType(forms)

    def plural(self, noun: str) -> str:
        """Return the noun itself: this language has no plurals."""
        return noun

    def unpossessed(self, word: str) -> str:
        """Return a word without its possessive ending."""
        return next((word.removesuffix(ending) for ending in self.possessives if word.endswith(ending)), word)

    def singular(self, noun: str) -> str:
        """Return the noun itself."""
        return noun

    def stem(self, word: str) -> str:
        """Return the word itself: this language has no endings."""
        return word

    @cached_property
    def genders(self) -> Mapping[str, str]:
        """The gender of each given name: f, m, or b for either."""
        lists = ("faker_names", "given_names", "world_names")
        return MappingProxyType({name: gender for file in lists for gender in "bfm" for name in self.words(file, gender)})

    @cached_property
    def title_genders(self) -> Mapping[str, str]:
        """The gender that honorifics and role nouns tell."""
        found: dict[str, str] = {}
        for section, gender in (("female", "f"), ("male", "m")):
            for name in ("titles", "roles"):
                found |= {word.lower(): gender for word in self.words(name, section)}
        return MappingProxyType(found)

    @cached_property
    def family_names(self) -> frozenset[str]:
        """Family names."""
        return self.words("surnames") | self.words("world_names", "family") | self.words("faker_names", "family")

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The kind of each word that may stand before a person's name."""
        found: dict[str, str] = {}
        for section in _TITLES:
            kind = "honorific" if section in ("female", "male") else section
            found |= dict.fromkeys(self.words("titles", section), kind)
        return MappingProxyType(found)

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The number of each month."""
        return {**self.table("times/words", "months"), **self.table("times/words", "month_abbreviations")}

    @cached_property
    def weekdays(self) -> Mapping[str, int]:
        """The number of each day of the week."""
        return self.table("times/words", "weekdays")

    @cached_property
    def possessives(self) -> frozenset[str]:
        """Endings that make an owner of a noun."""
        return self.words("endings", "possessive")

    def marks_name(self, word: str) -> bool:
        """Tell whether a capital makes a word part of a name: not where all nouns have one and this is one."""
        if self.table("writing").get("capitals") != "nouns":
            return True
        return not self.lexicon.get(word.lower(), 0) & (Is.NOUN | ROLE)
