"""Events as pages list them: what is shown of each, computed before any HTML is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from feedpub.model.article import Article
from feedpub.model.feed import Entry, Site
from feedpub.site.facets import selection_of
from feedpub.views import dates

_PEOPLE = 3
_WIDEST_ZONE = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Card:
    """One event on a page that lists several.

    Args:
        headline: of the article.
        path: of its page.
        language: in which it is written.
        summary: what it says, where that is more than its headline.
        section: in which it stands.
        place: where it happened.
        day: of publication, in words.
        clock: the time of that day; empty where the copy has none.
        machine: the moment, for programs.
        people: who acts or speaks in it, the most important first.
    """

    headline: str
    path: str
    language: str
    summary: str
    section: str | None
    place: str
    day: str
    clock: str
    machine: str
    people: tuple[str, ...]


def cards(entries: Iterable[Entry], site: Site) -> list[Card]:
    """Lay out entries for a list.

    Args:
        entries: to show.
        site: who publishes them.
    """
    return [card(entry, site) for entry in entries]


def card(entry: Entry, site: Site) -> Card:
    """Lay out an entry for a list.

    Args:
        entry: to show.
        site: who publishes it.

    Returns:
        The card.
    """
    event, article = entry.event, entry.event.article
    published = as_copy_says(article.published, entry.published)
    people = (who.name for who in event.who if who.role != "mentioned" and selection_of(who))  # no "officials"
    return Card(
        headline=article.headline,
        path=site.local(entry.url),
        language=article.language,
        summary=summary_of(entry),
        section=article.section,
        place=next((where.name for where in event.where if where.role != "mentioned"), ""),
        day=dates.day(published, site.language),
        clock=f"{published:%H:%M}" if isinstance(published, datetime) else "",
        machine=dates.stamp(published),
        people=tuple(islice(people, _PEOPLE)),
    )


def summary_of(entry: Entry) -> str:
    """Choose what sums an article up without repeating its headline; empty where nothing does."""
    article = entry.event.article
    what = entry.event.what
    said = (article.standfirst, what.summary if what else None, _first_paragraph(article))
    return next((text for text in said if text and not repeats(text, article.headline)), "")


def _first_paragraph(article: Article) -> str:
    return article.text.split("\n\n")[0]


def repeats(text: str | None, headline: str) -> bool:
    """Tell whether a text begins as a headline does that may have lost its end."""
    return text is not None and text.startswith(headline.rstrip("….").rstrip())


def as_copy_says(moment: date | datetime | None, instant: datetime) -> date | datetime:
    """Show an instant as the copy says it, in its zone or as a day; itself where the copy says something else."""
    if isinstance(moment, datetime):
        return moment if moment == instant else instant
    if moment is None or abs(datetime.combine(moment, time(), UTC) - instant) > _WIDEST_ZONE:
        return instant
    return moment
