"""Participants: the people, organisations and groups of an article, each with every mention.

``participants_of`` is what other rules ask for (``analysis.once(participants_of)``).
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.document.reporting.attribution import sources_of
from feedpub.extraction.document.reporting.indirect import reported_of
from feedpub.extraction.document.reporting.sentences import frames_of
from feedpub.extraction.entities.display import Display
from feedpub.extraction.entities.names import Register
from feedpub.extraction.entities.participant import Participant
from feedpub.extraction.entities.pronouns import Resolver
from feedpub.extraction.entities.speakers import described_mention, unnamed_speakers
from feedpub.model.event import Who


class Participants(NamedTuple):
    """Everybody in an article.

    Args:
        all: in the order of their first mentions.
        at: the participant of each mention, by the mention's first code point.
    """

    all: tuple[Participant, ...]
    at: dict[int, Participant]


def participants_of(analysis: Analysis) -> Participants:
    """Find everybody in an article, once an article."""
    words, register = analysis.tokens, Register()
    register.enter(analysis.names)
    everybody = register.all()
    tags, sources = analysis.tags, analysis.once(sources_of)
    found = Resolver(tags, analysis.once(frames_of), sources, register.of).run()
    at = dict(register.of)
    for place, (participant, last) in sorted(found.items()):
        at[words.tokens[place].start] = participant
        participant.mentions.append(
            described_mention(
                words, (place, last, last - 1), "pronoun" if last == place + 1 else "nominal", participant.kind
            )
        )
    spoken = (*sources, *(said.source for said in analysis.once(reported_of)))
    described = unnamed_speakers(tags, spoken, at, len(everybody))
    everybody = [*everybody, *described]
    for participant in everybody:
        participant.mentions.sort(key=lambda mention: mention.start)
    return Participants(tuple(everybody), at)


def participants(analysis: Analysis) -> Iterator[Claim]:
    """Yield every participant: first the fullest name, then the other mentions, last those in headline and standfirst.

    "Gen. Ada Osei said … Osei … she" is one participant, name "Ada Osei", title "Gen.", with three mentions.
    """
    display, everybody = Display(analysis), analysis.once(participants_of).all
    surnames = Counter(participant.name.split()[-1] for participant in everybody if participant.kind == "person")
    for participant in everybody:
        mentions = participant.mentions
        best = next((mention for mention in mentions if mention.name == participant.name), mentions[0])
        ordered = [best, *(mention for mention in mentions if mention is not best)]
        surname = participant.name.split()[-1]
        evidence = [analysis.article.span(mention.start, mention.end) for mention in ordered]
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
