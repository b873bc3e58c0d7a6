"""Pages that lead back in time: the news of one day, and what people said lately."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request

from feedpub.model.event import Quote
from feedpub.model.feed import Entry
from feedpub.web.dates import day as in_words
from feedpub.web.forms import feed_forms
from feedpub.web.outlet import HTML_UTF8, Outlet
from feedpub.web.problems import Problem, ProblemError
from feedpub.web.views import card

_EVENTS = 40
_SAYINGS = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A day, in words and for machines."""

    day: str
    machine: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One quotation, away from its article."""

    text: str
    speaker: str
    title: str | None
    language: str
    headline: str
    url: str
    path: str
    day: str
    machine: str


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the pages.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("archive", __name__)
    routes.add_url_rule("/days/<day:day>", "day", lambda day: _day(outlet, day))
    routes.add_url_rule("/quotes", "quotes", lambda: _quotes(outlet))
    return routes


def _day(outlet: Outlet, day: date) -> Response:
    version = outlet.version()

    def render() -> bytes:
        entries = outlet.publisher.day(day, version).entries
        if not entries:
            raise ProblemError(Problem(HTTPStatus.NOT_FOUND, f"Nothing is published at {request.path}."))
        cards = [card(entry, outlet.local(entry.url)) for entry in entries]
        earlier, later = neighbours(day, outlet.publisher.days(version))
        shown = {"cards": cards, "earlier": earlier, "later": later, "feeds": feed_forms(outlet)}
        return render_template("day.html", outlet=outlet, day=in_words(day), machine=day.isoformat(), **shown).encode()

    return outlet.respond(outlet.publisher.page(f"day {day}", version, render, HTML_UTF8), version)


def neighbours(day: date, days: tuple[date, ...]) -> tuple[Day | None, Day | None]:
    """Find the days with news before and after one.

    Args:
        day: between them.
        days: all that have news, newest first.

    Returns:
        The nearest earlier and the nearest later day, None where there is none.
    """
    earlier = next((other for other in days if other < day), None)
    later = next((other for other in reversed(days) if other > day), None)
    return _of(earlier), _of(later)


def _of(day: date | None) -> Day | None:
    return Day(in_words(day), day.isoformat()) if day else None


def _quotes(outlet: Outlet) -> Response:
    version = outlet.version()

    def render() -> bytes:
        found = [
            saying(outlet, entry, number, quote)
            for entry in outlet.publisher.latest(version, _EVENTS).entries
            for number, quote in enumerate(entry.event.quotes, start=1)
            if quote.kind == "direct" and quote.speaker
        ]
        return render_template("quotes.html", outlet=outlet, sayings=found[:_SAYINGS], feeds=feed_forms(outlet)).encode()

    return outlet.respond(outlet.publisher.page("quotes", version, render, HTML_UTF8), version)


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
    shown = card(entry, outlet.local(entry.url))
    who = next((who for who in entry.event.who if quote.speaker and who.id == quote.speaker.who), None)
    return Saying(
        text=quote.text,
        speaker=quote.speaker.name if quote.speaker else "",
        title=who.title if who else None,
        language=shown.language,
        headline=shown.headline,
        url=entry.url,
        path=f"{shown.path}#quotes-{number}-1",
        day=shown.day,
        machine=shown.machine,
    )
