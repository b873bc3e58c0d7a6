"""Extraction on one page: its stages, in order, and their rules."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pydantic import ValidationError

from feedpub.errors import ExtractionError
from feedpub.extraction.candidate import Candidate, Question
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.reporting import RULES as REPORTING_RULES
from feedpub.extraction.edits import edited
from feedpub.extraction.entities.table import RULES as ENTITY_RULES
from feedpub.extraction.entities.table import participants
from feedpub.extraction.event.candidates import RULES as EVENT_RULES
from feedpub.extraction.event.candidates import event_candidates
from feedpub.extraction.options import Options
from feedpub.extraction.places.rules import RULES as PLACE_RULES
from feedpub.extraction.quotes.quotations import RULES as QUOTE_RULES
from feedpub.extraction.quotes.quotations import quotations
from feedpub.extraction.rule import Rule
from feedpub.extraction.select import select
from feedpub.extraction.select.resolution import RULES as SELECT_RULES
from feedpub.extraction.select.sparing import Sparing
from feedpub.extraction.times.grammar import rules_of as time_rules_of
from feedpub.extraction.trace import Extraction, Extractor
from feedpub.language.en import ENGLISH
from feedpub.language.registry import language_of
from feedpub.model.article import Article
from feedpub.model.base import fault_of
from feedpub.model.event import Answers, Event

RULES: tuple[Rule[Callable[..., Any]], ...] = (
    *REPORTING_RULES,
    *time_rules_of(ENGLISH),
    *PLACE_RULES,
    *ENTITY_RULES,
    *QUOTE_RULES,
    *EVENT_RULES,
    *SELECT_RULES,
)
"""Every rule, in the order of the layers."""


STAGES: tuple[tuple[Question, Callable[[Analysis], Iterator[Candidate]]], ...] = (
    ("quotes", quotations),
    ("who", participants),
    ("what", event_candidates),
)
"""The questions that have candidates, each with what proposes them; a later one reads those before."""


def run(article: Article, options: Options) -> Extraction:
    """Find the five answers in an article by rules.

    Args:
        article: to read.
        options: what the site tells the rules.

    Returns:
        The answers and the trace; both empty for a language without rules.
    """
    if language_of(article.language) is None:
        return Extraction(answers=Answers())
    analysis, sparing = Analysis(article, options), Sparing()
    for question, propose in STAGES:
        sparing.tried(question, partial(_claim, analysis, propose), None)
    return select(analysis, sparing)


def _claim(analysis: Analysis, propose: Callable[[Analysis], Iterator[Candidate]]) -> None:
    """Add candidates; where proposing fails, those proposed before stay."""
    for found in propose(analysis):
        if found.answer.rule not in analysis.options.without:
            analysis.claims.append(found)


def extract(article: Article, options: Options = Options(), extractor: Extractor = run) -> tuple[Event, Extraction]:
    """Make a validated event of an article, with whatever extractor the site uses.

    Args:
        article: to read.
        options: what the site tells the rules.
        extractor: the rules, or another one from the entry-point group ``feedpub.extractors``.

    Returns:
        The event (revision 0), and what the extractor returned, with its trace.

    Raises:
        ExtractionError: the extractor failed, or an editor's or an answer's evidence does not stand in the article.
    """
    try:
        extraction = edited(article, extractor(article, options))
        answers = {name: getattr(extraction.answers, name) for name in Answers.model_fields}
        if article.headline_generated and extraction.headline:
            article = article.model_copy(update={"headline": extraction.headline})
        return Event(id=article.id, status=article.status, article=article, **answers), extraction
    except ValidationError as error:
        field, reason = fault_of(error)
        raise ExtractionError(article.id, f"no event can be made of it: {reason}", field or None) from None
    except ExtractionError:
        raise
    except Exception as error:
        # An extractor may be anybody's: whatever it raises spoils this article only.
        raise ExtractionError(article.id, f"no event can be made of it: {type(error).__name__}") from error
