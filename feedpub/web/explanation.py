"""Why an article's answers are what they are: for each question what won, what lost, and by which rule."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from pydantic import TypeAdapter, ValidationError

from feedpub.extraction.explain import QUESTIONS, explain
from feedpub.extraction.trace import Trace, TracedCandidate
from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.web.outlet import HTML_UTF8, Outlet, missing

_TITLES = {"what": "What", "who": "Who", "when": "When", "where": "Where", "quotes": "Quotes"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question's claims.

    Args:
        name: as the style sheet knows it.
        title: as people know it.
        won: the claims that the event carries, the main answer first.
        lost: those that it does not carry.
    """

    name: str
    title: str
    won: tuple[TracedCandidate, ...]
    lost: tuple[TracedCandidate, ...]


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the explanations.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("explanation", __name__)
    routes.add_url_rule("/articles/<slug:slug>/explanation", "explanation", lambda slug: _explanation(outlet, slug))
    return routes


def _explanation(outlet: Outlet, slug: str) -> Response:
    version = outlet.version()

    def render() -> bytes:
        entry = outlet.publisher.entry(slug)
        if not isinstance(entry, Entry):
            raise missing(entry)
        shown = {"entry": entry, "page": outlet.local(entry.url), "questions": _questions(outlet, entry.event)}
        return render_template("explanation.html", outlet=outlet, **shown).encode()

    return outlet.respond(outlet.publisher.page(f"explanation {slug}", version, render, HTML_UTF8), version)


def _questions(outlet: Outlet, event: Event) -> tuple[Question, ...]:
    if event.status == "canceled":
        return ()  # a notice has no answers to explain
    trace = outlet.store.trace(event.id, event.revision)
    if trace is None:
        return ()  # withdrawn just now
    try:
        explanation = explain(event, TypeAdapter(Trace).validate_json(trace))
    except ValidationError:
        outlet.store.cannot_explain(event.id, event.revision, "the explanation of its answers cannot be read")
    return tuple(
        Question(name, _TITLES[name], explanation.won[name], explanation.lost[name])
        for name in QUESTIONS
        if explanation.won[name] or explanation.lost[name]
    )
