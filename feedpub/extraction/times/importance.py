"""Which of the dates is the main event's."""

from feedpub.extraction.times.candidate import TimeCandidate, TimeMention

_PRECISION = {"day": 1.0, "week": 0.5, "month": 0.3}
_RECENT = ((8, 1.0), (31, 0.5), (366, 0.2))


def weight(candidate: TimeCandidate, mention: TimeMention) -> float:
    """Tell how likely a date is the main event's, from 0 to 1, by one place that names it.

    High for "resigned on Monday" in the lead, low for "in 2010" or "said on Monday" further down.
    """
    if mention.in_dateline:
        return 0.0
    precision = "day" if "T" in mention.value else mention.period.unit
    worth = _PRECISION.get(precision, 0.1) / (1 + 0.12 * mention.sentence)
    worth *= _recent(candidate)
    if mention.tense == "future":
        worth *= 0.5
    if mention.reported:
        worth *= 0.6
    if mention.bounds:
        worth *= 0.5
    if mention.possessive:
        worth *= 0.6
    if mention.subordinate:
        worth *= 0.7
    if mention.anterior:
        worth *= 0.6
    return worth


def _recent(candidate: TimeCandidate) -> float:
    days = candidate.days_away
    if days is None:
        return 0.5
    return next((worth for limit, worth in _RECENT if days <= limit), 0.05)
