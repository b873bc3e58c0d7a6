"""What happened: the main event, from headline, standfirst and lead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.document.grammar.clauses import Clause, main_clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event.action import action
from feedpub.extraction.event.stretches import Stretch, stretches
from feedpub.extraction.event.types import SPEAKING, bases, points, type_of
from feedpub.model.event import What
from feedpub.model.event_types import OTHER
from feedpub.model.span import Span

_CORE_WEIGHT, _UNTYPED = 2.0, 0.9
_STATEMENT = "statement"
# of which nothing is left where it did not happen: "Minister refuses to resign"
_DONE = frozenset("resignation dismissal agreement merger strike bankruptcy launch transfer death arrest".split())
_CORE = 4  # words from the verb on that say most about the type of an event


@dataclass(frozen=True, slots=True)
class EventClaim(Claim):
    """A claim to be the main event, with the clause that says it.

    Args:
        stretch: where it stands.
        clause: what was read there; None where there is no verb.
    """

    stretch: Stretch | None = None
    clause: Clause | None = None


def main_event(analysis: Analysis) -> Iterator[Claim]:
    """Claim a main event for each stretch that may name it.

    "Transport minister quits over ferry contract" claims "quits over ferry contract"; "Ten paintings to see this autumn"
    has no verb that happened, and claims itself with little weight.

    Args:
        analysis: of the article, with the claims of the stages before.

    Yields:
        Claims with the clause that they were read from.
    """
    places = list(stretches(analysis))
    plain = [bases(stretch.words) for stretch in places]
    around = [points(found, stretch.weight) for found, stretch in zip(plain, places, strict=True)]
    told = set().union(*plain)
    for stretch in places:
        clause = _news(main_clause(stretch.words, headline=stretch.headline), stretch)
        weight = stretch.weight * _quality(stretch, clause)
        whole = stretch.span(analysis, 0, stretch.end - stretch.start)
        pieces = action(analysis, stretch, clause) if clause else [whole]
        if pieces:
            said = [word for word in stretch.words if any(_inside(stretch, word.start, piece) for piece in pieces)]
            core = points(bases(_core(clause)), _CORE_WEIGHT) if clause else {}
            if stretch.field == "standfirst" and max(core.values(), default=0.0) < _CORE_WEIGHT:
                weight *= _UNTYPED  # a feature's standfirst says what is usual rather than what happened
            answer = What(
                summary=whole.text,
                action=" ".join(piece.text for piece in pieces),
                type=_type(clause, [core, points(bases(said), 1.0), *around], told),
                evidence=tuple(pieces),
                rule=f"what.{stretch.rule.replace(' ', '_')}",
            )
            yield EventClaim(answer, weight, stretch, clause)


def _core(clause: Clause) -> tuple[Word, ...]:
    """Take the words that say most about an event's type: the subject, the verb, what it begins to do, whose study it is."""
    words, (start, end) = clause.words, clause.subject
    head = next((at for at in range(start + 1, end) if words[at].mark or words[at].is_a("relatives", "prepositions")), end)
    said = [word for word in words[clause.verb.head :] if not (word.mark or word.number or word.text in "$£€")][:_CORE]
    return (*words[max(start, head - _CORE) : head], *said, *_study(clause))


def _study(clause: Clause) -> tuple[Word, ...]:
    """Take whose finding a clause is from what follows it: "halve waste, [study finds]", "thrives, a [study shows]"."""
    rest = [word for word in clause.words[clause.complement[1] :] if not word.mark]
    if not rest or rest[-1].form is None or rest[-1].form.lemma not in ("find", "show", "suggest"):
        return ()
    studies = [word for word in rest if word.low in ("study", "studies")]
    return (studies[-1], rest[-1]) if studies else ()


def _type(clause: Clause | None, parts: list[dict[str, float]], told: set[str]) -> str:
    found = type_of(parts, told | ({SPEAKING} if _speaks(clause) else set()))
    undone = clause is not None and (clause.verb.negated or clause.verb.lemma in ("refuse", "decline", "fail"))
    return OTHER if undone and found in _DONE else found


def _speaks(clause: Clause | None) -> bool:
    """Tell whether a clause is about what somebody says: "Bishop criticises", "issues warning", not "stakes claim"."""
    if clause is None:
        return False
    words = [word for word in clause.words[clause.verb.head : clause.complement[1]] if not word.mark]
    if clause.verb.lemma in lexicon().classes["light verbs"]:
        return _STATEMENT in points(bases(words[:_CORE]), 1.0)
    return _STATEMENT in points(bases(words[:1]), 1.0) or (
        _STATEMENT in points(bases(words[:2]), 1.0) and _STATEMENT not in points(bases(words[1:2]), 1.0)
    )


def _inside(stretch: Stretch, at: int, piece: Span) -> bool:
    return piece.start <= stretch.start + at < piece.end


def _news(clause: Clause | None, stretch: Stretch) -> Clause | None:
    """Go from the saying to what was said: "police said a man was arrested" is the arrest."""
    if (
        clause is None
        or clause.verb.passive
        or clause.verb.negated
        or clause.verb.lemma not in lexicon().classes["saying verbs"]
        or stretch.headline
    ):
        return clause
    start = clause.complement[0]
    if [word.low for word in clause.words[start : start + 1]] == ["to"]:
        return clause
    that = next((at for at in range(start, clause.complement[1]) if _opens(clause, at)), None)
    if that is None and clause.verb.lemma not in lexicon().classes["plain saying verbs"]:
        return clause  # "announced rules that were made in secret": what is announced is a thing
    inner = main_clause(clause.words, headline=False, start=start if that is None else that + 1)
    if inner is None or inner.subject[0] == inner.subject[1]:
        return clause
    if inner.words[inner.subject[0]].low in ("it", "he", "she", "they"):
        return replace(inner, subject=clause.subject)
    return clause if inner.words[inner.subject[0]].is_a("pronouns") else inner


def _opens(clause: Clause, at: int) -> bool:
    """Tell "said on Tuesday night that" and "told reporters in Leeds that" from "announced a plan that"."""
    words, start = clause.words, clause.complement[0]
    if words[at].low != "that" or at + 1 >= len(words) or words[at + 1].is_a("be", "have", "modals"):
        return False
    first = words[start]
    return at == start or first.is_a("prepositions") or first.low.endswith("day") or clause.verb.lemma == "tell"


def _alleged(clause: Clause) -> bool:
    """Tell whether a headline only quotes its verb: "Driver 'fell asleep' before crash, say passengers"."""
    words, head = clause.words, clause.verb.head
    return _opened(words[:head]) and any(word.text in "\"”’'" for word in words[head:])


def _opened(words: Sequence[Word]) -> bool:
    return sum(word.text in "\"“”‘’'" for word in words) % 2 == 1


def _quality(stretch: Stretch, clause: Clause | None) -> float:
    if clause is None:
        return 0.5
    words, quality = clause.words, 1.0
    if stretch.field == "standfirst" and clause.verb.tense == "past":
        quality *= 0.7
    if words[-1].text == "?" or (stretch.headline and words[0].is_a("question_words")):
        quality *= 0.4
    if any(word.low in ("could", "may", "might") for word in words[clause.verb.start : clause.verb.head]):
        quality *= 0.7
    if clause.verb.lemma in lexicon().classes["saying verbs"]:
        quality *= 0.8
    if clause.subject[0] == clause.subject[1] or (stretch.headline and words[clause.subject[0]].low in ("you", "i", "we")):
        quality *= 0.6
    if stretch.headline and _opened(words[: clause.subject[0] + 1]) and _opened(words[: clause.verb.start]):
        quality *= 0.7  # "Quaresma: 'We are going to win'"
    elif stretch.headline and _alleged(clause):
        quality *= 0.85
    if not stretch.headline and sum(word.text in '"“”' for word in words[: clause.verb.start]) % 2:
        quality *= 0.5  # what somebody is quoted as saying is no report of what happened
    return quality
