"""Quotations: what was said, and who said it."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.document.chunks import Phrase
from feedpub.extraction.document.reporting.attribution import Source, sources_of
from feedpub.extraction.document.reporting.indirect import reported_of
from feedpub.extraction.document.tags import Tags
from feedpub.extraction.document.tagset import POSSESSIVE, RELATIVE
from feedpub.extraction.entities.participants import participants_of
from feedpub.extraction.entities.speakers import anchor
from feedpub.extraction.quotes.kinds import is_quotation, kind_of
from feedpub.language.marks import QuotedSpan
from feedpub.model.event import Quote, QuoteKind, Speaker
from feedpub.model.span import Span


def quotations(analysis: Analysis) -> Iterator[Claim]:
    """Yield every quotation with its speaker, in the text's order; the parts of an interrupted one together.

    “The dam,” the minister said, “is safe.” is one direct quotation; "she called it “a mess”" a mixed one; "Osei said that
    the dam was safe" an indirect one. The film “Dark Water” is none.
    """
    found = sorted([*_marked(analysis), *_reported(analysis)], key=lambda quote: quote.evidence[0].start)
    for number, quote in enumerate(found, 1):
        yield Claim(quote.model_copy(update={"id": f"q{number}"}))


def _marked(analysis: Analysis) -> Iterator[Quote]:
    tags, sources = analysis.tags, analysis.once(sources_of)
    for parts in _grouped(analysis):
        source = sources[parts[0]]
        spans = tuple(span for part in parts if (span := _span(analysis, tags.words.stretches[part])))
        if spans:
            kind = kind_of(tags, tags.words.stretches[parts[0]])
            yield _quote(analysis, spans, kind, source)


def _reported(analysis: Analysis) -> Iterator[Quote]:
    for said in analysis.once(reported_of):
        yield _quote(analysis, (analysis.article.span(said.start, said.end),), "indirect", said.source)


def _quote(analysis: Analysis, spans: tuple[Span, ...], kind: QuoteKind, source: Source | None) -> Quote:
    return Quote(
        id="q",
        text=_text(analysis, spans),
        kind=kind,
        speaker=_speaker(analysis, source) if source else None,
        cue=analysis.tokens[source.cue].text if source and source.cue >= 0 else None,
        evidence=spans,
        rule=f"quotes.{source.rule}" if source else "quotes.marks",
    )


def _grouped(analysis: Analysis) -> Iterator[list[int]]:
    """Put the stretches of one quotation together."""
    tags, sources = analysis.tags, analysis.once(sources_of)
    stretches = tags.words.stretches
    double = any(stretch.double for stretch in stretches) or "''" in tags.words.text
    group: list[int] = []
    for number, source in enumerate(sources):
        if group and _continues(analysis, group[-1], number):
            group.append(number)
            continue
        if group:
            yield group
        group = [number] if is_quotation(tags, number, source, double) else []
    if group:
        yield group


def _continues(analysis: Analysis, before: int, number: int) -> bool:
    """Tell whether a stretch goes on with the one before: over paragraphs, or as in “I,” she said, “go.”."""
    words, sources = analysis.tokens, analysis.once(sources_of)
    one, other = words.stretches[before], words.stretches[number]
    if one.continues:
        return True
    first, second = sources[before], sources[number]
    if first is None or second is None or first.subject != second.subject or first.rule != "report after":
        return False
    gap, inner = words.text[one.end : other.start], words.text[one.inner_start : one.inner_end].rstrip()
    between = one.end <= words.tokens[first.subject.first].start < other.start
    return (
        between
        and inner[-1:] not in ".!?"
        and "." not in gap.replace("Mr.", "").replace("Ms.", "")
        and gap.rstrip()[-1:] in ",—–-"
    )


def _span(analysis: Analysis, stretch: QuotedSpan) -> Span | None:
    text, start, end = analysis.article.text, stretch.inner_start, stretch.inner_end
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    while end > start and text[start].isspace():
        start += 1
    return analysis.article.span(start, end) if end > start else None


def _text(analysis: Analysis, spans: tuple[Span, ...]) -> str:
    """Join the parts: by a space, over paragraphs by a blank line."""
    text = analysis.article.text
    gaps = ("\n\n" if "\n" in text[before.end : span.start] else " " for before, span in pairwise(spans))
    return "".join((spans[0].text, *(gap + span.text for gap, span in zip(gaps, spans[1:], strict=True))))


def _nobody(tags: Tags, subject: Phrase) -> bool:
    """Tell a word that names nobody by itself: "its", "who", "the"; not "it", "they" or "another"."""
    place = subject.first
    alone = tags.of[place] in (POSSESSIVE, RELATIVE) or tags.words.lower[place] in ("the", "a", "an")
    return subject.form == "pronoun" and alone


def _named_of(analysis: Analysis) -> dict[str, list[tuple[int, int]]]:
    """Collect where each participant is named, in order."""
    everybody = analysis.once(participants_of).all
    return {who.id: [(name.start, name.end) for name in who.mentions if name.form == "name"] for who in everybody}


def _speaker(analysis: Analysis, source: Source) -> Speaker | None:
    words, subject = analysis.tokens, source.subject
    everybody = analysis.once(participants_of)
    who = everybody.at.get(anchor(analysis.tags, subject))
    if who is None and subject.form == "pronoun" and source.cue == subject.first + 2 and words.lower[subject.first] == "the":
        # A noun that looks like a verb: "the weekly said".
        subject = subject._replace(last=source.cue, form="nominal")
    if who is None and _nobody(analysis.tags, subject):
        return None
    if subject.mention:
        span = analysis.article.span(subject.mention.start, subject.mention.end)
    else:
        span = analysis.article.span(words.tokens[subject.first].start, words.tokens[subject.last - 1].end)
    evidence = [span]
    if who and subject.form == "pronoun":
        named = analysis.once(_named_of)[who.id]
        before = bisect_left(named, span.start, key=itemgetter(0))
        evidence.extend(analysis.article.span(*place) for place in named[max(before - 1, 0) : before])
    return Speaker(
        name=who.name if who else " ".join(span.text.split()),
        who=who.id if who else None,
        text=span.text,
        evidence=tuple(evidence),
        rule=f"quotes.{source.rule}",
    )
