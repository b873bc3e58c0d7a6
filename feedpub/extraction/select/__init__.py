"""Competing claims become one consistent set of answers, and a trace of what won and lost.

event -> parties -> roles -> dates, ordering -> trace: the main event is the claim with the most weight; its clause says who
did it and to whom, and which of the dates and places belong to it.
"""

from feedpub.extraction.base import Analysis, Extraction
from feedpub.extraction.select.dates import dates
from feedpub.extraction.select.event import MainEvent, main_of
from feedpub.extraction.select.ordering import people, places
from feedpub.extraction.select.roles import participants
from feedpub.extraction.select.trace import Ruling, traced
from feedpub.model.event import Answers, Quote, What, When, Where, Who


def select(analysis: Analysis) -> Extraction:
    """Choose among the claims of all stages.

    Args:
        analysis: with the claims made.

    Returns:
        The answers, each list with the main answer first, and the trace.
    """
    event = main_of(analysis)
    rulings = [*_whats(analysis, event), *people(analysis, participants(analysis, event)), *dates(analysis, event)]
    rulings += places(analysis, event)
    rulings += [Ruling(claim, claim.answer, "kept: every quotation is") for claim in analysis.answers("quotes")]
    won = [ruling.answer for ruling in rulings if ruling.answer is not None]
    answers = Answers(
        who=tuple(answer for answer in won if isinstance(answer, Who)),
        what=next((answer for answer in won if isinstance(answer, What)), None),
        when=tuple(answer for answer in won if isinstance(answer, When)),
        where=tuple(answer for answer in won if isinstance(answer, Where)),
        quotes=tuple(answer for answer in won if isinstance(answer, Quote)),
    )
    return Extraction(answers=answers, trace=tuple(traced(ruling) for ruling in rulings))


def _whats(analysis: Analysis, event: MainEvent | None) -> list[Ruling]:
    """Rule on the claims to be the main event; the winner may get its summary from the headline."""
    rulings = []
    for claim in analysis.answers("what"):
        if event is not None and claim is event.claim:
            rulings.append(Ruling(claim, event.what, event.reason))
        else:
            rulings.append(Ruling(claim, None, f"weight {claim.weight:.2f}, less than the winner's"))
    return rulings
