"""Verbs without auxiliaries: "Bank cuts rates", "Man arrested", which may as well be nouns or adjectives."""

from typing import Literal, NamedTuple

from feedpub.extraction.document.clauses.noun_contexts import FINITE, NEAR, PAST, is_let, is_noun
from feedpub.extraction.document.clauses.rows import Rows
from feedpub.extraction.document.clauses.tagset import (
    ADJECTIVE,
    AUXILIARY,
    DETERMINER,
    GERUND,
    NAME,
    NOUN,
    PRONOUN,
    RELATIVE,
    VERB,
)
from feedpub.language.lexicon import REPORTS, ROLE, Is

Kind = Literal["finite", "participle", "ing", "infinitive"]
Tense = Literal["past", "present", "future"]
SURE = 0.5  # from here on a reading as a verb is taken
_COORDINATED = 6  # words before a verb among which "and" joins two subjects
_CLOSING = frozenset("\"'”’")
_DASHES = frozenset("—–-")
_AWAITING = frozenset(",?!…—–")  # with which a quotation ends that its report follows
_ING = frozenset(("ing",))


class BareVerb(NamedTuple):
    """A verb without an auxiliary.

    Args:
        kind: finite verbs make clauses; a participle may (in headlines) or may not.
        tense: past or present.
        passive: the subject suffers it.
        strength: how sure it is that this is a verb, from 0 to 1.
    """

    kind: Kind
    tense: Tense
    passive: bool = False
    strength: float = 1.0


def bare_verb(rows: Rows, at: int) -> BareVerb | None:
    """Decide whether a word that may be a verb is one here; None for a noun or adjective. The words before it are tagged."""
    form, begin = rows.forms[at], rows.begin(at)
    if form is None:
        return None
    if form.kinds == _ING:
        return BareVerb("ing", "present")
    if form.kinds & FINITE and _reports(rows, at):
        return BareVerb("finite", "past" if "past" in form.kinds else "present")
    if at > begin and (is_noun(rows, at) or is_let(rows, at)):
        return None
    previous = at - 1
    while previous >= begin and (
        (rows.adverb(previous) and not rows.number(previous)) or rows.texts[previous] in ('"', "'", "”", "’", ")")
    ):
        previous -= 1
    parts = rows.is_mark(previous) and rows.texts[previous] not in (",", ".", ")", "%") and not _closes_aside(rows, previous)
    opens = previous < begin or parts
    if form.kinds & PAST:
        return BareVerb("participle", "past", passive=True, strength=0.2) if opens else _past(rows, at, previous)
    strength = 0.0 if opens else _present(rows, at, previous)
    return BareVerb("finite", "present", strength=strength) if strength >= SURE else None


def _closes_aside(rows: Rows, mark: int) -> bool:
    """Tell the second dash of "Osei – who denies it – said", behind which her sentence goes on."""
    return rows.texts[mark] in _DASHES and rows.texts[mark] in rows.texts[rows.begin(mark) : mark]


def _reports(rows: Rows, at: int) -> bool:
    """Tell what may be a noun, and is a verb right behind a quotation and before who speaks: “It rains,” notes Osei."""
    behind = at > rows.first and rows.words.quoted[at] < 0 <= rows.words.quoted[at - 1]
    after = at + 1 + rows.is_a(at + 1, "adverbial_particles")
    after += rows.adjective(after)  # “It rains,” points out former mayor Osei
    speaker = rows.capital[after] or rows.named(after) or rows.is_a(after, "determiners") or rows.flags[after] & ROLE
    return behind and bool(rows.flags[at] & REPORTS and speaker) and rows.texts[at - 2] in _AWAITING


def _introduces(rows: Rows, at: int) -> bool:
    """Tell "The mayor of Tamale claims: “…”" from "A row over fish claims: “…”" and "She left a report on claims: “…”"."""
    begin, behind = rows.begin(at), at + 2
    quoted = behind < rows.end and rows.texts[at + 1] in (",", ":") and rows.words.quoted[behind] >= 0
    if not quoted or not rows.flags[at] & REPORTS:
        return False
    near = range(max(begin, at - NEAR), at)
    subject = next((place - 1 for place in near if rows.is_a(place, "prepositions")), -1)
    speaks = subject >= begin and rows.flags[subject] & (ROLE | Is.DOCUMENT) and not rows.plural(subject)
    return bool(speaks) and not any(rows.of[place] in (VERB, AUXILIARY) for place in range(begin, at))


def _claims(rows: Rows, at: int, previous: int, following: int) -> bool:
    """Tell "The Tamale Republican [claims] that it", not "rejected Republican claims that", "the first claims that were"."""
    somebody = rows.capital[previous] and rows.flags[previous] & Is.PERSON and rows.flags[at] & REPORTS
    if not somebody or not rows.is_a(following, "complementizers"):
        return False
    first = previous
    while first > rows.begin(at) and rows.capital[first]:
        first -= 1
    clause = not rows.flags[rows.next(following)] & (Is.AUXILIARY | Is.FINITE)
    return first == rows.begin(at) and rows.of[first] == DETERMINER and clause


def _present(rows: Rows, at: int, previous: int) -> float:
    """Say how sure a present tense is: surer in "Bank cuts rates" than in "Bank cuts anger unions"."""
    form, following = rows.forms[at], rows.next(at)
    if form is None:
        return 0.0
    noun, third = form.noun, "s" in form.kinds
    if rows.of[previous] in (PRONOUN, RELATIVE) and not (rows.is_a(previous, "object") or rows.headline):
        several = noun and third and rows.of[previous] == RELATIVE and rows.is_a(following, "be", "have", "do", "modals")
        return 0.0 if several else 0.85  # "said that states can pass laws"
    strength = 0.6 if noun else 0.85
    if third and rows.plural(previous) and not rows.capital[previous]:
        strength -= 0.35 if noun else 0.15
    agrees = third or not (noun or rows.headline)  # a verb and no noun may agree with what stands farther off
    several = rows.plural(previous) and (rows.headline or not rows.named(previous))  # not "Rovers coach Bo Lind"
    if not (agrees or several or rows.of[previous] == RELATIVE or _coordinated(rows, at)):
        counted = rows.number(following) or rows.capital[following] or rows.is_a(following, "determiners")
        past = rows.is_a(following, "adverbial_particles") and (rows.named(previous) or not noun)
        # "Harrow sweep past Northgate", not "Airbus rival Zeppelar to cut jobs"
        team = rows.headline and rows.capital[previous] and (counted or past) and not _is_apposed(rows, at)
        strength -= 0.2 if team else 0.6
    if noun and _modified(rows, at, previous):
        strength -= 0.4
    if noun and not rows.headline and _bare_object(rows, previous):
        strength -= 0.4
    exempt = rows.headline or _claims(rows, at, previous, following)
    if noun and not exempt and rows.is_a(at - 1, "peoples"):  # "Welsh exiles", where a headline may have "Dutch cut"
        strength -= 0.4
    if rows.is_a(at, "plural_nouns") or (rows.is_a(at, "feelings") and rows.is_a(following, "feelings_prepositions")):
        strength -= 0.3
    if not rows.headline and rows.flags[at] & ROLE and not _nominal_at(rows, following):
        strength -= 0.3  # "refugee advocates also"
    return strength + _followed(rows, at, following)


def _nominal_at(rows: Rows, at: int) -> bool:
    """Tell what a verb rather than a noun stands before: an article, a pronoun, a name, "that", a quotation."""
    if at == rows.end:
        return False
    begins = rows.is_a(at, "determiners", "pronouns", "complementizers") or rows.counted(at)
    return begins or rows.capital[at] or rows.named(at) or rows.words.quoted[at] >= 0


def _is_apposed(rows: Rows, at: int) -> bool:
    """Tell the rival of "Airbus rival Zeppelar to cut jobs", who is what another verb is told of."""
    name = rows.next(at)
    while rows.capital[name] and name != rows.end:
        name = rows.next(name)
    form = rows.forms[name]
    third = form is not None and "s" in form.kinds and not rows.is_a(name, "plural_nouns")
    return rows.is_a(at, "apposed") and (rows.is_a(name, "infinitive_markers", "modals") or third)


def _followed(rows: Rows, at: int, following: int) -> float:
    """Return what the words behind a present tense add to its strength, or take from it."""
    form = rows.forms[at]
    noun = form is not None and form.noun
    if rows.texts[following] in (",", ":", ";", "."):
        # "…,” a sign in the bar reads."
        behind = bool(rows.flags[at] & REPORTS) and any(
            rows.texts[place] in _CLOSING for place in range(max(rows.begin(at) - 1, 0), at)
        )
        near = range(max(rows.first, at - NEAR), at)
        within = noun and not (behind or _introduces(rows, at)) and any(rows.is_a(place, "prepositions") for place in near)
        return -0.4 if within else -0.1 if noun else 0.0
    if rows.is_a(following, "determiners", "pronouns") or rows.counted(following):
        return 0.25
    # "which Osei says is late"
    relative = rows.flags[at] & Is.SAY and any(rows.of[place] == RELATIVE for place in range(rows.begin(at), at))
    if not (relative or rows.verb_is(at, "letting verbs")) and _verb_follows(rows, following):
        return -0.4
    return 0.1 if rows.capital[following] or rows.is_a(following, "prepositions") or rows.adverb(following) else 0.0


def _modified(rows: Rows, at: int, previous: int) -> bool:
    """Tell "new [rules]" and "rising [costs]" from "Satellite mapping [aids] Darfur"."""
    opens = previous == rows.begin(at)
    # "Brown hits back", "German wins race"; some are called New
    named = rows.is_a(previous, "peoples") or rows.texts[previous] in rows.words.language.family_names
    small = not rows.capital[previous] or (opens and (not named or rows.is_a(previous, "hardly_names")))
    form = rows.forms[previous]
    gerund = form is not None and form.kinds == _ING and (opens or not rows.capital[rows.next(at)])
    described = rows.adjective(previous) and not _is_post(rows, at, previous)
    return small and (described or gerund)


def _is_post(rows: Rows, at: int, previous: int) -> bool:
    """Tell the chief of "Police chief [plans] strike" from that of "chief [rivals]" and "the official [figures]"."""
    form, person = rows.forms[at], rows.of[previous] == NOUN and bool(rows.flags[previous] & Is.PERSON)
    third = form is not None and "s" in form.kinds
    return rows.headline and third and person and rows.of[previous - 1] in (NOUN, NAME) and previous > rows.begin(at)


def _bare_object(rows: Rows, at: int) -> bool:
    """Tell the first noun of "calling award [shows] dull", "it stores card [details]", not of "he said demand [falls]"."""
    first = at
    while first > rows.begin(at) and rows.of[first] in (NOUN, ADJECTIVE) and not (rows.capital[first] or rows.plural(first)):
        first -= 1
    verb = rows.before(first + 1)
    clause = rows.flags[verb] & (Is.SAY | Is.THINK) or rows.verb_is(verb, "saying verbs", "letting verbs")
    return first < at and rows.of[verb] in (VERB, GERUND, AUXILIARY) and not clause


def _verb_follows(rows: Rows, at: int) -> bool:
    """Tell whether the next word is a surer verb than this one: "Cuts hit the old", not "Bank faces strike"."""
    form, following = rows.forms[at], rows.next(at)
    if rows.named(at) or rows.capital[at]:
        return False
    if form is None:
        return rows.is_a(at, "be", "modals", "have", "do", "contracted")
    if not form.noun:
        verb, subject = rows.forms[at - 1], at - 2
        named = subject >= rows.first and rows.capital[subject] and not rows.plural(subject) and rows.is_a(at, "past_ending")
        attribute = not form.kinds - PAST and rows.object_at(following) and (named or (verb and not verb.noun))
        return form.kinds != _ING and not attribute
    if rows.adverb(at) or not form.kinds & {"base", "past"}:
        return False
    described = rows.is_a(following, "determiners") or rows.counted(following) or rows.adjective(following)
    described = described or rows.is_a(rows.next(following), "possessive_ending")  # "Attacks test Hale's plan"
    return described or rows.verb_is(at, "facing verbs") or ("past" in form.kinds and rows.object_at(following))


def _coordinated(rows: Rows, at: int) -> bool:
    """Tell whether two subjects are joined, "Owls and Rovers meet", rather than two objects of an earlier verb."""
    begin = rows.begin(at)
    if any(rows.of[place] == VERB and not rows.verb_is(place, "reporting verbs") for place in range(begin, at)):
        return False
    listed = rows.texts[at - 2] == "," and all(rows.capital[place] or rows.texts[place] == "," for place in range(begin, at))
    return listed or any(rows.is_a(place, "joining_subjects") for place in range(max(begin, at - _COORDINATED), at))


def _names_somebody(rows: Rows, at: int) -> bool:
    return rows.capital[at] or rows.named(at) or rows.is_a(at, "determiners", "pronouns")


def _past(rows: Rows, at: int, previous: int) -> BareVerb | None:
    """Read a past tense or a bare participle: "He resigned", "Man arrested in Leeds", "trapped boy"."""
    form, following = rows.forms[at], rows.next(at)
    if form is None:
        return None
    only = "past" not in form.kinds
    # Not "wrote" and "said": "the daily wrote", "the search giant said it"
    participle = "participle" in form.kinds and (rows.adjective(at) or not rows.flags[at] & Is.SAY)
    described = participle and rows.adjective(previous) and not rows.capital[previous] and rows.object_at(following)
    if (only and not rows.headline) or described:
        return BareVerb("participle", "past", passive=True, strength=0.3)
    active = rows.object_at(following) or rows.verb_is(at, "intransitive verbs")
    given = rows.counted(following) and rows.verb_is(at, "granting verbs")  # "Brewer fined $3m", "Hale named chief"
    given = given or (rows.verb_is(at, "appointing verbs") and not _names_somebody(rows, following))
    passive = only or (rows.headline and (not active or given))
    if form.noun and "base" in form.kinds and _verb_follows(rows, following):
        return None
    strength = 0.7 - 0.1 * form.noun if rows.headline else 0.85
    return BareVerb("finite", "past", passive=passive, strength=strength)
