"""Competing claims become one consistent set of answers, and a trace of what won and lost.

event -> parties -> roles -> dates, ordering -> trace: the main event is the claim with the most weight; its clause says who
did it and to whom, and which of the dates and places belong to it.
"""

from feedpub.extraction.base import Extraction, Reading
from feedpub.extraction.choose.dates import dates
from feedpub.extraction.choose.event import MainEvent, main_of
from feedpub.extraction.choose.ordering import people, places
from feedpub.extraction.choose.roles import participants
from feedpub.extraction.choose.trace import Ruling, traced
from feedpub.model.event import Answers, Quote, What, When, Where, Who


def choose(reading: Reading) -> Extraction:
    """Choose among the claims of all stages.

    Args:
        reading: with the claims made.

    Returns:
        The answers, each list with the main answer first, and the trace.
    """
    event = main_of(reading)
    rulings = [*_whats(reading, event), *people(reading, participants(reading, event)), *dates(reading, event)]
    rulings += places(reading, event)
    rulings += [Ruling(claim, claim.answer, "kept: every quotation is") for claim in reading.answers("quotes")]
    won = [ruling.answer for ruling in rulings if ruling.answer is not None]
    answers = Answers(
        who=tuple(answer for answer in won if isinstance(answer, Who)),
        what=next((answer for answer in won if isinstance(answer, What)), None),
        when=tuple(answer for answer in won if isinstance(answer, When)),
        where=tuple(answer for answer in won if isinstance(answer, Where)),
        quotes=tuple(answer for answer in won if isinstance(answer, Quote)),
    )
    return Extraction(answers=answers, trace=tuple(traced(ruling) for ruling in rulings))


def _whats(reading: Reading, event: MainEvent | None) -> list[Ruling]:
    """Rule on the claims to be the main event; the winner may get its summary from the headline."""
    rulings = []
    for claim in reading.answers("what"):
        if event is not None and claim is event.claim:
            rulings.append(Ruling(claim, event.what, event.reason))
        else:
            rulings.append(Ruling(claim, None, f"weight {claim.weight:.2f}, less than the winner's"))
    return rulings
