"""Articles to find dates in, and what is found."""

from datetime import date

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.options import Options
from feedpub.extraction.select.dates import decide_dates as decided
from feedpub.model.article import Article
from feedpub.model.event import When
from tests.builders import written


def article(text: str, published: str | date | None = "2024-04-24", headline: str | None = None) -> Article:
    return written(
        id="urn:uuid:00000000-0000-5000-8000-000000000000",
        headline=headline or "untitled",
        headline_generated=headline is None,
        text=text,
        published=published,
    )


def dates(text: str, published: str | date | None = "2024-04-24", *, day_first: bool = False) -> list[When]:
    analysis = Analysis(article(text, published), Options(day_first=day_first))
    return [each.answer for each in decided(analysis, None) if isinstance(each.answer, When)]


def found(text: str, published: str | date | None = "2024-04-24", *, day_first: bool = False) -> list[tuple[str, str]]:
    """Every mention in the order of the text, as (words, value)."""
    spans = [(span, when.value) for when in dates(text, published, day_first=day_first) for span in when.evidence]
    return [(span.text, value) for span, value in sorted(spans, key=lambda each: (each[0].start, -each[0].end))]
