"""Candidates become one consistent set of answers, and a trace of what won and lost.

main_event -> roles, people -> dates -> places -> confidence -> trace: the main event is the candidate with the most weight;
its arguments say who did it and to whom, and its passages which of the dates and places are its own.
"""

from functools import partial

from feedpub.extraction.candidate import question_of
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.select.confidence import of_quote, rated
from feedpub.extraction.select.dates import decide_dates
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.headline import headline_of
from feedpub.extraction.select.main_event import MainEvent, decide_event
from feedpub.extraction.select.people import decide_people
from feedpub.extraction.select.places import decide_places
from feedpub.extraction.select.roles import participants
from feedpub.extraction.select.sparing import Sparing
from feedpub.extraction.trace import Extraction
from feedpub.model.event import Answers, Quote, What, When, Where, Who


def decide(analysis: Analysis, sparing: Sparing) -> list[Decision]:
    """Choose among the candidates of all rooms, each list with the main answer first."""
    nothing: tuple[MainEvent | None, list[Decision]] = None, []
    event, decisions = sparing.tried("what", lambda: decide_event(analysis), nothing)
    decisions += sparing.tried("who", lambda: decide_people(analysis, participants(analysis, event)), [])
    decisions += sparing.tried("when", lambda: decide_dates(analysis, event), [])
    decisions += sparing.tried("where", lambda: decide_places(analysis, event), [])
    quotes = (claim.answer for claim in analysis.answers("quotes") if isinstance(claim.answer, Quote))
    return [*decisions, *(Decision(quote, "kept: every quotation is", conditions=of_quote(quote)) for quote in quotes)]


def select(analysis: Analysis, sparing: Sparing) -> Extraction:
    """Choose the answers, say how sure each is, and leave out what is too little so; the trace tells how that came.

    Args:
        analysis: with the candidates of all stages.
        sparing: holds what failed so far, and is told what fails now.
    """
    decisions = [
        rating
        for decision in decide(analysis, sparing)
        if (rating := sparing.tried(question_of(decision.answer), partial(rated, decision, analysis), None))
    ]
    won = [decision.answer for decision in decisions if decision.won]
    who = tuple(answer for answer in won if isinstance(answer, Who))
    known = {each.id for each in who}
    answers = Answers(
        who=who,
        what=next((answer for answer in won if isinstance(answer, What)), None),
        when=tuple(answer for answer in won if isinstance(answer, When)),
        where=tuple(answer for answer in won if isinstance(answer, Where)),
        quotes=tuple(_of_known(answer, known) for answer in won if isinstance(answer, Quote)),
    )
    headline = sparing.tried("what", lambda: headline_of(analysis, answers.what), None)
    trace = (*(decision.traced() for decision in decisions), *sparing.failures)
    return Extraction(answers=answers, headline=headline, trace=trace)


def _of_known(quote: Quote, known: set[str]) -> Quote:
    """Let a speaker be nobody of ``who`` where choosing the people failed."""
    if quote.speaker is None or quote.speaker.who is None or quote.speaker.who in known:
        return quote
    return quote.model_copy(update={"speaker": quote.speaker.model_copy(update={"who": None})})
