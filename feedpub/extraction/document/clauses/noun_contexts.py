"""Words that may be verbs, and are nouns by what stands around them: "in protest", "told delegates", "natural causes"."""

from feedpub.extraction.document.clauses.rows import Rows
from feedpub.extraction.document.clauses.tagset import (
    ADJECTIVE,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    MARK,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    TO,
    VERB,
)
from feedpub.language.lexicon import ROLE, Is

NEAR = 3  # words before a verb among which a preposition, or "one of the", tells that it may belong to its phrase
PAST = frozenset(("past", "participle"))
FINITE = frozenset(("s", "past"))
_ENDING = frozenset(".!?;:")


def is_noun(rows: Rows, at: int) -> bool:
    """Tell whether what stands before rules a finite verb out: "the attack", "Israel's strikes", "in protest"."""
    form, previous, following = rows.forms[at], rows.before(at), rows.next(at)
    if form is None:
        return False
    tag, past = rows.of[previous], bool(form.kinds & PAST)
    if tag == VERB and previous == at - 1 and not rows.verb_is(previous, "letting verbs"):
        # "told delegates", "put alleged smugglers on a list", not "a guard who asked not to be named said"
        infinitive = rows.of[at - 2] == TO or (rows.of[at - 3], rows.of[at - 2]) == (TO, AUXILIARY)
        anew = infinitive and rows.flags[at] & Is.SAY and past and not rows.adjective(at)
        return not anew and (form.noun or past)
    if form.noun and (_ends_phrase(rows, at) or _is_listed(rows, at) or _ends_series(rows, at, following)):
        return True
    if form.noun and (rows.is_a(previous, "before_nouns", "topic_prepositions") or _one_of(rows, at, previous)):
        return True
    named = rows.capital[previous] and previous > rows.begin(at)  # "Ocean's Twelve raids"
    counted = rows.number(at - 1) and not named and (form.noun or rows.flags[at] & ROLE) and not past
    within = rows.is_a(previous, "prepositions") and not rows.is_a(previous, "adverbs", "adverbial_prepositions")
    return counted or within or (form.noun and not rows.headline and _is_plain_noun(rows, at, previous, following))


def _ends_phrase(rows: Rows, at: int) -> bool:
    """Tell "work starts on [track]", not "the man who broke in [steals] a car": it follows a verb and its preposition."""
    form = rows.forms[at]
    if form is None or form.kinds & FINITE or not rows.is_a(at - 1, "prepositions") or rows.of[at - 2] != VERB:
        return False
    return all(rows.of[place] != RELATIVE for place in range(rows.begin(at), at))


def _is_listed(rows: Rows, at: int) -> bool:
    """Tell "hit by strikes, [storms] and rising prices" from "hits the coast, [floods] and destroys homes"."""
    first = rows.texts[at - 1] == "," and rows.plural(at - 2) and rows.of[at - 3] == PREPOSITION
    beyond = rows.forms[rows.next(at + 1)] if rows.is_a(at + 1, "coordinators") else None
    return first and rows.is_a(at + 1, "coordinators") and not (beyond and beyond.kinds & FINITE)


def _ends_series(rows: Rows, at: int, following: int) -> bool:
    """Tell "caused by natural, manmade [causes]", which nothing follows, from "fire in old, empty house [kills] two"."""
    place, begin, commas = at - 1, rows.begin(at), 0
    while place > begin and (
        rows.of[place] in (NOUN, ADJECTIVE) or (rows.texts[place] == "," and rows.adjective(place - 1))
    ):
        commas += rows.texts[place] == ","
        place -= 1
    ends = following == rows.end or rows.texts[following] in _ENDING
    return bool(commas) and ends and any(rows.of[each] == VERB for each in range(begin, place + 1))


def is_let(rows: Rows, at: int) -> bool:
    """Tell the infinitive of "helping schools [feed] their pupils", which is no finite verb."""
    form, place, begin = rows.forms[at], at - 1, rows.begin(at)
    while place > begin and rows.of[place] in (NOUN, NAME, ADJECTIVE, DETERMINER, POSSESSIVE):
        place -= 1
    let = rows.of[place] == GERUND and rows.verb_is(place, "letting verbs")
    return form is not None and "base" in form.kinds and place < at - 1 and let


def _one_of(rows: Rows, at: int, previous: int) -> bool:
    """Tell "one of the leading academic [voices]", which is of several, from "one of the towns [votes]"."""
    first, begin = previous, max(rows.begin(at), previous - NEAR)
    while first > begin and rows.of[first] in (NOUN, NAME, ADJECTIVE, VERB, GERUND) and not rows.plural(first):
        first -= 1
    several = rows.of[first] == DETERMINER and rows.is_a(first - 1, "of") and rows.is_a(first - 2, "one")
    return several and first < previous


def _describes_document(rows: Rows, at: int, following: int) -> bool:
    """Tell "a police [press] release says" and "[press] officer" from "the police press a claim"."""
    joined = rows.is_a(at, "before_documents") and rows.of[at - 1] in (NOUN, NAME)
    return joined and bool(rows.flags[following] & (Is.DOCUMENT | Is.PERSON)) and not rows.capital[following]


def _is_plain_noun(rows: Rows, at: int, previous: int, following: int) -> bool:
    """Tell "the next report", "told staff last month" and "the businesswoman and film star" in a sentence."""
    tag = rows.of[previous]
    if tag in (ADJECTIVE, NUMBER) or rows.is_a(following, "time_units") or _describes_document(rows, at, following):
        return True
    return tag in (CONJUNCTION, MARK) and not (rows.verb_likely(at) and rows.object_at(following))
