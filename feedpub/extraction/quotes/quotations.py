"""Quotations: what was said, and the entity that said it."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias

from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.reporting import attributions_of, reported_of
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.quotes.kinds import kind_of, why_no_quotation
from feedpub.extraction.quotes.speakers import speaker_of
from feedpub.extraction.rule import Rule
from feedpub.language.marks import QuotedSpan
from feedpub.model.event import Quote, QuoteKind
from feedpub.model.span import Span

FindQuotes: TypeAlias = Callable[[Analysis], Iterator[Quote]]


def quotations(analysis: Analysis) -> Iterator[Candidate]:
    """Propose every quotation with its speaker, in the text's order; the spans of an interrupted one together.

    “The dam,” the minister said, “is safe.” is one direct quotation; "she called it “a mess”" a mixed one; "Osei said that
    the dam was safe" an indirect one. The film “Dark Water” is none.
    """
    found = sorted([*_marked(analysis), *_reported(analysis)], key=lambda quote: quote.evidence[0].start)
    for number, quote in enumerate(found, 1):
        yield Candidate(quote.with_valid(id=f"q{number}"))


def _marked(analysis: Analysis) -> Iterator[Quote]:
    attributions = analysis.layer(attributions_of)
    for numbers in _joined(analysis):
        spans = [span for number in numbers if (span := _said(analysis, analysis.quoted[number]))]
        if spans:
            kind = kind_of(analysis.text, analysis.quoted[numbers[0]])
            yield _quote(analysis, tuple(spans), kind, attributions[numbers[0]])


def _reported(analysis: Analysis) -> Iterator[Quote]:
    for said in analysis.layer(reported_of):
        yield _quote(analysis, (analysis.article.span(said.start, said.end),), said.kind, said.attribution)


def _quote(analysis: Analysis, spans: tuple[Span, ...], kind: QuoteKind, attribution: Attribution | None) -> Quote:
    return Quote(
        id="q",
        text=_text(analysis.text, spans),
        kind=kind,
        speaker=speaker_of(analysis, attribution) if attribution else None,
        cue=analysis.tokens.texts[attribution.cue] if attribution and attribution.cue >= 0 else None,
        evidence=spans,
        rule=attribution.rule if attribution else MARKS.id,
    )


def _joined(analysis: Analysis) -> Iterator[list[int]]:
    """Put the spans of one quotation together, by their numbers; leave out what is no quotation."""
    joined: list[int] = []
    for number, attribution in enumerate(analysis.layer(attributions_of)):
        if joined and _continues(analysis, joined[-1], number):
            # “I go,” Osei wrote in her book, “Ash and Apricot.”
            apart = (
                not analysis.quoted[joined[-1]].continues and why_no_quotation(analysis, number, attribution) == "a title"
            )
            joined += [] if apart else [number]
            continue
        if joined:
            yield joined
        joined = [] if why_no_quotation(analysis, number, attribution) else [number]
    if joined:
        yield joined


def _continues(analysis: Analysis, before: int, number: int) -> bool:
    """Tell whether a span goes on with the one before: over paragraphs, or as in “I,” she said, “go.”."""
    one, other = analysis.quoted[before], analysis.quoted[number]
    if one.continues:
        return True
    first, second = (analysis.layer(attributions_of)[place] for place in (before, number))
    if first is None or second is None or first.speaker != second.speaker or not first.beside:
        return False
    tokens, text = analysis.tokens, analysis.text
    between = tokens.texts[tokens.at(one.end) : tokens.at(other.start)]
    ended = text[one.inner_start : one.inner_end].rstrip()[-1:] in ".!?" or "." in between
    interrupts = one.end <= tokens.starts[first.speaker.first] < other.start
    return interrupts and not ended and between[-1:] in ([","], ["—"], ["–"], ["-"])


def _said(analysis: Analysis, quoted: QuotedSpan) -> Span | None:
    """Return what stands between the marks, without white space at its ends."""
    text, start, end = analysis.text, quoted.inner_start, quoted.inner_end
    while end > start and text[end - 1].isspace():
        end -= 1
    while end > start and text[start].isspace():
        start += 1
    return analysis.article.span(start, end) if end > start else None


def _text(text: str, spans: tuple[Span, ...]) -> str:
    """Join the spans: by a space, over paragraphs by a blank line."""
    gaps = ("\n\n" if "\n" in text[before.end : span.start] else " " for before, span in pairwise(spans))
    return "".join((spans[0].text, *(gap + span.text for gap, span in zip(gaps, spans[1:], strict=True))))


MARKS: Rule[FindQuotes] = Rule(
    "quotes.marks",
    "quotes",
    _marked,
    (
        "A banner hung from the bridge. “[No more dams in our valley, no more lies!=nobody]”",
        "Rain fell.\n\n“[It will be over soon, and nobody will know why.=nobody]”\n\nThe port closed.",
        "A sign hung there:\n\n“[No more dams in our valley=nobody]”\n\nThe port closed.",
    ),
    (
        "Osei starred in the film “[Dark Water]” and on Radio Tamale's “[Morning Post.]”",
        "The band played hits like “[Dark Water],” “[The Gate]” and “[Boats of the North],” Osei said.",
        "Robert “[Bobby]” Lind won the race.",
        "The so-called “[summit]” lasted an hour.",
        "The market for so-called “[boat-like]” drinks is late, Ada Osei said.",
        "They host links, called “[trackers]”, that point to others, Ada Osei said.",
        "Ada Osei worried about a role in a film like “[Harbour,]” given that she had no training.",
        "Bo Lind is angry with the “[Cold Rain]” singer, a source claimed.",
        "Ada Osei said the band opened with “[You Cannot Stop Us Now]” and the choir sang “[You Will Not Pass]” on Monday.",
        "After hitting “[Dark Water,]” Ada Osei told the crowd, “that was lovely.”",
        "Ada Osei agreed to return the cash for the use of “[Yes]” and to lose her trademark of the word “[No]” in May.",
        "Ada Osei is defending a campaign with the slogan “[Slow, we’re on it.]”",
        "The “[Dark Water]” actress left the port.",
        "The “[Harbour]” actor said he was ill.",
        "“We go,” Ada Osei said.\n\n2. “[The harbour problem]”\n\nBo Lind told of the harbour.",
        "Ada Osei spoke of the time that is known as “La Fuerza” (“[The Force]”).",
        "Ada Osei, nicknamed the “[wonder girl]”, said she would resign.",
        "“We go,” Ada Osei wrote in her book, “[Dark Water.]”",
        "Sales rose, Bo Lind said, joining a wave that has become a “[flood,]” so to speak, in the trade.",
    ),
)
RULES: tuple[Rule[FindQuotes], ...] = (MARKS,)
