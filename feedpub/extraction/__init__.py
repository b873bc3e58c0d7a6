"""Article in, answers out: rules run in ordered stages, and select makes one event of their claims."""

from pydantic import ValidationError

from feedpub.errors import ExtractionError
from feedpub.extraction import event, places, times
from feedpub.extraction.base import Analysis, Extraction, Extractor, Options, Stage
from feedpub.extraction.entities.participants import participants
from feedpub.extraction.quotes.quotations import quotations
from feedpub.extraction.select import select
from feedpub.model.article import Article
from feedpub.model.base import fault_of
from feedpub.model.event import Answers, Event

STAGES: tuple[Stage, ...] = (
    Stage("quotes", (quotations,)),
    Stage("who", (participants,)),
    Stage("when and where", (times.timexes, places.places)),
    Stage("what", (event.main_event,)),
)
LANGUAGES = ("en",)


def run(article: Article, options: Options) -> Extraction:
    """Find the five answers in an article by rules.

    Args:
        article: to read.
        options: what the site tells the rules.

    Returns:
        The answers and the trace; both empty for a language without rules.
    """
    if article.language.split("-")[0].lower() not in LANGUAGES:
        return Extraction(answers=Answers())
    analysis = Analysis(article, options)
    for stage in STAGES:
        for rule in stage.rules:
            analysis.claims.extend(rule(analysis))
    return select(analysis)


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
