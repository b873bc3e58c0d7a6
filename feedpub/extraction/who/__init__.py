"""Participants: the people, organisations and groups of an article, each with every mention.

``participants_of`` is what other rules ask for (``reading.once(participants_of)``).
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.base import Claim, Reading
from feedpub.extraction.mentions.names import names_of
from feedpub.extraction.mentions.tags import tags_of
from feedpub.extraction.mentions.words import words_of
from feedpub.extraction.quotes.attribution import sources_of
from feedpub.extraction.quotes.frames import frames_of
from feedpub.extraction.quotes.indirect import reported_of
from feedpub.extraction.who.display import Display
from feedpub.extraction.who.names import Register
from feedpub.extraction.who.participant import Participant
from feedpub.extraction.who.pronouns import Resolver
from feedpub.extraction.who.speakers import described_mention, unnamed_speakers
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
    for place, (participant, last) in sorted(found.items()):
        at[words.tokens[place].start] = participant
        participant.mentions.append(
            described_mention(
                words, (place, last, last - 1), "pronoun" if last == place + 1 else "nominal", participant.kind
            )
        )
    spoken = (*sources, *(said.source for said in reading.once(reported_of)))
    described = unnamed_speakers(tags, spoken, at, len(everybody))
    everybody = [*everybody, *described]
    for participant in everybody:
        participant.mentions.sort(key=lambda mention: mention.start)
    return Participants(tuple(everybody), at)


def participants(reading: Reading) -> Iterator[Claim]:
    """Yield every participant: first the fullest name, then the other mentions, last those in headline and standfirst.

    "Gen. Ada Osei said … Osei … she" is one participant, name "Ada Osei", title "Gen.", with three mentions.
    """
    display, everybody = Display(reading), reading.once(participants_of).all
    surnames = Counter(participant.name.split()[-1] for participant in everybody if participant.kind == "person")
    for participant in everybody:
        mentions = participant.mentions
        best = next((mention for mention in mentions if mention.name == participant.name), mentions[0])
        ordered = [best, *(mention for mention in mentions if mention is not best)]
        surname = participant.name.split()[-1]
        evidence = [reading.article.span(mention.start, mention.end) for mention in ordered]
        yield Claim(
            Who(
                id=participant.id,
                name=participant.name,
                kind=participant.kind,
                title=participant.title or None,
                affiliation=participant.affiliation or None,
                evidence=(*evidence, *display.mentions(participant, surname if surnames[surname] == 1 else "")),
                rule="names" if best.form == "name" else "speakers",
            )
        )
