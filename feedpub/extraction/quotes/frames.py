"""Frames: sentences in which each quotation counts as one word, so that its speaker can be found around it."""

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.base import Reading
from feedpub.extraction.mentions.words import Words, words_of


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


class Frame(NamedTuple):
    """A sentence around and between quotations.

    Args:
        items: in order.
        paragraph: number of its line in the text.
    """

    items: tuple[Item, ...]
    paragraph: int

    @property
    def quoted(self) -> list[int]:
        """Positions of the quotations among the items."""
        return [place for place, item in enumerate(self.items) if item.stretch >= 0]


def frames_of(reading: Reading) -> tuple[Frame, ...]:
    """Cut the text into frames, once a reading: “Why,” she said, “not?” is one frame of five items."""
    return tuple(_frames(reading.once(words_of)))


def _frames(words: Words) -> Iterator[Frame]:
    items: list[Item] = []
    paragraph, sentence = 0, words.sentence
    for item in _items(words):
        if items and sentence[items[-1].last - 1] != sentence[item.first] and _parts(words, items[-1], item):
            yield Frame(tuple(items), paragraph)
            gap = words.text[words.tokens[items[-1].last - 1].end : words.tokens[item.first].start]
            paragraph += "\n" in gap
            items = []
        items.append(item)
    if items:
        yield Frame(tuple(items), paragraph)


def _items(words: Words) -> Iterator[Item]:
    stretch, place = words.stretch, 0
    make = tuple.__new__  # what Item() calls, without a call of Python's own for every word
    while place < len(stretch):
        number, last = stretch[place], place + 1
        while number >= 0 and last < len(stretch) and stretch[last] == number:
            last += 1
        yield make(Item, (place, last, number))
        place = last


def _parts(words: Words, before: Item, item: Item) -> bool:
    """Tell whether a new sentence begins a frame: it does, unless a closing mark without a stop hid that the old goes on."""
    gap = words.text[words.tokens[before.last - 1].end : words.tokens[item.first].start]
    if "\n\n" in gap or before.stretch < 0:
        return True
    return not words.tokens[item.first].text[0].islower() and words.tokens[item.first].text != ","
