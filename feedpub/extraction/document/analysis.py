"""The analysis of an article: what the rules of all later rooms read, made once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from feedpub.extraction.candidate import Candidate, Question
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.layers import Layers
from feedpub.extraction.document.matter import Furniture, find_furniture, story_of
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.options import Options
from feedpub.language.dateline import DatelineParts, dateline_parts
from feedpub.language.language import Language
from feedpub.language.marks import QuotedSpan
from feedpub.language.registry import language_of
from feedpub.language.sentences import Sentence
from feedpub.model.article import Article
from feedpub.model.span import EvidenceField

T = TypeVar("T")

_LONGEST = 2000  # characters of a headline or standfirst that are read: the longest of 3,500 articles have some hundreds


@dataclass
class Analysis:
    """An article with all that is read off it before any rule looks for answers.

    Args:
        article: what is read.
        options: what the site tells the rules.
        claims: candidates of the stages run so far, in order; the pipeline adds to it.
    """

    article: Article
    options: Options = Options()
    claims: list[Candidate] = field(default_factory=list)
    _made: dict[Callable[["Analysis"], object], Any] = field(default_factory=dict)

    @cached_property
    def language(self) -> Language:
        """The language of the article, with its word lists."""
        found = language_of(self.article.language)
        if found is None:
            raise ValueError(f"there are no rules for {self.article.language}")
        return found

    def field(self, name: EvidenceField | None) -> Layers:
        """Return the layers of a field: headline or standfirst, or None for the text."""
        return self._headline if name == "headline" else self._standfirst if name == "standfirst" else self.body

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """What of the text is no story, in order."""
        headline = "" if self.article.headline_generated else self.article.headline
        return find_furniture(self.article.text, headline, self.language, self.article.furniture)

    @property
    def begin(self) -> int:
        """The offset at which the first sentence begins: behind the dateline, or a headline that the text repeats."""
        repeated = self.furniture[0].end if self.furniture and self.furniture[0].kind == "headline" else 0
        return max(repeated, self.dateline.end if self.dateline else 0)

    @property
    def text(self) -> str:
        """The story: the text of the article with spaces for furniture, so that offsets are the same."""
        return self.body.text

    @cached_property
    def body(self) -> Layers:
        """The layers of the story that the text holds: where furniture stood are spaces."""
        return Layers(story_of(self.article.text, self.furniture), self.language, begin=self.begin)

    @cached_property
    def _headline(self) -> Layers:
        return Layers(self.article.characters("headline")[:_LONGEST], self.language, headline=True)

    @cached_property
    def _standfirst(self) -> Layers:
        return Layers(self.article.characters("standfirst")[:_LONGEST], self.language)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text, in order."""
        return self.body.sentences

    @property
    def tokens(self) -> Tokens:
        """The words and marks of the text with what is known of each."""
        return self.body.tokens

    @property
    def quoted(self) -> tuple[QuotedSpan, ...]:
        """What stands between quotation marks in the text, in order."""
        return self.body.quoted

    @property
    def names(self) -> tuple[Mention, ...]:
        """The names of the text with their types, in order."""
        return self.body.names

    @property
    def tags(self) -> Tags:
        """The part of speech of each token of the text."""
        return self.body.tags

    @cached_property
    def dateline(self) -> DatelineParts | None:
        """The dateline, where the reader of the article found one."""
        return dateline_parts(self.article)

    def layer(self, make: Callable[["Analysis"], T]) -> T:
        """Return a layer of a later room, made once: ``analysis.layer(entities_of)``.

        Args:
            make: a pure function of the analysis; what it returns must not be changed.

        Returns:
            What it returned the first time.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def answers(self, question: Question) -> list[Candidate]:
        """Return the candidates so far for a question, in the order in which they were made."""
        return [claim for claim in self.claims if claim.question == question]
