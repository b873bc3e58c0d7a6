"""Participants in the headline and the standfirst, where capitals tell little: only names that the text knows are found."""

from collections.abc import Iterator

from feedpub.extraction.base import Analysis
from feedpub.extraction.entities.participant import Participant
from feedpub.language.lexicon import english
from feedpub.language.tokens import Token, tokens
from feedpub.model.span import EvidenceField, Span

_LONGEST = 4000  # code points of a headline or standfirst: the longest of 3,500 articles have some hundreds
_MOST = 64  # places where one participant may be named there


class Display:
    """The words of an article's headline and standfirst.

    Args:
        analysis: of the article.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.article = analysis.article
        fields: tuple[EvidenceField, ...] = ("headline", "standfirst")
        self.fields: list[tuple[EvidenceField, tuple[Token, ...], list[str]]] = []
        for field in fields:
            found = tokens(self.article.characters(field)[:_LONGEST], english())
            shouted = self.article.characters(field)[:_LONGEST].isupper()
            self.fields.append((field, found, [token.text.lower() if shouted else token.text for token in found]))
        self._places = [_places_of(words) for _, _, words in self.fields]
        self.shouted = [words == [word.lower() for word in words] for _, _, words in self.fields]

    def mentions(self, participant: Participant, surname: str) -> Iterator[Span]:
        """Find a participant's names, the longest first, in capitals too: OSEI RESIGNS names Ada Osei.

        Looks no further than the first 4,000 code points of each field, and at no more than 64 places in it.

        Args:
            participant: with the mentions found in the text.
            surname: that the participant shares with nobody, or "".

        Yields:
            The spans, in order within each field, none overlapping.
        """
        names = {tuple(mention.text.split()) for mention in participant.mentions if mention.form == "name"}
        names |= {tuple(mention.name.split()) for mention in participant.mentions if mention.form == "name"}
        names |= {(surname,)} if surname else set()
        ordered = sorted(names, key=lambda words: (-len(words), words))
        for (field, found, words), places, shouted in zip(self.fields, self._places, self.shouted, strict=True):
            wanted = [[word.lower() for word in name] if shouted else list(name) for name in ordered]
            begin = 0
            for place in _near(places, {name[0] for name in wanted}):
                length = next((len(name) for name in wanted if words[place : place + len(name)] == name), 0)
                if length and place >= begin:
                    begin = place + length
                    yield self.article.span(found[place].start, found[begin - 1].end, field)


def _places_of(words: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        found.setdefault(word, []).append(place)
    return found


def _near(places: dict[str, list[int]], firsts: set[str]) -> list[int]:
    return sorted(place for first in firsts & places.keys() for place in places[first])[:_MOST]
