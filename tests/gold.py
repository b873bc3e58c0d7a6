"""Articles of our own with all their answers marked, and how extraction is scored on them.

A file of tests/data/gold is an article: paragraphs (p) in which people (per), organisations (org), places (loc, with
coordinates and country), dates (date, with their value) and quotations (q, with their speaker) are marked, and what may be
said of its main event (event).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import cos, hypot, radians
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from feedpub.extraction import extract
from feedpub.language.dateline import dateline_of
from feedpub.model.article import Article
from feedpub.model.document import article_id
from feedpub.model.event import Event

FOLDER = Path(__file__).parent / "data" / "gold"
NEAR = 161  # km, as in the literature on toponym resolution (100 miles)
_SMALL = frozenset(
    ("a", "an", "the", "of", "for", "in", "at", "to", "on", "and", "by", "his", "her", "mr", "mrs", "ms", "dr")
)

_PRONOUNS = frozenset(("a", "an", "the", "he", "she", "it", "they", "his", "her", "its", "their", "one", "two", "both"))


class Marked(NamedTuple):
    """A stretch of the text that is marked.

    Args:
        kind: q, per, org, loc or date.
        start: first code point.
        end: the code point after the last.
        value: the speaker's name, the date's value, or "latitude,longitude".
        country: of a place.
    """

    kind: str
    start: int
    end: int
    value: str
    country: str


@dataclass
class Gold:
    """An article with its answers.

    Args:
        article: as a reader would make it.
        marks: in the order in which they end.
        event: the phrases, and for when the values, that answer each question about the main event.
    """

    article: Article
    marks: list[Marked]
    event: dict[str, list[str]]


@dataclass
class Count:
    """What was found of what there is."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.there) if self.right else 0.0


@dataclass
class Tally:
    """Counts by figure: quotes, speakers, people, organizations, dates, places, event."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, figure: str, right: int, found: int, there: int) -> None:
        """Count in one article."""
        count = self.counts.setdefault(figure, Count())
        count.right += right
        count.found += found
        count.there += there

    def figures(self) -> dict[str, float]:
        """Each figure's F1."""
        return {name: round(count.f1, 3) for name, count in self.counts.items()}


def read(path: Path) -> Gold:
    """Read a marked article."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own files
    text, marks = "", list[Marked]()
    for paragraph in root.iter("p"):
        text += "\n\n" if text else ""
        text = _walk(paragraph, text, marks)
    event = root.find("event")
    answers: dict[str, list[str]] = {}
    for answer in event if event is not None else ():
        answers.setdefault(answer.tag, []).append(answer.get("is") or answer.text or "")
    article = Article(
        id=article_id("gold", path.stem),
        headline=root.get("headline", ""),
        standfirst=root.get("standfirst"),
        text=text,
        dateline=dateline_of(text, "en"),
        published=date.fromisoformat(root.get("published", "")),
        source="gold",
    )
    return Gold(article, marks, answers)


def _walk(element: ElementTree.Element, text: str, marks: list[Marked]) -> str:
    start = len(text)
    text += element.text or ""
    for child in element:
        text = _walk(child, text, marks) + (child.tail or "")
    if element.tag != "p":
        value = element.get("by") or element.get("is") or element.get("at") or ""
        marks.append(Marked(element.tag, start, len(text), value, element.get("in", "")))
    return text


def score(gold: Sequence[Gold]) -> dict[str, float]:
    """Extract each article, and compare.

    Returns:
        F1 by figure: quotations, those with their speakers, mentions of people and of organisations, dates by value, places
        by coordinates, and the share of main events' answers that are right.
    """
    tally = Tally()
    for one in gold:
        event, _ = extract(one.article)
        _score_quotes(one, event, tally)
        for kind, figure, name in (("per", "people", "person"), ("org", "organizations", "organization")):
            spans = [span for who in event.who if who.kind == name for span in who.evidence if span.field is None]
            named = [(span.start, span.end) for span in spans if _is_named(span.text)]
            _score_spans([m for m in one.marks if m.kind == kind], named, figure, tally)
        _score_dates(one, event, tally)
        _score_places(one, event, tally)
        _score_event(one, event, tally)
    return tally.figures()


def _is_named(mention: str) -> bool:
    """Tell a name from a pronoun or a description that begins a sentence."""
    first, *others = re.findall(r"\w+", mention)
    return any(word[0].isupper() for word in (others if first.lower() in _PRONOUNS else [first, *others]))


def _score_spans(marks: Sequence[Marked], found: Sequence[tuple[int, int]], figure: str, tally: Tally) -> None:
    hit = [mark for mark in marks if any(start < mark.end and mark.start < end for start, end in found)]
    right = [1 for start, end in found if any(start < mark.end and mark.start < end for mark in marks)]
    tally.add(figure, min(len(hit), len(right)), len(found), len(marks))


def _score_quotes(one: Gold, event: Event, tally: Tally) -> None:
    marks = [mark for mark in one.marks if mark.kind == "q"]
    found = [(span, quote) for quote in event.quotes if quote.kind != "indirect" for span in quote.evidence]
    spans = speakers = 0
    for mark in marks:
        match = next((quote for span, quote in found if _share(span.start, span.end, mark) > 0.5), None)
        spans += match is not None
        speakers += match is not None and match.speaker is not None and _same_name(match.speaker.name, mark.value)
    tally.add("quotations", spans, len(found), len(marks))
    tally.add("quotations with speakers", speakers, len(found), len(marks))


def _share(start: int, end: int, mark: Marked) -> float:
    common = min(end, mark.end) - max(start, mark.start)
    return common / (max(end, mark.end) - min(start, mark.start))


def _same_name(one: str, other: str) -> bool:
    words, others = _content(one), _content(other)
    return bool(words) and (set(words) <= set(others) or set(others) <= set(words))


def _content(phrase: str) -> list[str]:
    words: list[str] = re.findall(r"\w+", phrase.lower())
    return [word for word in words if word not in _SMALL]


def _score_dates(one: Gold, event: Event, tally: Tally) -> None:
    marks = [mark for mark in one.marks if mark.kind == "date"]
    found = [(span, when.value[:10]) for when in event.when for span in when.evidence if span.field is None]
    right = sum(any(s.start < m.end and m.start < s.end and value == m.value for s, value in found) for m in marks)
    tally.add("dates", right, len(found), len(marks))


def _score_places(one: Gold, event: Event, tally: Tally) -> None:
    marks = [mark for mark in one.marks if mark.kind == "loc"]
    places = [where for where in event.where if where.use in ("literal", "metonym") and where.kind != "venue"]
    found = [(span, where) for where in places for span in where.evidence if span.field is None]
    right = 0
    for mark in marks:
        for span, where in found:
            if span.start < mark.end and mark.start < span.end:
                country = where.kind == "country" and where.country_code == mark.country
                right += country or _distance((where.latitude, where.longitude), mark.value) <= NEAR
                break
    tally.add("places", right, len(found), len(marks))


def _distance(point: tuple[float | None, float | None], other: str) -> float:
    latitude, longitude = map(float, other.split(","))
    if point[0] is None or point[1] is None:
        return float("inf")
    return hypot(point[0] - latitude, (point[1] - longitude) * cos(radians(latitude))) * 111.2


def _score_event(one: Gold, event: Event, tally: Tally) -> None:
    agent = next((f"{who.title or ''} {who.name}" for who in event.who), "")
    day = next((when.value[:10] for when in event.when if when.role == "event"), "")
    place = next((where.name for where in event.where if where.role in ("event", "dateline")), "")
    action = event.what.action if event.what else ""
    right = _alike(agent, one.event["who"]) + _alike(action, one.event["what"]) + _alike(place, one.event["where"])
    right += day in one.event["when"]
    tally.add("main event", right, 4, 4)


def _alike(answer: str, wanted: Iterable[str]) -> bool:
    """Tell whether an answer shares half its content words with a right one (token F1)."""
    words = _content(answer)
    for phrase in wanted:
        others = _content(phrase)
        if words and 2 * len(set(words) & set(others)) / (len(set(words)) + len(set(others))) >= 0.5:
            return True
    return False
