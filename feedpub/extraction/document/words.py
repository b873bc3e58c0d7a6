"""The text's words with what the lexicon knows of each, where each sentence begins, and what stands between marks."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import or_

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.tagset import settled
from feedpub.language.lexicon import lexicon
from feedpub.language.marks import Stretch, stretches
from feedpub.language.memo import Memo, lowered
from feedpub.language.tokens import Token

_ARTICLES = frozenset(("al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "abu", "bin", "ibn"))
_OPENING = frozenset('"“‘„«``([:—–•*')


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text, column by column.

    Args:
        text: that they stand in.
        tokens: in order.
        lower: each in lower case.
        flags: what each may be (feedpub.language.lexicon.Is), from its lower-case form.
        capital: whether each begins with a capital letter.
        settled: the part of speech of each that has it wherever it stands; "" for those that ask their neighbours.
        sentence: the number of each one's sentence.
        opens: whether each stands where any word has a capital: first in a sentence or a quotation, after a colon.
        stretch: the number of the quotation that each stands in, marks included, or -1.
        stretches: the quotations.
    """

    text: str
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    flags: tuple[int, ...]
    capital: tuple[bool, ...]
    settled: tuple[str, ...]
    sentence: tuple[int, ...]
    opens: tuple[bool, ...]
    stretch: tuple[int, ...]
    stretches: tuple[Stretch, ...]

    def at(self, offset: int) -> int:
        """Return the number of the first token that begins at or after a code point."""
        return bisect_left(self.tokens, offset, key=_start)

    def slice(self, first: int, last: int) -> str:
        """Return the characters from one token to before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def _start(token: Token) -> int:
    return token.start


def quotations_of(analysis: Analysis) -> tuple[Stretch, ...]:
    """Find what stands between quotation marks, once an article."""
    return tuple(stretches(analysis.article.text))


def words_of(analysis: Analysis) -> Words:
    """Look every word of the text up, once an article (``analysis.once(words_of)``)."""
    starts, _, texts, _ = analysis.pieces
    lower, flags, capital, parts, leads = zip(*map(_KNOWN.__getitem__, texts), strict=True) if texts else ((),) * 5
    begins = [sentence.start for sentence in analysis.sentences]
    quoted = analysis.once(quotations_of)
    return Words(
        text=analysis.article.text,
        tokens=analysis.tokens,
        lower=lower,
        flags=flags,
        capital=capital,
        settled=parts,
        sentence=_numbers(begins, starts),
        opens=tuple(map(or_, map(frozenset(begins).__contains__, starts), chain((False,), leads))),
        stretch=_inside(quoted, starts),
        stretches=quoted,
    )


def _known(text: str) -> tuple[str, int, bool, str, bool]:
    """Return a word in small letters, its flags, whether it has a capital, its part of speech, whether it opens a line."""
    lower = lowered(text)
    capital = text[0].isupper() or _article(text)
    flags = lexicon().get(lower.replace("’", "'"), 0)
    flags = _FLAGS.setdefault(flags, flags)
    return lower, flags, capital, "" if capital else settled(lower, flags), text in _OPENING


_FLAGS: dict[int, int] = {}  # equal flags are one object: what is near in memory is read sooner
_KNOWN = Memo(_known)


def _article(text: str) -> bool:
    """Tell "al-Osei" from "twenty-One": an Arabic article begins a name without a capital."""
    before, hyphen, name = text.partition("-")
    return bool(hyphen) and before in _ARTICLES and name[:1].isupper()


def _numbers(begins: list[int], starts: list[int]) -> tuple[int, ...]:
    firsts = [*(bisect_left(starts, begin) for begin in begins), len(starts)]
    found = [-1] * firsts[0]
    for number, (first, last) in enumerate(pairwise(firsts)):
        found.extend([number] * (last - first))
    return tuple(found)


def _inside(quoted: tuple[Stretch, ...], starts: list[int]) -> tuple[int, ...]:
    found = [-1] * len(starts)
    for number, stretch in enumerate(quoted):
        first, last = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
        found[first:last] = [number] * (last - first)
    return tuple(found)
