"""Pages that lead back in time: the news of one day, and what people said lately."""

from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from flask import Blueprint, Response, render_template

from feedpub.model.event import Quote
from feedpub.model.selection import Selection
from feedpub.publish import gathers
from feedpub.web.dates import day as in_words
from feedpub.web.forms import feed_forms
from feedpub.web.outlet import HTML_UTF8, Outlet, missing
from feedpub.web.paging import asked_page, neighbours, numbered
from feedpub.web.sayings import sayings
from feedpub.web.views import card

_EVENTS = 40
_SAYINGS = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A day, in words and for machines."""

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
    version, number = outlet.version(), asked_page()

    def render() -> bytes:
        entries = outlet.publisher.day(day, _EVENTS + 1, (number - 1) * _EVENTS).entries
        if not entries:
            raise missing(None)
        cards = [card(entry, outlet.local(entry.url)) for entry in entries[:_EVENTS]]
        path = f"{outlet.root}/days/{day}"
        earlier, later = map(_of, outlet.publisher.beside(day))
        shown: dict[str, Any] = {"cards": cards, "earlier": earlier, "later": later, "feeds": feed_forms(outlet)}
        shown |= {"pages": neighbours(path, number, more=len(entries) > _EVENTS), "path": numbered(path, number)}
        shown |= {"indexed": number > 1 or gathers(entries)}
        return render_template("day.html", outlet=outlet, day=in_words(day), machine=day.isoformat(), **shown).encode()

    return outlet.respond(outlet.publisher.page(f"day {day} {number}", version, render, HTML_UTF8), version)


def _of(day: date | None) -> Day | None:
    return Day(in_words(day), day.isoformat()) if day else None


def _quotes(outlet: Outlet) -> Response:
    version = outlet.version()

    def render() -> bytes:
        entries = outlet.publisher.latest(_EVENTS).entries
        found = chain.from_iterable(sayings(outlet, entry, _is_said) for entry in entries)
        shown = list(islice(found, _SAYINGS))
        return render_template("quotes.html", outlet=outlet, sayings=shown, feeds=feed_forms(outlet)).encode()

    return outlet.respond(outlet.publisher.page("quotes", version, render, HTML_UTF8), version)


def _is_said(quote: Quote, _page: Selection | None) -> bool:
    return quote.kind == "direct" and quote.speaker is not None
