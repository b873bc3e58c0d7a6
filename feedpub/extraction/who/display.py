"""Participants in the headline and the standfirst, where capitals tell little: only names that the text knows are found."""

from collections.abc import Iterator

from feedpub.extraction.base import Reading
from feedpub.extraction.who.participant import Participant
from feedpub.language.tokens import Token, tokens
from feedpub.model.span import EvidenceField, Span


class Display:
    """The words of an article's headline and standfirst.

    Args:
        reading: of the article.
    """

    def __init__(self, reading: Reading) -> None:
        self.article = reading.article
        fields: tuple[EvidenceField, ...] = ("headline", "standfirst")
        self.fields: list[tuple[EvidenceField, list[Token], list[str]]] = []
        for field in fields:
            found = list(tokens(self.article.characters(field)))
            shouted = self.article.characters(field).isupper()
            self.fields.append((field, found, [token.text.lower() if shouted else token.text for token in found]))
        self.shouted = [words == [word.lower() for word in words] for _, _, words in self.fields]

    def mentions(self, participant: Participant, surname: str) -> Iterator[Span]:
        """Find a participant's names, the longest first, in capitals too: OSEI RESIGNS names Ada Osei.

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
        for (field, found, words), shouted in zip(self.fields, self.shouted, strict=True):
            wanted = [[word.lower() for word in name] if shouted else list(name) for name in ordered]
            firsts = {name[0] for name in wanted}
            place = 0 if not firsts.isdisjoint(words) else len(words)
            while place < len(words):
                length = next((len(name) for name in wanted if words[place : place + len(name)] == name), 0)
                if length:
                    yield self.article.span(found[place].start, found[place + length - 1].end, field)
                place += length or 1
