"""Verbs without auxiliaries: "Bank cuts rates", "Man arrested", which may as well be nouns or adjectives."""

from collections.abc import Sequence
from dataclasses import replace

from feedpub.extraction.document.clauses.verb_group import SURE, VerbGroup
from feedpub.extraction.document.clauses.words import Word, next_word


def bare(words: Sequence[Word], at: int, headline: bool, before: list[VerbGroup]) -> VerbGroup | None:
    """Weigh whether a word without auxiliaries is a verb here.

    Args:
        words: of a headline or a sentence.
        at: index of the word.
        headline: read it as headlines are written.
        before: the groups found before it.

    Returns:
        The verb, with how sure that is, or None.
    """
    word = words[at]
    form = word.form
    if form is None or _is_noun(words, at):
        return None
    if form.kinds == {"ing"}:
        return VerbGroup(words[0].language, at, at, at + 1, form.lemma, "ing", "present", bare=True)
    if "past" in form.kinds or "participle" in form.kinds:
        group = _past(words, at, headline)
        if group and _describes(at, before):  # "put alleged smugglers on a list"
            return replace(group, kind="participle", passive=True, strength=0.3)
        return group
    strength = _present(words, at, before)
    if not headline and form.noun and words[at - 1].is_a("peoples"):  # "Welsh exiles", where a headline may have "Dutch cut"
        strength -= 0.4
    return (
        VerbGroup(words[0].language, at, at, at + 1, form.lemma, "finite", "present", strength=strength, bare=True)
        if strength >= SURE
        else None
    )


def _describes(at: int, before: list[VerbGroup]) -> bool:
    """Tell whether a participle belongs to the noun after it, because a verb stands right before."""
    verb = before[-1] if before else None
    return verb is not None and verb.end == at and verb.kind == "finite" and verb.strength >= SURE and verb.lemma != "say"


def _is_noun(words: Sequence[Word], at: int) -> bool:
    """Tell whether the word before rules a finite verb out: "the attack", "Israel's strikes", "in protest"."""
    word, previous = words[at], words[at - 1] if at else None
    if previous is None or word.form is None:
        return False
    determined = previous.is_a("determiners") and not previous.is_a("pronouns")
    named = previous.capital and at > 1  # "Ocean's Twelve raids"
    if previous.number and not named and word.form.noun and not word.form.kinds & {"past", "participle"}:
        return True
    possessive = previous.possessive or (previous.low in ("’", "'") and at > 1 and words[at - 2].low.endswith("s"))
    if word.form.kinds == {"ing"} or possessive or determined:
        return possessive or determined
    if previous.is_a("before_nouns") and word.form.noun:
        return True
    if previous.is_a("topic_prepositions"):
        return word.form.noun
    return previous.is_a("prepositions") and not previous.is_a("adverbs", "adverbial_prepositions")


def _before(words: Sequence[Word], at: int) -> Word | None:
    """Return what stands before a verb: the subject's last word, past adverbs and closing marks."""
    at -= 1
    while at >= 0 and ((words[at].adverb and not words[at].number) or words[at].text in "\"'”’)"):
        at -= 1
    return words[at] if at >= 0 else None


def _plural(word: Word) -> bool:
    return word.is_a("plurals") or (word.is_a("plural_ending") and not word.is_a("no_plural_ending")) or word.number


def object_follows(word: Word | None) -> bool:
    """Tell whether a noun phrase begins at a word.

    Args:
        word: what follows a verb; None at the end.

    Returns:
        Whether the verb seems to have an object.
    """
    if word is None or (word.mark and word.text not in "$£€\"“‘'"):
        return False
    if word.is_a("determiners", "pronouns") or word.number or word.capital or word.possessive or word.adjective:
        return True
    return not word.is_a("prepositions", "conjunctions", "subordinators", "relatives") and not word.adverb


def _present(words: Sequence[Word], at: int, before: list[VerbGroup]) -> float:
    """Weigh a present tense: "Bank cuts rates" against "Bank cuts anger unions"."""
    word, previous, following = words[at], _before(words, at), next_word(words, at)
    form = word.form
    if form is None or previous is None or (previous.mark and previous.text not in ",)."):
        return 0.0
    strength = 0.6 if form.noun else 0.85
    third = "s" in form.kinds
    if third and _plural(previous) and not previous.capital:
        strength -= 0.35 if form.noun else 0.15
    if not third and not _plural(previous) and not previous.is_a("relatives") and not _coordinated(words, at, before):
        counted = following is not None and (following.number or following.capital or following.is_a("determiners"))
        past = following is not None and following.is_a("adverbial_particles") and (previous.name or not form.noun)
        team = previous.capital and (counted or past)
        strength -= 0.2 if team else 0.6
    if form.noun and (_modified(words, at, previous) or (third and _plans(words, at))):
        strength -= 0.4
    if word.is_a("plural_nouns") or (
        word.is_a("feelings") and following is not None and following.is_a("feelings_prepositions")
    ):
        strength -= 0.3
    if following is None or following.text in ",:;.":
        strength -= 0.1 if form.noun else 0.0
        strength -= (
            0.3 if form.noun and third and any(other.is_a("prepositions") for other in words[max(0, at - 3) : at]) else 0.0
        )
    elif following.is_a("determiners", "pronouns") or following.number or following.text in "$£€":
        strength += 0.25
    elif form.lemma not in ("help", "let", "make", "see", "watch") and _verb_follows(words, at + 1):
        strength -= 0.4
    elif following.capital or following.is_a("prepositions") or following.adverb:
        strength += 0.1
    return strength


def _modified(words: Sequence[Word], at: int, previous: Word) -> bool:
    """Tell "new [rules]" and "rising [costs]" from "Satellite mapping [aids] Darfur"."""
    following = next_word(words, at)
    # "Brown hits back", "German wins race"; some are called New.
    named = previous.low != "new" and (previous.is_a("peoples") or previous.text in previous.language.family_names)
    small = not previous.capital or (previous is words[0] and not named)
    if previous.adjective:
        return small
    return _gerund(previous) and small and not (following is not None and at > 1 and following.capital)


def _plans(words: Sequence[Word], at: int) -> bool:
    """Tell "Train fares [to] go up" from "Toll rises [to] 40" and "Bank plans [to] close"."""
    form, goal = words[at].form, words[at + 2].form if at + 2 < len(words) else None
    if form is None or goal is None or not words[at + 1].is_a("infinitive_markers") or "base" not in goal.kinds:
        return False
    return not words[at].verb_is("catenative verbs")


def _gets(word: Word, following: Word | None) -> bool:
    """Tell "Brewer fined $3m" and "Killer handed life term", whose subject gets what follows, from "Harrow won $3m"."""
    if following is None:
        return False
    if word.verb_is("appointing verbs"):
        return not (following.capital or following.name or following.is_a("determiners", "pronouns"))
    amount = following.number or following.text in "$£€"
    return amount and word.verb_is("granting verbs")


def _verb_follows(words: Sequence[Word], at: int) -> bool:
    """Tell whether the next word is a surer verb than this one: "Cuts hit the old", not "Bank faces strike"."""
    while at < len(words) - 1 and words[at].adverb and words[at].form is None:
        at += 1
    word, following = words[at], next_word(words, at)
    if word.name or word.capital or (word.form is None and not word.is_a("be", "modals", "have", "do", "contracted")):
        return False
    if word.form is None or not word.form.noun:
        participle = word.form is not None and not word.form.kinds - {"past", "participle"}
        named = at > 1 and words[at - 2].capital and not _plural(words[at - 2]) and not words[at - 1].is_a("plural_nouns")
        attribute = participle and (not _may_be_noun(words[at - 1]) or (named and word.is_a("past_ending")))
        return word.form is None or (word.form.kinds != {"ing"} and not (attribute and object_follows(following)))
    if following is None or word.adverb or not word.form.kinds & {"base", "past"}:
        return False
    past = "past" in word.form.kinds
    counted = following.is_a("determiners") or following.number or following.text in "$£€"
    described = following.adjective and at + 2 < len(words) and not words[at + 2].mark
    return counted or described or following.possessive or word.form.lemma == "face" or (past and object_follows(following))


def _gerund(word: Word) -> bool:
    return word.form is not None and word.form.kinds == {"ing"}


def _may_be_noun(word: Word) -> bool:
    return word.form is None or word.form.noun


def _coordinated(words: Sequence[Word], at: int, before: list[VerbGroup]) -> bool:
    """Tell whether two subjects are joined, "Owls and Rovers meet", rather than two objects of an earlier verb."""
    verbs = (group for group in before if group.kind == "finite" and not group.is_a("reporting verbs"))
    if next(verbs, None) is not None:
        return False
    listed = at > 2 and words[at - 2].text == "," and all(word.capital or word.text == "," for word in words[:at])
    return listed or any(word.is_a("joining_subjects") for word in words[max(0, at - 6) : at])


def _past(words: Sequence[Word], at: int, headline: bool) -> VerbGroup | None:
    """Read a past tense or a bare participle: "He resigned", "Man arrested in Leeds", "trapped boy"."""
    word, previous, following = words[at], _before(words, at), next_word(words, at)
    form = word.form
    if form is None:
        return None
    only = "past" not in form.kinds
    active = object_follows(following) or words[at].verb_is("intransitive verbs")
    if "base" in form.kinds and previous is not None and not headline and not previous.capital and _plural(previous):
        active = True
    if previous is None or (previous.mark and previous.text not in ",)%"):
        return VerbGroup(words[0].language, at, at, at + 1, form.lemma, "participle", "past", True, strength=0.2, bare=True)
    before = previous.form
    verb_before = before is not None and before.kinds == {"s"} and not before.noun and not previous.capital
    attribute = (
        verb_before
        or (words[at - 1].adverb and previous.is_a("determiners", "prepositions") and not previous.is_a("pronouns"))
        or (not headline and only)
        or (previous.adjective and not previous.capital and following is not None and object_follows(following))
    )
    if attribute:
        return VerbGroup(words[0].language, at, at, at + 1, form.lemma, "participle", "past", True, strength=0.3, bare=True)
    passive = only or (headline and (not active or _gets(word, following)))
    strength = 0.7 if headline else 0.85
    if form.noun:
        strength -= 0.1 if headline else 0.0
        if following is None and any(word.is_a("prepositions") for word in words[max(0, at - 3) : at]):
            strength -= 0.3  # "Hallam uncertain about Euro bid"
        if "base" in form.kinds and following is not None and _verb_follows(words, at + 1):
            return None
    return VerbGroup(words[0].language, at, at, at + 1, form.lemma, "finite", "past", passive, strength=strength, bare=True)
