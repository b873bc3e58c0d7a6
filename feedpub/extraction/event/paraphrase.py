"""Whether two clauses tell the same event: with verbs of one meaning, as one type, or in the same words."""

from functools import cache

from feedpub.extraction.document.grammar.group import Group
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.event.types import base
from feedpub.extraction.weights import weights
from feedpub.model.event_types import OTHER

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
    """Return the verb that stands for all of one meaning: the same for "dead", "died" and "were killed"."""
    if verb.lemma == "kill":
        return "die" if verb.passive else "kill"
    return _meanings().get(verb.lemma, verb.lemma)


def same_verb(one: EventCandidate, other: EventCandidate) -> bool:
    """Tell whether two clauses have a verb of the same meaning."""
    return bool(one.clause and other.clause and meaning(one.clause.verb) == meaning(other.clause.verb))


def same_event(one: EventCandidate, other: EventCandidate) -> bool:
    """Tell whether two passages tell the same event: by verb, type or words.

    "Storm cuts off villages" and "Heavy rain has cut off two villages" do; "Families sleep in a school" is another one.
    """
    if same_verb(one, other) or one.answer.type == other.answer.type != OTHER:
        return True
    return len(_content(one) & _content(other)) >= weights().event.shared_words


def _content(candidate: EventCandidate) -> set[str]:
    return {base(word) for word in candidate.passage.words if len(word.low) > _SHORT and not word.classes}
