"""Quotations away from their articles: who said what, and where it stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedpub.model.event import Quote
from feedpub.model.feed import Entry, Site
from feedpub.model.selection import Selection
from feedpub.site.addresses import page_path
from feedpub.site.facets import speakers_of
from feedpub.views.cards import card


@dataclass(frozen=True, slots=True)
class ShownQuotation:
    """One quotation, away from its article.

    Args:
        text: its words.
        speaker: who said it.
        speaker_page: path of the page with all that they said; empty for who is not named.
        title: the speaker's.
        language: of the text.
        headline: of the article.
        url: absolute address of the article.
        path: of the words in the article.
        day: of publication, in words.
        machine: the same for machines.
        verbatim: False for what somebody is reported to have said in other words.
    """

    text: str
    speaker: str
    speaker_page: str
    title: str | None
    language: str
    headline: str
    url: str
    path: str
    day: str
    machine: str
    verbatim: bool


def quotations(site: Site, entry: Entry, wanted: Callable[[Quote, Selection | None], bool]) -> Iterator[ShownQuotation]:
    """Lay out quotations of an article.

    Args:
        site: whose page they are for.
        entry: that they stand in.
        wanted: tells of a quotation, and of the events in which its speaker is quoted, whether it is to be shown.

    Yields:
        The quotations wanted, in the order of the text, each with the address of its words.
    """
    shown, speakers = card(entry, site), speakers_of(entry.event)
    titles = {who.id: who.title for who in entry.event.who}
    for number, quote in enumerate(entry.event.quotes, start=1):
        page, speaker = speakers.get(quote.id), quote.speaker
        if wanted(quote, page):
            yield ShownQuotation(
                text=quote.text,
                speaker=speaker.name if speaker else "",
                speaker_page=site.root + page_path(page) if page else "",
                title=titles.get(speaker.who) if speaker and speaker.who else None,
                language=shown.language,
                headline=shown.headline,
                url=entry.url,
                path=f"{shown.path}#quotes-{number}-1",
                day=shown.day,
                machine=shown.machine,
                verbatim=quote.kind != "indirect",
            )


def quotations_of(site: Site, entry: Entry, speaker: Selection) -> tuple[ShownQuotation, ...]:
    """Lay out what one speaker says in an article.

    Args:
        site: whose page it is for.
        entry: in which they speak.
        speaker: who.

    Returns:
        The quotations, in the order of the text.
    """
    return tuple(quotations(site, entry, lambda _quote, page: page == speaker))
