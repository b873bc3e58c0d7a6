"""Quotations: what was said, and who said it."""

from collections.abc import Iterator

from feedpub.extraction.base import Claim, Reading
from feedpub.extraction.mentions.words import quotations_of, words_of
from feedpub.extraction.quotes.attribution import Source, sources_of
from feedpub.extraction.who import participants_of
from feedpub.model.event import Quote, Speaker


def quotations(reading: Reading) -> Iterator[Claim]:
    """Yield every quotation with its speaker."""
    words = reading.once(words_of)
    for number, (stretch, source) in enumerate(zip(reading.once(quotations_of), reading.once(sources_of), strict=True)):
        start, end = stretch.inner_start, stretch.inner_end
        while end > start and (words.text[end - 1].isspace() or words.text[end - 1] == ","):
            end -= 1
        while end > start and words.text[start].isspace():
            start += 1
        if end == start:
            continue
        span = reading.article.span(start, end)
        speaker = _speaker(reading, source) if source else None
        yield Claim(
            Quote(
                id=f"q{number}",
                text=span.text,
                kind="direct",
                speaker=speaker,
                evidence=(span,),
                rule=source.rule if source else "x",
            )
        )


def _speaker(reading: Reading, source: Source) -> Speaker:
    words = reading.once(words_of)
    span = reading.article.span(words.tokens[source.subject.first].start, words.tokens[source.subject.last - 1].end)
    everybody = reading.once(participants_of)
    first = source.subject.mention.first if source.subject.mention else source.subject.first
    who = everybody.at.get(words.tokens[first].start)
    return Speaker(
        name=who.name if who else span.text, who=who.id if who else None, text=span.text, evidence=(span,), rule=source.rule
    )
