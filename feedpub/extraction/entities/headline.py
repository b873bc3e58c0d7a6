"""Entities in the headline and the standfirst, where capitals tell little: only names that the text knows are found."""

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.entities.entity import Entity
from feedpub.model.span import EvidenceField, Span

_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")
_LONGEST = 4000  # code points of a headline or standfirst: the longest of 3,500 articles have some hundreds
_MOST = 64  # places where one entity may be named there


class _Field(NamedTuple):
    """A headline or standfirst; its words in small letters where all have or none has a capital: OSEI RESIGNS."""

    name: EvidenceField
    tokens: Tokens
    words: list[str]
    one_case: bool
    places: dict[str, list[int]]


class DisplayedNames:
    """Finds the names of entities in an article's headline and standfirst."""

    def __init__(self, analysis: Analysis) -> None:
        self._article = analysis.article
        self._fields = [_read(name, analysis.field(name).tokens) for name in _FIELDS]

    def spans(self, entity: Entity, surname: str) -> Iterator[Span]:
        """Find an entity's names, the longest first, and the surname that it shares with nobody, or ""."""
        names = {tuple(name.split()) for mention in entity.named for name in (mention.text, mention.name)}
        ordered = sorted(names | ({(surname,)} if surname else set()), key=lambda words: (-len(words), words))
        for field in self._fields:
            wanted = [[word.lower() for word in name] if field.one_case else list(name) for name in ordered]
            begin = 0
            for place in _near(field.places, {name[0] for name in wanted}):
                length = next((len(name) for name in wanted if field.words[place : place + len(name)] == name), 0)
                if length and place >= begin:
                    begin = place + length
                    yield self._article.span(field.tokens.starts[place], field.tokens.ends[begin - 1], field.name)


def _read(name: EvidenceField, tokens: Tokens) -> _Field:
    last = tokens.at(_LONGEST)
    one_case = tokens.text.isupper() or not any(tokens.capital[:last])
    words = list((tokens.lower if one_case else tokens.texts)[:last])
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return _Field(name, tokens, words, one_case, places)


def _near(places: dict[str, list[int]], firsts: set[str]) -> list[int]:
    return sorted(place for first in firsts & places.keys() for place in places[first])[:_MOST]
