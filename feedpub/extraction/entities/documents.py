"""Documents that an article tells of, and whether whoever acts where it does so first issued them."""

from typing import NamedTuple

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.language.language import Language
from feedpub.language.lexicon import REPORTS

DESCRIBING = frozenset((t.ADJECTIVE, t.NOUN, t.NAME))
NAMING = DESCRIBING | {t.DETERMINER, t.POSSESSIVE, t.NUMBER, t.OWNS}
_STILL = 4  # sentences after which "the statement" is another one
_LONGEST = 8  # tokens before the noun


class DocumentMention(NamedTuple):
    """Where a document was told of.

    Args:
        place: number of the noun's token where that was first.
        sentence: number of that sentence.
        last: number of the sentence that told of it last.
    """

    place: int
    sentence: int
    last: int


class Documents:
    """The documents of a text: "the report" is the one told of just before.

    Args:
        tags: of the text.
        language: that it is written in.
    """

    def __init__(self, tags: Tags, language: Language) -> None:
        self._tags, self._language = tags, language
        self._known: dict[str, DocumentMention] = {}

    def mention(self, place: int, sentence: int) -> None:
        """Note a document's noun."""
        definite = self._tags.lower[self.first(place)] in self._language.words("coreference", "definite")
        known = self.meant(place, sentence) if definite else None
        told = known._replace(last=sentence) if known else DocumentMention(place, sentence, sentence)
        self._known[self._tags.lower[place]] = told

    def meant(self, place: int, sentence: int) -> DocumentMention | None:
        """Return which document a noun means, of those told of shortly before; "the document" is the last of them."""
        noun = self._tags.lower[place]
        known = self._known.get(noun)
        if known is None and noun in self._language.words("coreference", "any document"):
            known = max(self._known.values(), key=lambda each: each.last, default=None)
        return known if known and sentence - known.last <= _STILL else None

    def first(self, place: int) -> int:
        """Return the first token of the phrase that a noun ends: not in the heading above "The statement"."""
        first, sentence = place, self._tags.words.sentence
        while first and place - first < _LONGEST and self._tags.of[first - 1] in NAMING:
            if sentence[first - 1] != sentence[place]:
                break
            first -= 1
        return first

    def issued(self, told: DocumentMention) -> bool:
        """Tell "Osei said in a letter", "Osei sent a letter" from "Osei denied a letter", "Osei said a letter was late"."""
        tags, before = self._tags, self.first(told.place) - 1
        if before < 0:
            return False
        within = tags.lower[before] in self._language.words("reporting", "in")
        subject = tags.of[told.place + 1] in (t.VERB, t.AUXILIARY)  # but in "Osei said in a letter sent to the port"
        return within or (tags.of[before] == t.VERB and not (subject or tags.flags[before] & REPORTS))
