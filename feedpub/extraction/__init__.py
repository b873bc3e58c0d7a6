"""Article in, answers out: rules run in ordered stages, and select makes one event of their candidates."""

from pydantic import ValidationError

from feedpub.errors import ExtractionError
from feedpub.extraction.options import Options
from feedpub.extraction.pipeline import run
from feedpub.extraction.trace import Extraction, Extractor
from feedpub.model.article import Article
from feedpub.model.base import fault_of
from feedpub.model.event import Event

__all__ = ["extract", "run"]


def extract(article: Article, options: Options = Options(), extractor: Extractor = run) -> tuple[Event, Extraction]:
    """Make a validated event of an article, with whatever extractor the site uses.

    Args:
        article: to read.
        options: what the site tells the rules.
        extractor: the rules, or another one from the entry-point group ``feedpub.extractors``.

    Returns:
        The event (revision 0), and what the extractor returned, with its trace.

    Raises:
        ExtractionError: the extractor failed, or an answer's evidence does not stand in the article.
    """
    try:
        extraction = extractor(article, options)
        answers = {name: getattr(extraction.answers, name) for name in ("who", "what", "when", "where", "quotes")}
        return Event(id=article.id, status=article.status, article=article, **answers), extraction
    except ValidationError as error:
        field, reason = fault_of(error)
        raise ExtractionError(article.id, f"no event can be made of it: {reason}", field or None) from None
    except Exception as error:
        # An extractor may be anybody's: whatever it raises spoils this article only.
        raise ExtractionError(article.id, f"no event can be made of it: {type(error).__name__}") from error
