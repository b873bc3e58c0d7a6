"""Which of the dates is the main event's."""

from datetime import date

from feedpub.extraction.times.mentions import Mention
from feedpub.extraction.times.words import lexicon

_PRECISION = {"minute": 1.0, "hour": 1.0, "day": 1.0, "week": 0.5, "month": 0.3}
_CLAUSE = 8  # words before a date in which its verb stands
_RECENT = ((8, 1.0), (31, 0.5), (366, 0.2))


def weight(mention: Mention, now: date | None) -> float:
    """Tell how likely a date is the main event's, from 0 to 1.

    Args:
        mention: the date.
        now: the day of writing.

    Returns:
        High for "resigned on Monday" in the lead, low for "in 2010" or "said on Monday" further down.
    """
    if mention.dateline:
        return 0.0
    worth = _PRECISION.get(_precision(mention), 0.1) / (1 + 0.12 * mention.sentence)
    worth *= _recent(mention, now)
    if mention.tense == "future":
        worth *= 0.5
    if mention.reported:
        worth *= 0.6
    if mention.phrase.before.text in lexicon().lists["background"]:
        worth *= 0.5
    if mention.phrase.after.kind == "'":
        worth *= 0.6
    if mention.aside:
        worth *= 0.7
    if _before_that(mention):
        worth *= 0.6
    return worth


def _before_that(mention: Mention) -> bool:
    """Tell "had pitched on Sunday", which came before what is told, from "pitched on Sunday"."""
    words, end = mention.phrase.words, mention.phrase.begin
    clause = [word.text for word in words[max(end - _CLAUSE, 0) : end]]
    return "had" in clause and "." not in clause[clause.index("had") :] and "," not in clause[clause.index("had") :]


def _precision(mention: Mention) -> str:
    return "day" if "T" in mention.dated.value else mention.dated.period.unit


def _recent(mention: Mention, now: date | None) -> float:
    if now is None:
        return 0.5
    days = abs((mention.dated.period.first - now).days)
    return next((worth for limit, worth in _RECENT if days <= limit), 0.05)
