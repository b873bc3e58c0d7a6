"""How a name is used: for the place itself, for those who act for it, as an adjective, or inside another name."""

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.signs import Mention
from feedpub.extraction.places.words import Words, listed
from feedpub.model.event import WhereUse

_ACTORS = ("country", "capital", "state", "union", "venue")


def use_of(words: Words, mention: Mention, row: PlaceRow) -> WhereUse:
    """Tell how a name of a place is used.

    Matches "[Turkish] army" (demonym), "the Bank of [England]" (in_name), "[Washington] said" (metonym), "in [Paris]"
    (literal); "in" does not make a metonym: "in [Washington] said to be ready" is literal.

    Args:
        words: of the text.
        mention: judged to name a place.
        row: the place.

    Returns:
        The use.
    """
    if "locative" in mention.signs or "dateline" in mention.signs or "qualified" in mention.signs:
        return "literal"
    if _in_name(words, mention):
        return "in_name"
    if mention.candidate.via == "demonym":
        return "demonym"
    if row.feature in _ACTORS and _acts(words, mention):
        return "metonym"
    return "literal"


def _in_name(words: Words, mention: Mention) -> bool:
    if "organisation follows" in mention.signs or "name follows" in mention.signs or "name before" in mention.signs:
        return True
    first = mention.candidate.first
    before = words.low(first - 1)
    at = (
        first - 2
        if before == "of"
        else first - 3
        if before in ("the", "south", "north") and words.low(first - 2) == "of"
        else -1
    )
    return at >= 0 and words.is_capital(at) and not words.begins(at) and words.low(at) in listed("organization")


def _acts(words: Words, mention: Mention) -> bool:
    candidate = mention.candidate
    after, gap = words.low(candidate.last + 1), words.gap(candidate.last + 1)
    if gap == " " and after in listed("speech"):
        return True
    return words.gap(candidate.first) == " " and words.low(candidate.first - 1) in listed("metonym_before")
