"""The layers of one text, each made when it is first asked for, and once."""

from dataclasses import dataclass
from functools import cached_property

from feedpub.extraction.document.clauses.clause import Clause, main_clause
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.words import words_within
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.names import find_names
from feedpub.extraction.document.nicknames import family_behind
from feedpub.extraction.document.tokens import Tokens, tokenize
from feedpub.language.language import Language
from feedpub.language.marks import QuotedSpan, quoted_spans
from feedpub.language.sentences import Sentence, sentences


@dataclass(frozen=True)
class Layers:
    """What is read off a text: that of an article, or its headline or standfirst.

    Args:
        text: the characters; all offsets count in it.
        language: that it is written in.
        headline: whether it is written as headlines are.
        begin: offset of the first sentence, behind a dateline.
    """

    text: str
    language: Language
    headline: bool = False
    begin: int = 0

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        return tuple(sentences(self.text, self.language))

    @cached_property
    def quoted(self) -> tuple[QuotedSpan, ...]:
        """What stands between quotation marks, in order; none within another, and no nickname within a name."""
        spans = quoted_spans(self.text, self.language)
        return tuple(span for span in spans if not family_behind(self.text, span.start, self.language))

    @cached_property
    def tokens(self) -> Tokens:
        """The words and marks with what is known of each."""
        return tokenize(self.text, self.language, [sentence.start for sentence in self.sentences], self.quoted, self.begin)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The names with their types, in order; none within another."""
        return find_names(self.tokens)

    @cached_property
    def tags(self) -> Tags:
        """The part of speech of each token."""
        return Tags(self.tokens, self.named, headline=self.headline)

    @cached_property
    def named(self) -> list[tuple[int, int, Mention | None]]:
        """The first token of each name and the token after its last; of titles without a holder none."""
        return [(name.first, name.last, name) for name in self.names if name.kind != "title"]

    @cached_property
    def clauses(self) -> tuple[Clause | None, ...]:
        """The main clause of each sentence; None where no word is sure to be its verb."""
        return tuple(self._clause(max(sentence.start, self.begin), sentence.end) for sentence in self.sentences)

    def _clause(self, start: int, end: int) -> Clause | None:
        within = self.tokens.at(start), self.tokens.at(end)
        tags = Tags(self.tokens, self.named, within, headline=self.headline)
        return main_clause(words_within(self.tokens, start, end), tags)
