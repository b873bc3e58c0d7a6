"""Our own rules, loaded where an article is extracted, and not where that is only told to a worker process."""

from feedpub.extraction.options import Options
from feedpub.extraction.trace import Extraction, Extractor
from feedpub.model.article import Article
from feedpub.model.event import Event


def extract_article(article: Article, *, options: Options, extractor: Extractor | None) -> tuple[Event, Extraction]:
    """Make a validated event of an article.

    Args:
        article: to read.
        options: what the site tells the rules.
        extractor: another one than the rules; None for them.

    Returns:
        The event, and what the extractor returned, with its trace.

    Raises:
        ExtractionError: the extractor failed, or evidence does not stand in the article.
    """
    from feedpub.extraction import extract, run  # noqa: PLC0415 - half of what a process that only hands out would load

    return extract(article, options, extractor or run)
