"""A language, made of the data files beside its module; what it does in a way of its own it overrides."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import NamedTuple

from feedpub.language.lexicon import ROLE, Is, lexicon_of
from feedpub.language.lists import Lists
from feedpub.language.registry import language_of

_KINDS = ("s", "ing", "past", "participle")  # the columns of the list of verbs, after the base form
_NOUNS = frozenset(("base", "s"))  # kinds that a noun's forms look like
_GENDERED = ("titles", "roles")
# The kinds of titles by section; a later one wins.
_TITLES = {kind: kind for kind in ("modifier", "office", "rank", "honorific")} | {"female": "honorific", "male": "honorific"}


class _Classes(dict[str, frozenset[str]]):
    """Classes of words by name; one that the language lacks is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class VerbForm(NamedTuple):
    """What one form of a verb may be.

    Args:
        lemma: such as "resign".
        kinds: of base, s, past, participle, ing: those that the spelling allows.
        noun: the spelling is also a common noun or adjective.
    """

    lemma: str
    kinds: frozenset[str]
    noun: bool


class Language(Lists):
    """A language: word lists by name, and what is known of its words, names and dates.

    Its lists are the files in the folder data of its package. A list, section or table that it lacks is empty, so that rules
    that need it find nothing. One object stands for each language (``language_of``): it can be compared by identity and is
    a key for what is made of its lists once.

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
        """What each word in small letters may be: flags (feedpub.language.lexicon.Is)."""
        return MappingProxyType(lexicon_of(self))

    @cached_property
    def likeliest(self) -> Mapping[str, str]:
        """The likeliest part of speech of each word of the vocabulary: n noun, s plural, v verb, z, d, g its forms, a, r."""
        sections = self.sections("vocabulary").items()
        return MappingProxyType({word: tags[0] for tags, lines in sections for line in lines for word in line.split()})

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """The words of each class that the grammar knows by name: determiners, modals, "copular verbs"."""
        grammar = dict(self.table("grammar"))
        verbs = grammar.pop("verbs", {})
        classes = grammar | {f"{name} verbs": words for name, words in verbs.items()}
        return MappingProxyType(_Classes({name: frozenset(self.resolved(words)) for name, words in classes.items()}))

    @cached_property
    def verbs(self) -> Mapping[str, VerbForm]:
        """The verb of each form in the list "verbs", whose commoner ones stand in later sections; of two verbs the first."""
        found: dict[str, VerbForm] = {}
        for line in (line for section in ("news", "rare", "past") for line in self.lines("verbs", section)):
            written, forms = _forms(line)
            lemma = written.rstrip("~")
            for form, kind in forms:
                known = found.get(form)
                if known is None or known.lemma == lemma:
                    kinds = known.kinds | {kind} if known else frozenset((kind,))
                    found[form] = VerbForm(lemma, kinds, written.endswith("~") and not kinds.isdisjoint(_NOUNS))
        return MappingProxyType(found)

    @cached_property
    def _conjugated(self) -> Mapping[str, tuple[str, ...]]:
        """All forms of each verb, by its base form."""
        verbs = (_forms(line) for lines in self.sections("verbs").values() for line in lines)
        return {written.rstrip("~"): tuple(form for form, _ in forms) for written, forms in verbs}

    def verb_forms(self, name: str, section: str) -> Mapping[str, str]:
        """Return all forms of the verbs of a list, each with its base form: say, says, said, saying."""
        lemmas = (word for line in self.lines(name, section) for word in line.split())
        return MappingProxyType({form: lemma for lemma in lemmas for form in self._conjugated.get(lemma, (lemma,))})

    @cached_property
    def _plurals(self) -> Mapping[str, str]:
        return dict(line.split(maxsplit=1) for line in self.lines("plurals"))

    @cached_property
    def singulars(self) -> Mapping[str, str]:
        """The nouns of the list "plurals" by their plurals: "gunman" by "gunmen"."""
        return MappingProxyType({several: noun for noun, several in self._plurals.items()})

    def plural(self, noun: str) -> str:
        """Return the plural of a noun of the list "plurals", the noun itself of any other."""
        return self._plurals.get(noun, noun)

    def unpossessed(self, word: str) -> str:
        """Return a word without its possessive ending: "Haliva" of "Haliva's"."""
        return next((word.removesuffix(ending) for ending in self.possessives if word.endswith(ending)), word)

    def singular(self, noun: str) -> str:
        """Return the singular of a plural in small letters, and any other noun as it is."""
        return noun

    def stem(self, word: str) -> str:
        """Return what all forms of a word share, for searching: the word itself in a language without endings."""
        return word

    @cached_property
    def genders(self) -> Mapping[str, str]:
        """The gender that each given name tells: f, m, or b for either."""
        return MappingProxyType({**self.usual_genders, **dict.fromkeys(self.words("shared_names"), "b")})

    @cached_property
    def usual_genders(self) -> Mapping[str, str]:
        """The gender of most who bear each given name, as far as the lists tell: f, m, or b where it is neither."""
        lists = ("collected_names", "given_names", "world_names")
        return MappingProxyType({name: gender for file in lists for gender in "bfm" for name in self.words(file, gender)})

    @cached_property
    def title_genders(self) -> Mapping[str, str]:
        """The gender that honorifics and role nouns tell, by word in small letters: mr. m, spokeswoman f."""
        words = {
            (section[0], word) for section in ("female", "male") for name in _GENDERED for word in self.words(name, section)
        }
        return {word.lower(): gender for gender, word in sorted(words)}

    @cached_property
    def family_names(self) -> frozenset[str]:
        """Family names, as written."""
        return self.words("surnames") | self.words("world_names", "family") | self.words("collected_names", "family")

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The kind of each word that may stand before a person's name: honorific, rank, office, modifier."""
        return {word: _TITLES[section] for section in _TITLES for word in self.words("titles", section)}

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The number of each month, by its names and abbreviations in small letters, without full stops."""
        return {**self.table("times/words", "months"), **self.table("times/words", "month_abbreviations")}

    @cached_property
    def weekdays(self) -> Mapping[str, int]:
        """The number of each day of the week by its names in small letters: Monday is 1 (ISO 8601)."""
        return self.table("times/words", "weekdays")

    @cached_property
    def possessives(self) -> frozenset[str]:
        """Endings that make an owner of a noun and are tokens of their own: 's."""
        return self.words("endings", "possessive")

    def marks_name(self, word: str) -> bool:
        """Tell whether a capital letter, where a sentence does not begin, makes a word part of a name.

        In English it does; where every noun has one only words that are no known nouns may belong to names.

        Args:
            word: that begins with a capital letter, as written.
        """
        if self.table("writing").get("capitals") != "nouns":
            return True
        return not self.lexicon.get(word.lower(), 0) & (Is.NOUN | ROLE)


def _forms(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Read a line of the list of verbs: the base form as it stands there, and each form with its kind."""
    written, *columns = line.split()
    # Where there is nothing but a past, it alone is a verb: "bowled", not "bowl".
    base = [] if columns[:2] == ["-", "-"] else [(written.rstrip("~"), "base")]
    kinds = zip((*columns, columns[2]), _KINDS, strict=False)  # a participle that is none of its own is as the past
    return written, base + [(form, kind) for forms, kind in kinds for form in forms.split("/") if form != "-"]


@cache
def word_sets(language: Language, name: str) -> Mapping[str, frozenset[str]]:
    """Return the words of every section of a list; of one that the language lacks, none."""
    return defaultdict(frozenset, {section: language.words(name, section) for section in language.sections(name)})
