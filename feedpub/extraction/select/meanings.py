"""Whether two clauses tell the same event: with verbs of one meaning, as one type, or in the same words."""

from functools import cache

from feedpub.extraction.document.grammar.group import Group
from feedpub.extraction.event import EventClaim
from feedpub.extraction.event.types import base
from feedpub.model.event import What
from feedpub.model.event_types import OTHER

_SHARED = 2  # words of a headline that a sentence about the same event has again
_SHORT = 3  # letters of words that say little
_SAME = (
    "die dead perish drown",
    "injure injured hurt wound wounded",
    "arrest detain hold",
    "sack fire dismiss oust remove",
    "resign quit step stand retire",
    "name appoint pick choose select",
    "criticise criticize attack slam condemn blast chide denounce",
    "praise hail applaud commend",
    "buy acquire purchase",
    "cut lower reduce slash trim",
    "raise increase lift",
    "rise climb grow jump surge soar leap",
    "fall drop decline slide slump plunge tumble plummet dip sink",
    "jail imprison sentence",
    "clear acquit",
    "beat defeat thrash overcome trounce",
    "begin start open launch",
    "end finish close",
    "unveil launch introduce present",
    "agree sign accept",
    "ban outlaw prohibit bar",
    "delay postpone",
    "scrap cancel abandon drop",
    "plan intend",
    "urge call demand",
    "destroy gut wreck",
    "find discover unearth",
)


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SAME:
        for verb in line.split():
            found.setdefault(verb, line.split()[0])
    return found


def meaning(verb: Group) -> str:
    """Take "dead", "died" and "were killed" for the same, and "held" and "arrested".

    Args:
        verb: of a clause.

    Returns:
        The verb that stands for all of its meaning.
    """
    if verb.lemma == "kill":
        return "die" if verb.passive else "kill"
    return _meanings().get(verb.lemma, verb.lemma)


def same_verb(one: EventClaim, other: EventClaim) -> bool:
    """Tell whether two clauses have a verb of the same meaning.

    Args:
        one: telling of an event.
        other: telling.

    Returns:
        False, too, where one of them has no verb.
    """
    return bool(one.clause and other.clause and meaning(one.clause.verb) == meaning(other.clause.verb))


def same_event(one: EventClaim, other: EventClaim) -> bool:
    """Tell whether two stretches of an article tell the same event.

    "Storm cuts off villages" and "Heavy rain has cut off two villages" do; "Families sleep in a school" is another one.

    Args:
        one: telling of an event.
        other: telling.

    Returns:
        Whether verb, type or words are the same.
    """
    return same_verb(one, other) or _type(one) == _type(other) != OTHER or len(_content(one) & _content(other)) >= _SHARED


def _type(claim: EventClaim) -> str:
    return claim.answer.type if isinstance(claim.answer, What) else OTHER


def _content(claim: EventClaim) -> set[str]:
    words = claim.stretch.words if claim.stretch else ()
    return {base(word) for word in words if len(word.low) > _SHORT and not word.classes}
