"""Candidates become one consistent set of answers, and a trace of what won and lost.

main_event -> roles, people -> dates -> places -> trace: the main event is the candidate with the most weight; its arguments
say who did it and to whom, and its passages which of the dates and places are its own.
"""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.select.dates import decide_dates
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.main_event import decide_event
from feedpub.extraction.select.people import decide_people
from feedpub.extraction.select.places import decide_places
from feedpub.extraction.select.roles import participants
from feedpub.extraction.trace import Extraction
from feedpub.model.event import Answers, Quote, What, When, Where, Who


def select(analysis: Analysis) -> Extraction:
    """Choose among the candidates of all rooms: the answers, each list with the main answer first, and the trace."""
    event, decisions = decide_event(analysis)
    decisions += decide_people(analysis, participants(analysis, event))
    decisions += decide_dates(analysis, event) + decide_places(analysis, event)
    decisions += [Decision(claim.answer, "kept: every quotation is") for claim in analysis.answers("quotes")]
    won = [decision.answer for decision in decisions if decision.won]
    answers = Answers(
        who=tuple(answer for answer in won if isinstance(answer, Who)),
        what=next((answer for answer in won if isinstance(answer, What)), None),
        when=tuple(answer for answer in won if isinstance(answer, When)),
        where=tuple(answer for answer in won if isinstance(answer, Where)),
        quotes=tuple(answer for answer in won if isinstance(answer, Quote)),
    )
    return Extraction(answers=answers, trace=tuple(decision.traced() for decision in decisions))
