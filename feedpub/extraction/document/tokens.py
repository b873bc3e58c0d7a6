"""The token table: every word and mark of a text once, with what is known of each wherever it stands, column by column."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import or_

from feedpub.extraction.document.clauses.vocabulary import END, vocabulary_of
from feedpub.language.language import Language, VerbForm
from feedpub.language.marks import QuotedSpan
from feedpub.language.tokens import pieces

_SHORT, _MOSTLY = 3, 0.85  # letters of a word that title case may leave small; share of the others with a capital


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, column by column; from ``texts`` to ``opens`` a mark follows the last.

    Args:
        text: that they stand in.
        language: that it is written in.
        gaps: the characters before each, and those behind the last.
        starts: first code point of each.
        ends: the code point after the last of each.
        texts: the characters of each.
        lower: each in lower case.
        flags: the classes that each may belong to (feedpub.language.lexicon.Is, and those of the grammar).
        forms: the verb that each may be a form of.
        capital: whether each begins with a capital letter.
        known_tag: the part of speech of each that has it wherever it stands; "" for those whose neighbours must be asked.
        opens: whether each stands where any word has a capital: first in a sentence or a quotation, after a colon.
        sentence: the number of each one's sentence.
        quoted: the number of the quotation that each stands in, marks included, or -1.
        quotations: all of the text.
    """

    text: str
    language: Language
    gaps: list[str]
    starts: list[int]
    ends: list[int]
    texts: list[str]
    lower: tuple[str, ...]
    flags: tuple[int, ...]
    forms: tuple[VerbForm | None, ...]
    capital: tuple[bool, ...]
    known_tag: tuple[str, ...]
    opens: tuple[bool, ...]
    sentence: tuple[int, ...]
    quoted: tuple[int, ...]
    quotations: tuple[QuotedSpan, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Return the number of the first token that begins at or after a code point."""
        return bisect_left(self.starts, offset)

    def slice(self, first: int, last: int) -> str:
        """Return the characters from one token to before another."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def tokenize(
    text: str, language: Language, begins: Sequence[int], quotations: tuple[QuotedSpan, ...], begin: int = 0
) -> Tokens:
    """Cut a text into tokens and look each up.

    Args:
        text: of an article, or of its headline or standfirst.
        language: that it is written in.
        begins: the first code point of each sentence.
        quotations: what stands between quotation marks.
        begin: offset of the first sentence, behind a dateline.

    Returns:
        The table.
    """
    # A low mark in the place of a comma, as typing programs make it: “It sank‚” said Osei.
    starts, ends, texts, _, gaps = pieces(text.replace("‚", ","), language)
    entries = map(vocabulary_of(language).__getitem__, texts)
    lower, flags, forms, capital, tags, leads = zip(*entries, END, strict=True)
    return Tokens(
        text=text,
        language=language,
        gaps=gaps,
        starts=starts,
        ends=ends,
        texts=[*texts, END.lower],
        lower=lower,
        flags=flags,
        forms=forms,
        capital=capital,
        known_tag=tags,
        sentence=_numbers(begins, starts),
        opens=(*map(or_, map({*begins, begin}.__contains__, starts), chain((False,), leads)), False),
        quoted=_inside(quotations, starts),
        quotations=quotations,
    )


def _numbers(begins: Sequence[int], starts: list[int]) -> tuple[int, ...]:
    firsts = [*(bisect_left(starts, begin) for begin in begins), len(starts)]
    found = [-1] * firsts[0]
    for number, (first, last) in enumerate(pairwise(firsts)):
        found.extend([number] * (last - first))
    return tuple(found)


def _inside(quoted: tuple[QuotedSpan, ...], starts: list[int]) -> tuple[int, ...]:
    found = [-1] * len(starts)
    for number, span in enumerate(quoted):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        found[first:last] = [number] * (last - first)
    return tuple(found)


def in_title_case(words: Iterable[tuple[str, bool]]) -> bool:
    """Tell "Mayor Opens Bridge After Long Delay", whose capitals mean nothing, from "Mayor opens Severn bridge".

    Args:
        words: of a headline or sentence, each with whether it has a capital.
    """
    long = [capital for text, capital in words if text.isalpha() and len(text) > _SHORT]
    return len(long) > _SHORT and sum(long) >= _MOSTLY * len(long)
