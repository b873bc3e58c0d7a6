"""The entity table: everybody in an article, each with every mention (``analysis.layer(entities_of)``)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.reporting import attributions_of, reported_of, sentences_of
from feedpub.extraction.entities import coreference, described, names
from feedpub.extraction.entities.coreference import Resolver
from feedpub.extraction.entities.described import DescribedSpeakers, anchor, mention_of
from feedpub.extraction.entities.entity import DESCRIBED, NAMED, Entity, Reference
from feedpub.extraction.entities.headline import DisplayedNames
from feedpub.extraction.entities.names import NamedEntities
from feedpub.extraction.rule import Rule
from feedpub.model.event import Who

RULES: tuple[Rule[Callable[..., Any]], ...] = (*names.RULES, *coreference.RULES, *described.RULES)


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The entities of an article.

    Args:
        entities: in the order of their first mentions, those without a name last.
        at: the entity of each mention, by its first code point; of "his son" by that of "son".
    """

    entities: tuple[Entity, ...]
    at: dict[int, Entity]

    def entity_of(self, analysis: Analysis, phrase: NounPhrase) -> Entity | None:
        """Return the entity that a phrase means."""
        return self.at.get(anchor(analysis.tags, phrase))


def entities_of(analysis: Analysis) -> EntityTable:
    """Make the table: names, then pronouns and descriptions of those named, then speakers whom nobody names."""
    tags, language, without = analysis.tags, analysis.language, analysis.options.without
    found = NamedEntities(language, without)
    for rule in names.RULES:
        if rule.id not in without:
            rule.find(found, analysis.names)
    entities = _numbered(found)
    _resolve(analysis, found.at)
    speakers = [attribution.speaker for attribution in analysis.layer(attributions_of) if attribution]
    speakers += [said.attribution.speaker for said in analysis.layer(reported_of)]
    describing = [rule for rule in described.RULES if rule.id not in without]
    unnamed = DescribedSpeakers(tags, language, found.at).run(speakers, describing)
    for number, entity in enumerate(unnamed, len(entities) + 1):
        entity.id = f"w{number}"
    entities += unnamed
    for entity in entities:
        entity.references.sort(key=lambda reference: reference.mention.start)
    return EntityTable(tuple(entities), found.at)


def _numbered(found: NamedEntities) -> list[Entity]:
    """Return those named in the order of their first mentions, numbered."""
    everybody = found.people.all + found.organizations.all
    everybody.sort(key=lambda entity: min(reference.mention.start for reference in entity.references))
    for number, entity in enumerate(everybody, 1):
        entity.id = f"w{number}"
        entity.references.sort(key=lambda reference: reference.mention.start)
    return everybody


def _resolve(analysis: Analysis, at: dict[int, Entity]) -> None:
    """Give pronouns and descriptions to those named."""
    tags, rules = analysis.tags, [rule for rule in coreference.RULES if rule.id not in analysis.options.without]
    reporting = [said.attribution.speaker for said in analysis.layer(reported_of)]
    resolver = Resolver(tags, analysis.language, analysis.layer(attributions_of), reporting, at)
    for first, (resolution, rule) in resolver.run(analysis.layer(sentences_of), rules).items():
        entity, last = resolution.entity, resolution.last
        phrase = NounPhrase(first, last, "pronoun" if last == first + 1 else "nominal", None, last - 1)
        mention = mention_of(tags.words, phrase, entity.kind)
        at[mention.start] = entity
        entity.references.append(Reference(mention, rule, resolution.salience, resolution.rival))


def participants(analysis: Analysis) -> Iterator[Candidate]:
    """Propose every entity: first the fullest name, then the other mentions, last those in headline and standfirst."""
    displayed, entities = DisplayedNames(analysis), analysis.layer(entities_of).entities
    surnames = Counter(entity.surname for entity in entities if entity.kind == "person")
    for entity in entities:
        mentions = [reference.mention for reference in entity.references]
        best = next((mention for mention in mentions if mention.name == entity.name), mentions[0])
        ordered = [best, *(mention for mention in mentions if mention is not best)]
        evidence = [analysis.article.span(mention.start, mention.end) for mention in ordered]
        surname = entity.surname if surnames[entity.surname] == 1 else ""
        yield Candidate(
            Who(
                id=entity.id,
                name=entity.name,
                kind=entity.kind,
                title=entity.title(analysis.language) or None,
                affiliation=entity.affiliation or None,
                evidence=(*evidence, *displayed.spans(entity, surname)),
                rule=NAMED if best.form == "name" else DESCRIBED,
            )
        )
