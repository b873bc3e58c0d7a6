"""What a search found, in the words of the article: the passage that has most of it, cut around the words sought."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedpub.language.language import Language
from feedpub.language.registry import language_of
from feedpub.language.terms import Term, terms, words_in
from feedpub.model.article import Article
from feedpub.model.search import Search, Sought

_WINDOW = 240  # characters of a snippet
_BEFORE = 100  # of them at most before the first word that was sought
_NEAR = 40  # matches that are looked at together
_FARTHEST = 20_000  # characters of a text that are looked through; a reader who wants more opens the article


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters of a text that are all sought, or none of them.

    Args:
        text: the characters.
        sought: they are what was searched for.
    """

    text: str
    sought: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A place at which a part of a search stands.

    Args:
        start: first code point.
        end: the code point after the last.
        part: number of the part of the search.
    """

    start: int
    end: int
    part: int


def marked(text: str, search: Search, language: str) -> tuple[Fragment, ...]:
    """Cut a text where what was sought begins and ends.

    Args:
        text: any.
        search: the words.
        language: of the text.

    Returns:
        Fragments that joined are the text.
    """
    return tuple(_fragments(text, 0, len(text), matches(text, search, language)))


def snippet(article: Article, search: Search) -> tuple[Fragment, ...]:
    """Show where an article says what was sought, in its standfirst or a paragraph of its text.

    Args:
        article: as readers see it.
        search: that found it.

    Returns:
        The passage with most parts of the search, the first of several; the beginning where headline or names have them.
    """
    passages = [passage for passage in (article.standfirst, *article.text[:_FARTHEST].split("\n\n")) if passage]
    best, most, place, stand = next(iter(passages), ""), 0, 0, list[Match]()
    for passage in passages:
        beginnings = _beginnings(passage, search, article.language)
        if sum(map(bool, beginnings)) <= most:  # nor can it have more parts
            continue
        found = _standing(passage, search, beginnings)
        parts, first = _densest(found)
        if parts > most:
            best, most, place, stand = passage, parts, first, found
        if most == len(search.wanted):
            break
    return tuple(_around(best, place, stand))


def matches(text: str, search: Search, language: str) -> list[Match]:
    """Find what was sought.

    Args:
        text: any.
        search: the words.
        language: of the text.

    Returns:
        Every place of every part that must occur, in order.
    """
    return _standing(text, search, _beginnings(text, search, language))


def _standing(text: str, search: Search, beginnings: Sequence[frozenset[str]]) -> list[Match]:
    """Find what was sought by the words of the text with which each part may begin."""
    found = list(terms(text)) if any(beginnings) else []
    return sorted(
        Match(found[first].start, found[first + len(one.words) - 1].end, number)
        for number, (one, beginning) in enumerate(zip(search.wanted, beginnings, strict=True))
        for first in _places(one, found, beginning)
    )


def _beginnings(text: str, search: Search, language: str) -> list[frozenset[str]]:
    """Choose the words of a text with which each part may begin: to cut it into words alone is less work than into terms."""
    words, known = frozenset(words_in(text)), language_of(language)
    return [_beginning(one, words, known) for one in search.wanted]


def _beginning(one: Sought, words: frozenset[str], language: Language | None) -> frozenset[str]:
    """Choose the words of a text with which a part may begin, each asked once however often it stands there."""
    if not one.stem:
        return frozenset(one.words[:1]) if words.issuperset(one.words) else frozenset()
    # Terms are folded, and what is stemmed begins as it did: nothing else need be, which takes longer than all the rest.
    alike = (word for word in words if word[:1] == one.words[0][:1])
    return frozenset(word for word in alike if _is_form(one, word) or (language and _is_form(one, language.stem(word))))


def _places(one: Sought, found: Sequence[Term], beginning: frozenset[str]) -> Iterator[int]:
    """Find a part as the index does (store/search.py)."""
    size = len(one.words)
    for first, term in enumerate(found):
        if term.word in beginning and (one.stem or tuple(each.word for each in found[first : first + size]) == one.words):
            yield first


def _is_form(one: Sought, word: str) -> bool:
    return word in (one.words[0], one.stem) or (one.prefix and word.startswith(one.words[0]))


def _densest(found: Sequence[Match]) -> tuple[int, int]:
    """Return how many parts stand close together at most, and where the first such place begins."""
    most, place = 0, 0
    for number, first in enumerate(found[:_NEAR]):
        near = found[number : number + _NEAR]
        parts = {one.part for one in near if one.end <= first.start + _WINDOW - _BEFORE} | {first.part}
        if len(parts) > most:
            most, place = len(parts), first.start
    return most, place


def _around(text: str, place: int, found: Iterable[Match]) -> Iterator[Fragment]:
    """Cut a window out of a text, not inside a word where that can be helped."""
    start = text.find(" ", place - _BEFORE, place) + 1 or place if place > _BEFORE else 0
    end = min(start + _WINDOW, len(text))
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    if start > 0:
        yield Fragment("… ")
    yield from _fragments(text, start, end, found)
    if end < len(text):
        yield Fragment(" …")


def _fragments(text: str, start: int, end: int, found: Iterable[Match]) -> Iterator[Fragment]:
    place = start
    for first, last in _joined(one for one in found if start <= one.start and one.end <= end):
        if place < first:
            yield Fragment(text[place:first])
        yield Fragment(text[first:last], sought=True)
        place = last
    if place < end:
        yield Fragment(text[place:end])


def _joined(found: Iterable[Match]) -> list[tuple[int, int]]:
    """Join places that lie one over the other: a word that is sought may begin a phrase that is."""
    spans: list[tuple[int, int]] = []
    for one in found:
        if spans and one.start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], one.end)
        else:
            spans.append((one.start, one.end))
    return spans
