"""Participants: the people, organisations and groups of an article, each with every mention.

``participants_of`` is what other rules ask for (``reading.once(participants_of)``).
"""

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.base import Claim, Reading
from feedpub.extraction.mentions.mention import Mention
from feedpub.extraction.mentions.names import names_of
from feedpub.extraction.mentions.tags import tags_of
from feedpub.extraction.mentions.words import words_of
from feedpub.extraction.quotes.attribution import sources_of
from feedpub.extraction.quotes.frames import frames_of
from feedpub.extraction.who.names import Register
from feedpub.extraction.who.participant import Participant
from feedpub.extraction.who.pronouns import Resolver
from feedpub.model.event import Who


class Participants(NamedTuple):
    """Everybody in an article.

    Args:
        all: in the order of their first mentions.
        at: the participant of each mention, by the mention's first code point.
    """

    all: tuple[Participant, ...]
    at: dict[int, Participant]


def participants_of(reading: Reading) -> Participants:
    """Find everybody in an article, once a reading."""
    words, register = reading.once(words_of), Register()
    register.enter(reading.once(names_of))
    everybody = register.all()
    tags, sources = reading.once(tags_of), reading.once(sources_of)
    found = Resolver(tags, reading.once(frames_of), sources, register.of).run()
    at = dict(register.of)
    for place, participant in sorted(found.items()):
        token = words.tokens[place]
        participant.mentions.append(
            Mention(
                token.start,
                token.end,
                token.text,
                "pronoun",
                participant.kind,
                token.text,
                words.lower[place],
                "",
                "",
                place,
                place + 1,
            )
        )
        at[token.start] = participant
    for participant in everybody:
        participant.mentions.sort(key=lambda mention: mention.start)
    return Participants(tuple(everybody), at)


def participants(reading: Reading) -> Iterator[Claim]:
    """Yield every participant."""
    everybody = reading.once(participants_of)
    for participant in everybody.all:
        evidence = tuple(reading.article.span(mention.start, mention.end) for mention in participant.mentions)
        yield Claim(
            Who(
                id=participant.id,
                name=participant.name,
                kind=participant.kind,
                title=participant.title or None,
                affiliation=participant.affiliation or None,
                evidence=evidence,
                rule="names",
            )
        )
