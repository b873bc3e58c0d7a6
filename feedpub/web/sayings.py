"""Quotations away from their articles: who said what, and where it stands."""

from dataclasses import dataclass

from feedpub.model.event import Quote
from feedpub.model.feed import Entry
from feedpub.model.selection import Selection
from feedpub.publish import page_path
from feedpub.store import speaker_of
from feedpub.web.outlet import Outlet
from feedpub.web.views import card


@dataclass(frozen=True, slots=True)
class Saying:
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


def saying(outlet: Outlet, entry: Entry, number: int, quote: Quote) -> Saying:
    """Lay out a quotation that a text attributes to somebody.

    Args:
        outlet: whose page it is for.
        entry: that it stands in.
        number: of the quotation in its article, from 1.
        quote: with a speaker.

    Returns:
        The quotation, with the address of its words.
    """
    page = speaker_of(quote, entry.event)
    shown = card(entry, outlet.local(entry.url))
    who = next((who for who in entry.event.who if quote.speaker and who.id == quote.speaker.who), None)
    return Saying(
        text=quote.text,
        speaker=quote.speaker.name if quote.speaker else "",
        speaker_page=outlet.root + page_path(page) if page else "",
        title=who.title if who else None,
        language=shown.language,
        headline=shown.headline,
        url=entry.url,
        path=f"{shown.path}#quotes-{number}-1",
        day=shown.day,
        machine=shown.machine,
        verbatim=quote.kind != "indirect",
    )


def said_by(outlet: Outlet, entry: Entry, speaker: Selection) -> tuple[Saying, ...]:
    """Lay out what one speaker says in an article.

    Args:
        outlet: whose page it is for.
        entry: in which they speak.
        speaker: who.

    Returns:
        The quotations, in the order of the text.
    """
    quotes = enumerate(entry.event.quotes, start=1)
    theirs = ((number, quote) for number, quote in quotes if speaker_of(quote, entry.event) == speaker)
    return tuple(saying(outlet, entry, number, quote) for number, quote in theirs)
