"""What all that looks for names in a text looks at: its words, and the lists by which names are told."""

from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import word_sets


class NameReader:
    """A text with these lists.

    Args:
        words: of the text.
    """

    def __init__(self, words: Tokens) -> None:
        self.words, self.texts, self.language = words, words.texts, words.language
        self.listed = word_sets(words.language, "names")
        self.organizations = word_sets(words.language, "organizations")
        self.titles, self.given = words.language.titles, words.language.genders

    def adjacent(self, place: int) -> bool:
        """Tell whether nothing but a space stands behind a token."""
        return self.words.text[self.words.ends[place] : self.words.starts[place + 1]] in ("", " ", "\u00a0")
