"""What the program asks of a language, whichever it is."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol


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


class Language(Protocol):
    """A language: word lists by name, and what is known of its words, names and dates.

    A list, section or table that a language lacks is empty, so that rules that need it find nothing. One object stands for
    each language (``language_of``): it can be compared by identity and is a key for what is made of its lists once.
    """

    def __hash__(self) -> int:
        """Hash by identity: what is made of a language's lists is cached by it."""

    @property
    def code(self) -> str:
        """Its primary subtag (BCP 47): "en"."""

    def words(self, name: str, section: str = "") -> frozenset[str]:
        """Return the words of one section of a list.

        Args:
            name: of the file in the pack's data, without its suffix .txt.
            section: heading, or "" for what stands before the first.
        """

    def lines(self, name: str, section: str = "") -> tuple[str, ...]:
        """Return the lines of one section of a list, in order: phrases, or patterns."""

    def sections(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Return all sections of a list, each with its lines."""

    def table(self, name: str, section: str = "") -> Mapping[str, Any]:
        """Return a table, or one section of it.

        Args:
            name: of the file in the pack's data, without its suffix .toml.
            section: key of a table within it, or "" for the whole.
        """

    @property
    def lexicon(self) -> Mapping[str, int]:
        """What each word in small letters may be: flags (feedpub.language.lexicon.Is)."""

    @property
    def likeliest(self) -> Mapping[str, str]:
        """The likeliest part of speech of each word of the vocabulary: n noun, s plural, v verb, z, d, g its forms, a, r."""

    @property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """The words of each class that the grammar knows by name: determiners, modals, "copular verbs"."""

    @property
    def verbs(self) -> Mapping[str, VerbForm]:
        """The verb that each form belongs to; the commoner one where there are two."""

    def verb_forms(self, name: str, section: str) -> Mapping[str, str]:
        """Return all forms of the verbs of a list, each with its base form: say, says, said, saying."""

    def plural(self, noun: str) -> str:
        """Return the plural of a noun."""

    def unpossessed(self, word: str) -> str:
        """Return a word without its possessive ending: "Haliva" of "Haliva's"."""

    def singular(self, noun: str) -> str:
        """Return the singular of a plural in small letters, and any other noun as it is."""

    def stem(self, word: str) -> str:
        """Return what all forms of a word share, for searching."""

    @property
    def genders(self) -> Mapping[str, str]:
        """The gender that each given name tells: f, m, or b for either."""

    @property
    def title_genders(self) -> Mapping[str, str]:
        """The gender that honorifics and role nouns tell, by word in small letters: mr. m, spokeswoman f."""

    @property
    def family_names(self) -> frozenset[str]:
        """Family names, as written."""

    @property
    def titles(self) -> Mapping[str, str]:
        """The kind of each word that may stand before a person's name: honorific, rank, office, modifier."""

    @property
    def months(self) -> Mapping[str, int]:
        """The number of each month, by its names and abbreviations in small letters, without full stops."""

    @property
    def weekdays(self) -> Mapping[str, int]:
        """The number of each day of the week by its names in small letters: Monday is 1 (ISO 8601)."""

    @property
    def possessives(self) -> frozenset[str]:
        """Endings that make an owner of a noun and are tokens of their own: 's."""

    def marks_name(self, word: str) -> bool:
        """Tell whether a capital letter, where a sentence does not begin, makes a word part of a name.

        In English it does; where every noun has one only words that are no known nouns may belong to names.

        Args:
            word: that begins with a capital letter, as written.
        """


@cache
def word_sets(language: Language, name: str) -> Mapping[str, frozenset[str]]:
    """Return the words of every section of a list; of one that the language lacks, none."""
    return defaultdict(frozenset, {section: language.words(name, section) for section in language.sections(name)})
