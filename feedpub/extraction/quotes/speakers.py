"""Speakers: the entity that an attribution's words mean, and the features by which it is known how sure that is."""

from bisect import bisect, bisect_left
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.chunks import NounPhrase, speaks
from feedpub.extraction.document.clauses.tagset import CONJUNCTION, OWNS, POSSESSIVE, PRONOUN, RELATIVE
from feedpub.extraction.document.reporting import attributions_of, reported_of
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.entities.entity import Entity, EntityKind
from feedpub.extraction.entities.table import entities_of
from feedpub.model.event import Speaker
from feedpub.model.span import Span

_NEAR = 32  # names before a quotation among which its speaker's may stand


class SpeakerFeatures(NamedTuple):
    """What is known of how a quotation got its speaker.

    Args:
        attribution: id of the rule that found the words which name the speaker.
        form: of these words.
        resolution: id of the rule of coreference that found whom they mean; "" for names and where nobody is known.
        kind: of whom they mean; "" where nobody is known.
        named: whether that has a name in the text.
        able: whether the words name somebody who can speak.
        joined: whether they are several names: "Ada Osei and Bo Lind".
        cued: whether a verb of speech stands with them.
        beside: whether they stand right beside the quotation.
        weak: whether they are only the subject of the last verb before it.
        far: sentences from the words to the quotation.
        candidates: how many entities the words could mean.
        margin: by how much more speaks for the entity than for the next.
        distance: sentences back to the entity's mention before the words, or -1 where it has none.
        agrees: how many cues that were not asked say the same: who spoke last, whose name stands nearest before.
    """

    attribution: str
    form: Literal["name", "nominal", "pronoun"]
    resolution: str
    kind: EntityKind | Literal[""]
    named: bool
    able: bool
    joined: bool
    cued: bool
    beside: bool
    weak: bool
    far: int
    candidates: int
    margin: float
    distance: int
    agrees: int


def features_at(analysis: Analysis, start: int) -> SpeakerFeatures | None:
    """Say how what somebody says from a code point on got its speaker; None where it has none."""
    starts = analysis.layer(_starts)
    place = bisect(starts, start) - 1
    return analysis.layer(_speaker_features)[starts[place]] if place >= 0 else None


def _starts(analysis: Analysis) -> tuple[int, ...]:
    return tuple(sorted(analysis.layer(_speaker_features)))


def _speaker_features(analysis: Analysis) -> dict[int, SpeakerFeatures]:
    """Say how each quotation, and all that is reported, got its speaker, by its first code point or its opening mark's."""
    found: dict[int, SpeakerFeatures] = {}
    spoke: Entity | None = None
    marked = zip(analysis.quoted, analysis.layer(attributions_of), strict=True)
    said = [(span.start, attribution) for span, attribution in marked if attribution]
    said += [(each.start, each.attribution) for each in analysis.layer(reported_of)]
    for start, attribution in sorted(said, key=itemgetter(0)):
        entity, _ = analysis.layer(entities_of).find(analysis.tags, attribution.speaker)
        found[start] = _features(analysis, start, attribution, spoke)
        spoke = entity or spoke
    return found


def _features(analysis: Analysis, start: int, attribution: Attribution, spoke: Entity | None) -> SpeakerFeatures:
    phrase, tokens = attribution.speaker, analysis.tokens
    entity, resolved = analysis.layer(entities_of).find(analysis.tags, phrase)
    place = tokens.at(start)
    return SpeakerFeatures(
        attribution=attribution.rule,
        form="name" if phrase.mention else "pronoun" if phrase.form == "pronoun" else "nominal",
        resolution=resolved.rule if resolved else "",
        kind=entity.kind if entity else "",
        named=bool(entity and entity.has_name),
        able=speaks(analysis.tags, phrase),
        joined=phrase.form == "name" and phrase.mention is None,
        cued=attribution.cue >= 0,
        beside=attribution.beside,
        weak=attribution.weak,
        far=abs(tokens.sentence[place] - tokens.sentence[phrase.first]),
        candidates=resolved.candidates if resolved else 1,
        margin=resolved.salience - resolved.rival if resolved else 1.0,
        distance=resolved.distance if resolved else 0,
        agrees=sum(entity is not None and cue is entity for cue in (spoke, _nearest(analysis, place))),
    )


def _nearest(analysis: Analysis, place: int) -> Entity | None:
    """Return the person whose name stands nearest before a quotation, outside of quotations."""
    tokens, at = analysis.tokens, analysis.layer(entities_of).at
    last = bisect_left(analysis.names, place, key=attrgetter("first"))
    near = reversed(analysis.names[max(last - _NEAR, 0) : last])
    outside = (at[name.start] for name in near if name.start in at and tokens.quoted[name.first] < 0)
    return next((entity for entity in outside if entity.kind == "person"), None)


def speaker_of(analysis: Analysis, attribution: Attribution) -> Speaker | None:
    """Name the entity that an attribution's words mean; where they mean none known, they stand for themselves."""
    phrase, tokens, language = attribution.speaker, analysis.tokens, analysis.language
    entity, _ = analysis.layer(entities_of).find(analysis.tags, phrase)
    lone_article = phrase.form == "pronoun" and tokens.lower[phrase.first] in language.words("coreference", "article")
    bound = phrase.form == "pronoun" and analysis.tags.of[phrase.first] in (POSSESSIVE, RELATIVE)
    if entity is None and (lone_article or bound):
        return None  # "its", "who" and "the" name nobody by themselves; "it", "they" and "another" do
    span = _span(analysis, phrase)
    evidence = [span]
    if entity and phrase.form == "pronoun":
        named = entity.named
        before = bisect_left(named, span.start, key=attrgetter("start"))
        evidence += [analysis.article.span(name.start, name.end) for name in named[max(before - 1, 0) : before]]
    return Speaker(
        name=entity.name if entity else _together(analysis, phrase) or " ".join(span.text.split()),
        who=entity.id if entity and entity.kind not in ("place", "document") else None,
        text=span.text,
        evidence=tuple(evidence),
        rule=attribution.rule,
    )


def _together(analysis: Analysis, phrase: NounPhrase) -> str:
    """Name several by their whole names, "Bo Lind and Ada Osei" in "Lind and mayor Ada Osei said"; "" for anything else."""
    tokens, tags, known = analysis.tokens, analysis.tags, analysis.layer(entities_of)
    owns = (at for at in range(phrase.first, phrase.last) if tags.of[at] == OWNS)
    together, words = list[Entity](), list[str]()
    at = next(owns, phrase.first - 1) + 1  # "the Tamale Post's Ada Osei and Bo Lind"
    while at < phrase.last:
        name = tags.name[at]
        entity = known.at.get(name.start if name else tokens.starts[at])
        joins = tags.of[at] == CONJUNCTION or tokens.texts[at] == ","
        somebody = tags.of[at] == PRONOUN and entity is not None and entity.has_name  # "she and Lind"
        if (name is None and not (joins or somebody)) or (entity and entity in together):
            return ""
        together += [entity] if entity else []
        words.append((" " if tokens.texts[at] != "," else "") + (entity.name if entity else tokens.texts[at]))
        at = name.last if name and entity else at + 1
    return "".join(words).strip()


def _span(analysis: Analysis, phrase: NounPhrase) -> Span:
    if phrase.mention:
        return analysis.article.span(phrase.mention.start, phrase.mention.end)
    return analysis.article.span(analysis.tokens.starts[phrase.first], analysis.tokens.ends[phrase.last - 1])
