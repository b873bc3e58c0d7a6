"""Frames: sentences in which each quotation counts as one word, so that its speaker can be found around it."""

from collections.abc import Iterator
from itertools import compress, pairwise
from operator import ne
from typing import NamedTuple

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.lexicon import ROLE, Is

_NAMED, _APPOSED = 6, 16  # the longest name with its titles, and what may stand between commas after it

_MOST = 4096  # tokens; few texts have more
# What all words and all quotations of a frame are compared with. Of 66,700 frames of real news the 6 longest have 240 to 550
# items, all of them tables and lists; the one with the most quotations has 8.
_LONGEST, _MOST_QUOTED = 256, 16


class Item(NamedTuple):
    """A token outside of quotations, or a whole quotation.

    Args:
        first: number of its first token.
        last: number of the token after its last.
        stretch: number of the quotation, or -1.
    """

    first: int
    last: int
    stretch: int


_ALONE = [Item(place, place + 1, -1) for place in range(_MOST)]


class Frame(NamedTuple):
    """A sentence around and between quotations.

    Args:
        items: in order.
        paragraph: number of its line in the text.
        quoted: positions of the quotations among the items.
    """

    items: tuple[Item, ...]
    paragraph: int
    quoted: tuple[int, ...]


def frames_of(analysis: Analysis) -> tuple[Frame, ...]:
    """Cut the text into frames, once an article: “Why,” she said, “not?” is one frame of five items.

    A frame has at most 256 items and 16 quotations: rules compare them with one another, and what is longer is no sentence.
    """
    return tuple(_frames(analysis.tokens))


def _frames(words: Tokens) -> Iterator[Frame]:
    items: list[Item] = []
    paragraph, sentence = 0, words.sentence
    for first, last in _uniform(words):
        stretch = words.stretch[first]
        if items and items[-1].stretch == stretch >= 0:
            items[-1] = items[-1]._replace(last=last)
            continue
        added = _alone(first, last) if stretch < 0 else [Item(first, last, stretch)]
        if items and sentence[items[-1].last - 1] != sentence[first] and _parts(words, items[-1], added[0]):
            yield from _pieces(items, paragraph)
            paragraph += "\n" in _gap(words, items[-1], added[0])
            items = []
        items += added
    if items:
        yield from _pieces(items, paragraph)


def _pieces(items: list[Item], paragraph: int) -> Iterator[Frame]:
    """Make one frame of a sentence, or several of one beyond the bounds."""
    whole = _frame(items, paragraph)
    if len(items) <= _LONGEST and len(whole.quoted) <= _MOST_QUOTED:
        yield whole
        return
    first, quoted = 0, 0
    for place, item in enumerate(items):
        quoted += item.stretch >= 0
        if place - first == _LONGEST or quoted > _MOST_QUOTED:
            yield _frame(items[first:place], paragraph)
            first, quoted = place, int(item.stretch >= 0)
    yield _frame(items[first:], paragraph)


def _frame(items: list[Item], paragraph: int) -> Frame:
    quoted = [place for place, (_, _, stretch) in enumerate(items) if stretch >= 0]
    return Frame(tuple(items), paragraph, tuple(quoted))


def _uniform(words: Tokens) -> Iterator[tuple[int, int]]:
    """Cut the text into runs of tokens of one sentence, all in the same quotation or all in none."""
    found: set[int] = set()
    for column in (words.sentence, words.stretch):
        found.update(compress(range(1, len(column)), map(ne, column, column[1:])))
    return pairwise((0, *sorted(found), len(words.stretch))) if words.stretch else iter(())


def _alone(first: int, last: int) -> list[Item]:
    """Return the items of single tokens: those of every text are the same."""
    return _ALONE[first:last] if last <= _MOST else [Item(place, place + 1, -1) for place in range(first, last)]


def _parts(words: Tokens, before: Item, item: Item) -> bool:
    """Tell whether a new sentence begins a frame: it does, unless a closing mark without a stop hid that the old goes on."""
    if before.stretch < 0 or "\n\n" in _gap(words, before, item):
        return True
    if words.tokens[item.first].text[0].islower() or words.tokens[item.first].text == ",":
        return False
    stretch = words.stretches[before.stretch]
    return words.text[stretch.inner_end - 1] not in "?!…—–-" or not _reported(words, item.first)


def _reported(words: Tokens, place: int) -> bool:
    """Tell whether a name and a verb of speech follow: “Why?” Osei pressed; “Go!” Ada Osei, the mayor, shouted."""
    last, named = min(place + _NAMED, len(words.lower)), place
    while named < last and (words.capital[named] or words.flags[named] & (ROLE | Is.DETERMINER | Is.POSSESSIVE)):
        named += 1
    if named < last and words.lower[named] == ",":
        limit = min(named + _APPOSED, len(words.lower) - 1)
        named = next((at for at in range(named + 2, limit) if words.lower[at] == ","), named) + 1
    spoken = place < named < len(words.flags) and words.flags[named] & Is.SAY
    return bool(spoken) and not words.lower[named].endswith("ing")


def _gap(words: Tokens, before: Item, item: Item) -> str:
    return words.text[words.tokens[before.last - 1].end : words.tokens[item.first].start]
