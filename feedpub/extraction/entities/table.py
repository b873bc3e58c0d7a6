"""The entity table: everybody in an article, each with every mention (``analysis.layer(entities_of)``)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.reporting import attributions_of, reported_of, sentences_of
from feedpub.extraction.entities import names, referents
from feedpub.extraction.entities.coreference import Resolver
from feedpub.extraction.entities.entity import DESCRIBED, NAMED, Entity, Reference
from feedpub.extraction.entities.headline import DisplayedNames
from feedpub.extraction.entities.names import NamedEntities
from feedpub.extraction.entities.referring import anchor
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.rule import Rule
from feedpub.model.event import Who
from feedpub.model.span import Span

_TEAM = frozenset(("record after", "town of team", "after beat", "before beaten"))
"""Cues by which what has a town's name is its team."""

RULES: tuple[Rule[Callable[..., Any]], ...] = (*names.RULES, *referents.RULES)


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The entities of an article.

    Args:
        entities: in the order of their first mentions, those without a name last.
        at: the entity of each mention, by its first code point; of "his son" by that of "son".
        resolved: pronouns and descriptions, by the same.
    """

    entities: tuple[Entity, ...]
    at: dict[int, Entity]
    resolved: dict[int, Reference]

    def find(self, tags: Tags, phrase: NounPhrase) -> tuple[Entity | None, Reference | None]:
        """Return the entity that a phrase means, and what resolved it where it is no name."""
        if phrase.form == "name" and phrase.mention is None:
            return None, None  # "Ada Osei and Bo Lind"
        start = phrase.mention.start if phrase.mention and phrase.mention.start in self.at else -1
        start = start if start >= 0 else anchor(tags, phrase.first, phrase.head, phrase.form)
        return self.at.get(start), self.resolved.get(start)


def entities_of(analysis: Analysis) -> EntityTable:
    """Make the table: names, then pronouns and descriptions."""
    without = analysis.options.without
    found = NamedEntities(analysis.language, without)
    for rule in names.RULES:
        if rule.id not in without:
            rule.find(found, analysis.names)
    named = _ordered(found.people.all + found.organizations.all)
    for number, entity in enumerate(named, 1):
        entity.id = f"w{number}"
    speakers = [(one.speaker, number) for number, one in enumerate(analysis.layer(attributions_of)) if one]
    speakers += [(said.attribution.speaker, -1) for said in analysis.layer(reported_of)]
    resolver = Resolver(analysis.tags, analysis.language, speakers, found.at)
    resolver.run(analysis.layer(sentences_of), [rule for rule in referents.RULES if rule.id not in without])
    unnamed = _ordered(resolver.made.values())
    for number, entity in enumerate(sorted(unnamed, key=lambda entity: not entity.speaks), len(named) + 1):
        entity.id = f"w{number}"
    _find_places(analysis, named)
    for entity in named:
        entity.references.sort(key=lambda reference: reference.mention.start)
    return EntityTable((*named, *unnamed), found.at, resolver.references)


def _find_places(analysis: Analysis, named: Iterable[Entity]) -> None:
    """Tell the places among those named: all of whose names stand for places or in the dateline.

    Neither whoever speaks nor a team that goes by its town's name is one.
    """
    places = analysis.layer(place_candidates)
    spots = {(mention.span.start, mention.span.end) for place in places for mention in place.mentions}
    venues = {place.name for place in places if place.row.kind == "venue" and place.use == "literal"}
    dateline = analysis.dateline.end if analysis.dateline else 0
    for entity in named:
        names = entity.named
        placed = entity.name in venues or all((name.start, name.end) in spots for name in names)
        sure = entity.kind == "person" and any(name.sure for name in names)
        sure |= any(name.kind == "organization" and not _TEAM.isdisjoint(name.cues) for name in names)
        if not (entity.speaks or sure) and (placed or all(name.end <= dateline for name in names)):
            entity.kind = "place"


def _ordered(entities: Iterable[Entity]) -> list[Entity]:
    """Return entities in the order of their first mentions, with their mentions in order."""
    for entity in entities:
        entity.references.sort(key=lambda reference: reference.mention.start)
    return sorted(entities, key=lambda entity: entity.references[0].mention.start)


def participants(analysis: Analysis) -> Iterator[Candidate]:
    """Propose whoever has a name or speaks: first the fullest name, then the other mentions, last those in the headline."""
    entities = [one for one in analysis.layer(entities_of).entities if one.has_name or one.speaks]
    displayed, surnames = DisplayedNames(analysis), Counter(one.surname for one in entities if one.kind == "person")
    for entity in entities:
        surname = entity.surname if surnames[entity.surname] == 1 else ""
        if who := answer(analysis, entity, displayed.spans(entity, surname)):
            yield Candidate(who)


def answer(analysis: Analysis, entity: Entity, displayed: Iterable[Span] = ()) -> Who | None:
    """Make the answer that an entity is; none of a place or a document.

    Args:
        analysis: of the article.
        entity: of the table.
        displayed: where headline and standfirst name it.
    """
    if entity.kind in ("place", "document") or (entity.kind == "unknown" and not entity.speaks):
        return None
    mentions = [reference.mention for reference in entity.references]
    best = next((mention for mention in mentions if mention.name == entity.name), mentions[0])
    ordered = [best, *(mention for mention in mentions if mention is not best)]
    return Who(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        title=entity.title(analysis.language) or None,
        affiliation=entity.affiliation or None,
        evidence=(*(analysis.article.span(mention.start, mention.end) for mention in ordered), *displayed),
        rule=NAMED if best.form == "name" else DESCRIBED,
    )
