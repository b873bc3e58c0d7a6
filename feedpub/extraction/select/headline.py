"""A headline for an article that came without one: who did what, in the words of the sentence that tells the main event."""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.model.event import What

_LONGEST = 110  # characters, as search engines long showed them
_DOUBLE = '"“”'  # marks of quotations


def headline_of(analysis: Analysis, what: What | None) -> str | None:
    """Cut a headline out of the sentence that tells the main event: from its subject to the end of the action.

    Args:
        analysis: of the article.
        what: its main event.

    Returns:
        The headline; None where the article has its own or one made of a standfirst that tells the event, and where the
        clause says not who ("she resigned"), is longer than 110 characters, or ends within a quotation.
    """
    if not analysis.article.headline_generated or what is None:
        return None
    events = (claim for claim in analysis.claims if isinstance(claim, EventCandidate))
    candidate = next((each for each in events if each.answer.evidence == what.evidence), None)
    if candidate is None or candidate.predicate is None or candidate.passage.place == "standfirst":
        return None
    subject = candidate.predicate.words[slice(*candidate.predicate.subject)]
    if not subject or subject[0].is_a("pronouns"):
        return None
    start, end = candidate.passage.start + subject[0].start, what.evidence[-1].end
    clause = analysis.article.characters(candidate.passage.field)[start:end]
    told = " ".join(clause.split())
    cut = sum(map(told.count, _DOUBLE)) % 2 == 1  # within a quotation
    return None if cut or len(told) > _LONGEST else told[0].upper() + told[1:]
