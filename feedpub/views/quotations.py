"""Quotations away from their articles: who said what, about whom, and where it stands."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from feedpub.model.event import Event, Quote
from feedpub.model.feed import Entry, Site
from feedpub.model.selection import Selection
from feedpub.model.span import Span
from feedpub.site.addresses import page_path
from feedpub.site.facets import answers_of, speakers_of
from feedpub.views.cards import Card, card
from feedpub.views.snippets import Fragment

_CONTEXT = 260  # characters before and after what was said that are shown with it, beyond which nobody reads on

_MARKS = "”’\"'»)"
_STOPS = (".", "!", "?", "…")
_CLOSING = re.compile(f"[{re.escape(_MARKS)}.!?…]+")
_STOP = re.compile(r"[.!?…][”’\"'»)]*(?=\s|$)")

Chooser = Callable[[Event], Sequence[Quote]]
"""Chooses quotations of an event, in the order of the text."""


@dataclass(frozen=True, slots=True)
class ShownQuotation:
    """One quotation, away from its article.

    Args:
        text: its words.
        speaker: who said it.
        speaker_page: path of the page with all that they said; empty for who is not named.
        title: the speaker's.
        path: of the words in the article.
        verbatim: False for what somebody is reported to have said in other words.
        continued: the quotation before it, in the same article, is by the same speaker.
        context: the paragraphs that it stands in, cut where it begins and ends; empty where they say no more than it does.
    """

    text: str
    speaker: str
    speaker_page: str
    title: str | None
    path: str
    verbatim: bool
    continued: bool
    context: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """The quotations of an article.

    Args:
        card: the article, as lists show it.
        url: absolute address of the article.
        quotations: those that are shown, each speaker's together.
        more: how many others there are.
    """

    card: Card
    url: str
    quotations: tuple[ShownQuotation, ...]
    more: int = 0


def quoted_articles(
    site: Site, entries: Iterable[Entry], choose: Chooser, most: int | None = None, articles: int | None = None
) -> list[QuotedArticle]:
    """Lay out quotations, article by article.

    Args:
        site: whose page they are for.
        entries: that they stand in.
        choose: which of them.
        most: quotations of an article at most; None for all.
        articles: that have any, at most; None for all.

    Returns:
        The articles with any, in their order.
    """
    found = ((entry, chosen) for entry in entries if (chosen := choose(entry.event)))
    return [_quoted(site, entry, chosen, most) for entry, chosen in islice(found, articles)]


def said(event: Event) -> tuple[Quote, ...]:
    """Choose what is quoted word for word of somebody whom the article names."""
    return tuple(one for one in event.quotes if one.kind == "direct" and one.speaker)


def by(speaker: Selection) -> Chooser:
    """Choose what one speaker says.

    Args:
        speaker: who.
    """

    def choose(event: Event) -> tuple[Quote, ...]:
        speakers = speakers_of(event)
        return tuple(one for one in event.quotes if speakers.get(one.id) == speaker)

    return choose


def about(named: Selection) -> Chooser:
    """Choose the quotations in which somebody or something is named that does not speak itself.

    Args:
        named: the person, organization or place.

    Returns:
        Chooses the quotations whose words contain a mention of it.
    """

    def choose(event: Event) -> tuple[Quote, ...]:
        answers = answers_of(event, named) if event.quotes else ()
        mentions = [(span.field, span.start, span.end) for answer in answers for span in answer.evidence]
        found = [one for one in event.quotes if one.speaker and _holds_any(one.evidence, mentions)]
        speakers = speakers_of(event) if found else {}
        return tuple(one for one in found if not _speaks(speakers.get(one.id), named))

    return choose


def _speaks(speaker: Selection | None, named: Selection) -> bool:
    return speaker is not None and named.kind in ("person", "organization") and speaker.slug == named.slug


def _holds_any(spans: Sequence[Span], mentions: Sequence[tuple[str | None, int, int]]) -> bool:
    """Tell whether one of the mentions stands within one of the spans."""
    held = ((span.field, span.start, span.end) for span in spans)
    return any(of == field and first <= start and end <= last for of, first, last in held for field, start, end in mentions)


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""


def _quoted(site: Site, entry: Entry, chosen: Sequence[Quote], most: int | None) -> QuotedArticle:
    """Lay out those chosen of an article, each speaker's together, who speaks first before the others."""
    event, shown = entry.event, card(entry, site)
    numbers = {one.id: number for number, one in enumerate(event.quotes, start=1)}
    speakers, titles = speakers_of(event), {who.id: who.title for who in event.who}
    first: dict[str, int] = {}
    for one in chosen:
        first.setdefault(_name(one), len(first))
    made: list[ShownQuotation] = []
    for one in sorted(chosen, key=lambda quote: first[_name(quote)])[:most]:
        page, speaker = speakers.get(one.id), one.speaker
        made.append(
            ShownQuotation(
                text=one.text,
                speaker=_name(one),
                speaker_page=site.root + page_path(page) if page else "",
                title=titles.get(speaker.who) if speaker and speaker.who else None,
                path=f"{shown.path}#quotes-{numbers[one.id]}-1",
                verbatim=one.kind != "indirect",
                continued=bool(made) and made[-1].speaker == _name(one),
                context=context_of(event, one),
            )
        )
    return QuotedArticle(shown, entry.url, tuple(made), len(chosen) - len(made))


def context_of(event: Event, quote: Quote) -> tuple[Fragment, ...]:
    """Cut out of an article what leads to a quotation, and the sentence in which it ends.

    Args:
        event: that quotes.
        quote: of it.

    Returns:
        The passage, what was said being marked; nothing where it stands in no text, or alone.
    """
    text = event.article.text
    spans = sorted((one.start, one.end) for one in quote.evidence if one.field is None)
    if not spans:
        return ()
    first, last = spans[0][0], max(end for _, end in spans)
    start, stop = _beginning(text, first), _ending(text, last)
    parts = [Fragment("… ")] if start and not text.endswith("\n\n", 0, start) else []
    for begin, finish in spans:
        parts += [Fragment(text[start:begin])] if start < begin else []
        parts += [Fragment(text[max(start, begin) : finish], sought=True)] if finish > start else []
        start = max(start, finish)
    parts += [Fragment(text[start:stop])] if start < stop else []
    return tuple(parts) if _says_more(parts) else ()


def _beginning(text: str, first: int) -> int:
    """Return where the paragraph begins, or a word not too far before what was said."""
    start = text.rfind("\n\n", 0, first) + 2 if "\n\n" in text[:first] else 0
    if first - start <= _CONTEXT:
        return start
    space = text.find(" ", first - _CONTEXT, first)
    return space + 1 if space >= 0 else first - _CONTEXT


def _ending(text: str, last: int) -> int:
    """Return where the sentence ends in which what was said does: with it, where it ends one itself."""
    paragraph = text.find("\n\n", last)
    end = min(len(text) if paragraph < 0 else paragraph, last + _CONTEXT)
    closed = _CLOSING.match(text, last, end)
    said = text[: closed.end() if closed else last].rstrip(_MARKS)
    if said.endswith(_STOPS):
        return closed.end() if closed else last
    stop = _STOP.search(text, last, end)
    return stop.end() if stop else end


def _says_more(parts: Iterable[Fragment]) -> bool:
    return any(letter.isalnum() for part in parts if not part.sought for letter in part.text)
