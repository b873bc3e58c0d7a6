"""The chunks of a sentence, and what they are and open with."""

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.bare_verbs import Kind
from feedpub.extraction.document.clauses.chunks import Chunk, NounPhrase, chunk
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import Is

COMMAS = frozenset((",", "—", "–", "-", "…", "..."))


class SentenceChunks:
    """The chunks of one matrix sentence.

    Args:
        tags: of the text.
        sentence: any of its sentences.
        language: that it is written in.
    """

    def __init__(self, tags: Tags, sentence: MatrixSentence, language: Language) -> None:
        self.tags, self.words, self.language = tags, tags.words, language
        self._listed = word_sets(language, "reporting")
        self.chunks: list[Chunk] = chunk(tags, sentence.runs)

    def kind(self, at: int) -> str:
        """Return a chunk's kind; "" beyond the sentence."""
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else ""

    def phrase(self, at: int) -> NounPhrase | None:
        """Return the noun phrase that a chunk is; None of other chunks, and beyond the sentence."""
        return self.chunks[at].phrase if 0 <= at < len(self.chunks) else None

    def verb_in(self, at: int, section: str) -> bool:
        """Tell whether a chunk is a verb group whose verb is in a section of the language's list "reporting"."""
        return self.kind(at) == "VG" and self.token_in(self.chunks[at].verb, section)

    def token_in(self, place: int, section: str) -> bool:
        """Tell whether a token is in a section of the language's list "reporting"."""
        return self.words.lower[place] in self._listed[section]

    def opens_with(self, at: int, section: str) -> bool:
        """Tell whether a chunk's first word is in a section of the language's list "reporting"."""
        return 0 <= at < len(self.chunks) and self.words.lower[self.chunks[at].first] in self._listed[section]

    def any_opens_with(self, end: int, section: str) -> bool:
        """Tell the same of any chunk before a position, and of any word within its noun phrases."""
        return any(self.token_in(place, section) for place in range(self.chunks[0].first, self.chunks[end].first))

    def verb_kind(self, at: int) -> Kind | None:
        """Tell whether a verb group is finite, a participle, an -ing form or an infinitive; None of other chunks."""
        group = self.chunks[at].group if at < len(self.chunks) else None
        return group.kind if group else None

    def participle(self, place: int) -> bool:
        """Tell whether a token may be a past participle and is no base form, as "put" is."""
        form = self.words.forms[place]
        return form is not None and "participle" in form.kinds and "base" not in form.kinds

    def programme(self, at: int) -> bool:
        """Tell a title in marks after its owner, which is no quotation: Radio Volta's “Morning Post”."""
        return at > 0 and self.kind(at) == "Q" and self.tags.of[self.chunks[at - 1].last - 1] == t.OWNS

    def predicates(self, at: int) -> bool:
        """Tell a quotation that begins with what a sentence says of its subject: "The claim “is false”"."""
        first = self.chunks[at].first + 1
        says = self.words.flags[first] & (Is.AUXILIARY | Is.FINITE) if self.kind(at) == "Q" else 0
        return bool(says) and not self.words.capital[first]

    def before_commas(self, at: int) -> int:
        """Return the position of what stands before a chunk and the commas and dashes before it."""
        before = at - 1
        while self.kind(before) in COMMAS:
            before -= 1
        return before
