"""What the words beside a name say of what it names: cues, to which data/name_weights.toml gives points."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType

from feedpub.extraction.document.name_spans import NameSpan
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import lookup_abbreviation
from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION, Is

_APPOSITION = 7  # words
_NEAR = 14  # words between a name and the pronoun that may stand for it
_PHRASE = 3  # words between a name and the noun that it describes
_AGE = 3  # digits
_OF_SUBJECT = frozenset(
    (
        *("speaks", "of itself", "person deed", "organization deed", "after is", "after are", "after beat", "after lost"),
        *("called person", "age", "after who", "after aged"),
    )
)
_RELATIVE = frozenset(("after who", "after which", "after aged"))
_OWNING = frozenset(("before of", "before in", "before at", "before with"))
_PREPOSITIONS = ("before of", "before in", "before at", "before to", "before on")


@cache
def _beside(language: Language, side: str) -> Mapping[str, str]:
    """Return the cue of each word before or after a name."""
    sections = (section for section in language.sections("name_cues") if section.startswith(side))
    return MappingProxyType({word: section for section in sections for word in language.words("name_cues", section)})


@cache
def _followed_by(language: Language) -> Mapping[str, str]:
    """Return the cue of each word after a name: of a verb that says who does it, in each of its forms, or of any other."""
    verbs = (language.verb_forms("name_cues", kind) for kind in ("organization", "person"))
    deeds = {form: f"{kind} deed" for kind, forms in zip(("organization", "person"), verbs, strict=True) for form in forms}
    return MappingProxyType({**deeds, **_beside(language, "after")})


@cache
def _past(language: Language) -> tuple[str, ...]:
    return tuple(language.words("endings", "past"))


def context_cues(words: Tokens, span: NameSpan, following: int) -> Iterator[str]:
    """Yield what the words beside a name say.

    Args:
        words: of the text.
        span: the name.
        following: number of the first token of the next name.
    """
    if span.title < span.first:
        yield "title"
    cues = [*_before(words, span), *_inverted(words, span)]
    if span.last < len(words):
        after = _after(words, span.last)
        # In "Ada Lind of Brno, a nurse, said" neither verb nor nurse are Brno's.
        belongs = any(cue.endswith(_PREPOSITIONS) for cue in cues)
        cues += (cue for cue in after if not belongs or cue not in _OF_SUBJECT)
        cues += _pronoun(words, span, following)
    if any(cue.startswith("owns") for cue in cues):  # "in Osei's words" is in the words
        cues = [cue for cue in cues if not cue.endswith(_PREPOSITIONS)]
    yield from map(_joined(cues), cues)


def _joined(cues: list[str]) -> Callable[[str], str]:
    """Tell "the Osei report" and "the Osei said", where the article says more or less than it does alone."""
    other = "speaks" if "speaks" in cues else next((cue for cue in cues if cue.startswith("modifies")), "")
    return lambda cue: f"{cue}, {other.split()[0]}" if other and cue in ("before the", "before article") else cue


def _before(words: Tokens, span: NameSpan) -> Iterator[str]:
    """Yield what the word before a name says; its title, where it has one, speaks for itself."""
    at = span.title - 1
    if at < 0 or words.sentence[at] != words.sentence[span.title]:
        return
    before, flags = words.lower[at], words.flags[at]
    cue, small = _beside(words.language, "before").get(before), not words.capital[at] or words.opens[at]
    if small and flags & (Is.PERSON | Is.ORGANIZATION):
        yield "after role" if flags & Is.PERSON else "after organization noun"
    elif cue == "before the" and not small:
        yield "after capital article"
    elif cue:
        yield from _preposition(words, at, cue)
    elif before in words.language.words("names", "owner"):
        if words.texts[span.last - 1] in words.language.words("organizations", "last"):
            yield "owned organization word"
    elif before in "(,":
        yield from _bracketed(words, span, before)
    elif before == "@" or words.text[words.starts[at]] == "/":
        yield "handle"


def _inverted(words: Tokens, span: NameSpan) -> Iterator[str]:
    """Find the verb of speech before whoever speaks: “We go,” said Osei."""
    at = span.title - 1
    if at >= 0 and words.flags[at] & Is.SAY and not words.capital[at]:
        ends = span.last == len(words) or not words.lower[span.last][0].isalnum()
        if ends or (at and not words.lower[at - 1][-1].isalnum()):
            yield "speaks"


def _preposition(words: Tokens, at: int, cue: str) -> Iterator[str]:
    """Yield the word before a name with the noun that it belongs to: "an economist at", "a subsidiary of"."""
    if at and words.lower[at - 1] in words.language.words("reporting", "according"):
        yield "according to"
        return
    flags = words.flags[at - 1] if at and cue in _OWNING else 0
    yield f"role {cue}" if flags & Is.PERSON else f"organization noun {cue}" if flags & Is.ORGANIZATION else cue


def _bracketed(words: Tokens, span: NameSpan, before: str) -> Iterator[str]:
    """Yield what a name in brackets is: "Erie (Pa.)", "a polymerase chain reaction (PCR)", "Bo Lind (Rovers)"."""
    after = words.texts[span.last] if span.last < len(words) else ""
    if span.last == span.first + 1 and lookup_abbreviation(words.texts[span.first], qualifying=True):
        yield "qualifies"
    elif before == "(" and after == ")":
        yield "bracketed" if words.capital[span.title - 2] else "shortens words"


def _after(words: Tokens, at: int) -> Iterator[str]:
    """Yield what the words after a name say."""
    lower, flags = words.lower[at], words.flags[at]
    if lower in words.language.possessives:
        yield from _owned(words, at + 1, "owns")
    elif lower == ",":
        yield from _apposed(words, at + 1)
    elif lower[0].isdigit():
        yield "score" if words.lower[at + 1 : at + 2] == ("-",) else "number after"
    elif words.capital[at] and not words.opens[at]:
        return
    elif flags & (Is.SAY | Is.JUDGE) and (
        lower in words.language.words("names", "speech") or lower.endswith(_past(words.language))
    ):
        yield "speaks"
    elif cue := _followed_by(words.language).get(lower):
        yield cue
        if flags & Is.AUXILIARY and at + 1 < len(words) and (deed := _followed_by(words.language).get(words.lower[at + 1])):
            yield deed
    elif not flags & (FUNCTION | Is.FINITE) or lower in words.language.words("name_cues", "possession"):
        yield from _owned(words, at, "modifies")


def _owned(words: Tokens, at: int, way: str) -> Iterator[str]:
    """Yield what sort of noun a name stands before, at once or after two more words: "'s chief executive"."""
    sort = None
    for place in range(at, min(at + _PHRASE, len(words))):
        if words.flags[place] & FUNCTION or words.capital[place] or not words.lower[place][0].isalpha():
            break
        if sort := _sort(words, place):
            break
        sort = ""
    if sort is not None:
        yield f"{way} {sort}".rstrip()


def _sort(words: Tokens, noun: int) -> str:
    """Return what sort of noun a word is: what firms have, what people have, somebody, an organisation."""
    flags, lower, listed = words.flags[noun], words.lower[noun], partial(words.language.words, "name_cues")
    if found := next((sort for sort in ("possession", "kin") if lower in listed(sort)), ""):
        return found
    if flags & (Is.PERSON | Is.GROUP):
        return "role"
    return "organization noun" if flags & Is.ORGANIZATION else ""


def _apposed(words: Tokens, at: int) -> Iterator[str]:
    """Yield what an apposition calls a name: ", a ferry company that", ", 44,"."""
    lower, listed = words.lower, partial(words.language.words, "name_cues")
    after = lower[at : at + 2]
    if len(after) == 2 and after[0].isdigit() and len(after[0]) < _AGE and after[1] in listed("closes apposition"):
        yield "age"
    elif (cue := _followed_by(words.language).get("".join(after[:1]))) and cue in _RELATIVE:
        yield cue
    elif after and (after[0] in listed("opens apposition") or words.flags[at] & Is.PERSON):
        ends = range(at + 1, min(at + _APPOSITION, len(words)))
        end = next((end for end in ends if lower[end] in listed("closes apposition")), at)
        if end > at and not words.capital[end - 1]:
            yield from _called(words, end - 1)


def _called(words: Tokens, noun: int) -> Iterator[str]:
    flags = words.flags[noun]
    if flags & Is.PERSON:
        yield "called person"
    elif flags & Is.ORGANIZATION:
        yield "called organization"
    elif words.lower[noun] in words.language.words("name_cues", "place"):
        yield "called place"


@cache
def _pronouns(language: Language) -> Mapping[str, str]:
    """Return the cue of each pronoun that may stand for a name."""
    things = dict.fromkeys(language.words("names", "it"), "it or its")
    people = language.words("coreference", "he") | language.words("coreference", "she")
    return MappingProxyType(things | dict.fromkeys(people, "he or she"))


def _pronoun(words: Tokens, span: NameSpan, following: int) -> Iterator[str]:
    """Yield the first pronoun between a name and the next one: in its sentence, or in the next where the name begins it.

    "Osemar Tep said it would cut its prices" speaks of itself.
    """
    last = words.sentence[span.first] + words.opens[span.title]
    near, pronouns = range(span.last, min(span.last + _NEAR, following, len(words))), _pronouns(words.language)
    found = [pronouns[words.lower[at]] for at in near if words.lower[at] in pronouns and words.sentence[at] <= last]
    yield from found[:1]
    if found[:2] == ["it or its"] * 2:
        yield "of itself"
