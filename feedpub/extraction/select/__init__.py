"""Candidates become one consistent set of answers, and a trace of what won and lost.

main_event -> roles, people -> dates -> places -> confidence -> trace: the main event is the candidate with the most weight;
its arguments say who did it and to whom, and its passages which of the dates and places are its own.
"""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.select.confidence import of_quote, rated
from feedpub.extraction.select.dates import decide_dates
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.headline import headline_of
from feedpub.extraction.select.main_event import decide_event
from feedpub.extraction.select.people import decide_people
from feedpub.extraction.select.places import decide_places
from feedpub.extraction.select.roles import participants
from feedpub.extraction.trace import Extraction
from feedpub.model.event import Answers, Quote, What, When, Where, Who


def decide(analysis: Analysis) -> list[Decision]:
    """Choose among the candidates of all rooms, each list with the main answer first."""
    event, decisions = decide_event(analysis)
    decisions += decide_people(analysis, participants(analysis, event))
    decisions += decide_dates(analysis, event) + decide_places(analysis, event)
    quotes = (claim.answer for claim in analysis.answers("quotes") if isinstance(claim.answer, Quote))
    return [*decisions, *(Decision(quote, "kept: every quotation is", conditions=of_quote(quote)) for quote in quotes)]


def select(analysis: Analysis) -> Extraction:
    """Choose the answers, say how sure each is, and leave out what is too little so; the trace tells how that came."""
    decisions = [rated(decision, analysis) for decision in decide(analysis)]
    won = [decision.answer for decision in decisions if decision.won]
    answers = Answers(
        who=tuple(answer for answer in won if isinstance(answer, Who)),
        what=next((answer for answer in won if isinstance(answer, What)), None),
        when=tuple(answer for answer in won if isinstance(answer, When)),
        where=tuple(answer for answer in won if isinstance(answer, Where)),
        quotes=tuple(answer for answer in won if isinstance(answer, Quote)),
    )
    headline = headline_of(analysis, answers.what)
    return Extraction(answers=answers, headline=headline, trace=tuple(decision.traced() for decision in decisions))
