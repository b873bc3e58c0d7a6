"""The token table: every word and mark of a text once, with what is known of each wherever it stands, column by column."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise
from operator import or_

from feedpub.extraction.document.clauses.tagset import Settled
from feedpub.language.cutting import Pieces
from feedpub.language.language import Language
from feedpub.language.marks import QuotedSpan
from feedpub.language.memo import Memo, lowered
from feedpub.language.tokens import Token, joined, pieces

_OPENING = frozenset("([:—–•*")  # behind these, as behind an opening mark, any word may have a capital


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, column by column.

    Args:
        text: that they stand in.
        language: that it is written in.
        starts: first code point of each.
        ends: the code point after the last of each.
        texts: the characters of each.
        lower: each in lower case.
        flags: what each may be (feedpub.language.lexicon.Is), from its lower-case form.
        capital: whether each begins with a capital letter.
        known_tag: the part of speech of each that has it wherever it stands; "" for those that ask their neighbours.
        sentence: the number of each one's sentence.
        opens: whether each stands where any word has a capital: first in a sentence or a quotation, after a colon.
        quoted: the number of the quotation that each stands in, marks included, or -1.
        quotations: all of the text.
    """

    text: str
    language: Language
    starts: list[int]
    ends: list[int]
    texts: list[str]
    lower: tuple[str, ...]
    flags: tuple[int, ...]
    capital: tuple[bool, ...]
    known_tag: tuple[str, ...]
    sentence: tuple[int, ...]
    opens: tuple[bool, ...]
    quoted: tuple[int, ...]
    quotations: tuple[QuotedSpan, ...]

    def __len__(self) -> int:
        return len(self.lower)

    def __getitem__(self, number: int) -> Token:
        return self.tokens[number]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The table row by row."""
        return joined(Pieces(self.starts, self.ends, self.texts, []))

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
    starts, ends, texts, _ = pieces(text, language)
    lower, flags, capital, parts, leads = (
        zip(*map(_known_of(language).__getitem__, texts), strict=True) if texts else ((),) * 5
    )
    return Tokens(
        text=text,
        language=language,
        starts=starts,
        ends=ends,
        texts=texts,
        lower=lower,
        flags=flags,
        capital=capital,
        known_tag=parts,
        sentence=_numbers(begins, starts),
        opens=tuple(map(or_, map(frozenset((*begins, begin)).__contains__, starts), chain((False,), leads))),
        quoted=_inside(quotations, starts),
        quotations=quotations,
    )


@cache
def _known_of(language: Language) -> Memo[tuple[str, int, bool, str, bool]]:
    """Return what is known of each word of a language wherever it stands."""
    lexicon, part_of = language.lexicon, Settled(language)
    opening = _OPENING.union(language.table("writing").get("line_marks", ()))
    articles = language.words("particles", "article")
    same: dict[int, int] = {}  # equal flags are one object: what is near in memory is read sooner

    def capital(text: str) -> bool:
        # "al-Osei", not "twenty-One": an Arabic article begins a name without a capital.
        before, hyphen, name = text.partition("-")
        return (text[0].isupper() and language.marks_name(text)) or (
            bool(hyphen) and before in articles and name[:1].isupper()
        )

    def known(text: str) -> tuple[str, int, bool, str, bool]:
        lower, begins = lowered(text), capital(text)
        flags = lexicon.get(lower.replace("’", "'"), 0)
        flags = same.setdefault(flags, flags)
        return lower, flags, begins, "" if begins else part_of(lower, flags), text in opening

    return Memo(known)


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
