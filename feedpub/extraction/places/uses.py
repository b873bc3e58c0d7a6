"""How a name is used: for the place itself, for those who act for it, as an adjective, or inside another name."""

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.features import DATELINES, Feature, Toponym
from feedpub.extraction.places.names import PlaceContext
from feedpub.model.event import WhereUse

_ACTORS = ("country", "capital", "state", "union", "venue")
_LITERAL: frozenset[Feature] = DATELINES | {"locative", "qualified"}
_IN_NAME: frozenset[Feature] = frozenset(("organization_follows", "name_follows", "name_before"))


def use_of(context: PlaceContext, toponym: Toponym, row: PlaceRow) -> WhereUse:
    """Tell how a name of a place is used.

    "[Turkish] army" is a demonym, "the Bank of [England]" in_name, "[Washington] said" a metonym, "in [Paris]" literal;
    so is "in [Washington] said to be ready".

    Args:
        context: of the text.
        toponym: that names the place.
        row: the place.

    Returns:
        The use.
    """
    if toponym.features & _LITERAL:
        return "literal"
    if toponym.features & _IN_NAME or _in_organization(context, toponym.name.first):
        return "in_name"
    if toponym.name.via == "demonym":
        return "demonym"
    return "metonym" if row.feature in _ACTORS and _acts(context, toponym) else "literal"


def _in_organization(context: PlaceContext, first: int) -> bool:
    """Read "Bank of" before a name, also "Bank of the" or "Bank of South"."""
    words, lists = context.words, context.lists
    of = first - 1 if words.low(first - 1) in lists.of else first - 2
    if words.low(of) not in lists.of or (of == first - 2 and words.low(first - 1) not in lists.definite | lists.direction):
        return False
    head = of - 1
    return words.is_capital(head) and not words.opens(head) and words.lower[head] in lists.organization


def _acts(context: PlaceContext, toponym: Toponym) -> bool:
    words, name = context.words, toponym.name
    speaks = words.after(name.last) in context.lists.speech and name.last not in words.owner
    return speaks or words.before(name.first) in context.lists.metonym_before
