"""What says what a name names: its own words, and the words beside it. Each piece of evidence is a cue with a name."""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import NamedTuple

from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import GIVEN, ORDINARY, SURNAME, lookup, lookup_abbreviation
from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION, Is
from feedpub.language.memo import Memo

_INITIALISM = 6  # letters
_LARGE = 150_000  # inhabitants
_GREAT = frozenset(("country", "continent", "capital", "region", "sea", "ocean", "union"))
_LONG = 4  # words: longer names are hardly people's
_APPOSITION = 7  # words
_NEAR = 14  # words between a name and the pronoun that may stand for it
_PHRASE = 3  # words between a name and the noun that it describes
_AGE = 3  # digits


class NameSpan(NamedTuple):
    """A name whose type is not known yet.

    Args:
        title: number of the first token of the title before it; of the name itself where there is none.
        first: number of its first token.
        last: number of the token after its last.
    """

    title: int
    first: int
    last: int


@cache
def form_cues(language: Language) -> Memo[tuple[str, ...]]:
    """Return what a name's own words say, by the name."""
    return Memo(partial(_form, language))


def _form(language: Language, name: str) -> tuple[str, ...]:
    run = name.split(" ")
    if len(run) > 1 and name.isupper():
        run = [part.capitalize() for part in run]
    found = _single(language, name) if len(run) == 1 else _several(language, run)
    return (*found, *_listed(language, name, run))


def _listed(language: Language, name: str, run: list[str]) -> Iterator[str]:
    """Yield what lists have of a whole name."""
    listed = partial(language.words, "organizations")
    if name in listed("whole") or name in language.lines("organizations", "phrases"):
        yield "organization listed"
    if name in language.words("places", "abbreviated"):
        yield "great place"
    elif rank := _rank(name):
        yield f"{rank} place" if len(run) == 1 or run[0] not in language.genders else "place like person"
    if run[-1] in language.words("peoples"):
        yield "people"
    elif language.singular(run[-1]) in language.words("peoples"):
        yield "peoples"
    if any(part[0].isdigit() for part in run):
        yield "number"
    if run[-1].rpartition("-")[2].islower():
        yield "compound"


def _single(language: Language, name: str) -> Iterator[str]:
    word = name.capitalize() if name.isupper() and len(name) > 3 else name
    flags = language.lexicon.get(word.lower(), 0)
    given, family, common = word in language.genders, word in language.family_names, bool(flags & Is.COMMON)
    if _initialism(language, name):
        yield "initialism"
    elif name.isupper() and not family:
        yield "capitals"
    elif branded(name):
        yield "inner capital"
    if common:
        yield "plural word" if language.singular(word.lower()) != word.lower() else "word"
    if given:
        yield "common given name" if common else "given name"
    elif family:
        yield "common family name" if common else "family name"
    elif not common and word.endswith(tuple(language.words("endings", "plural"))):
        yield "plural"
    if flags & Is.GROUP or flags & Is.PERSON:
        yield "role"


def _several(language: Language, run: list[str]) -> Iterator[str]:
    """Yield what the words of a longer name say."""
    listed, flags = partial(language.words, "organizations"), [language.lexicon.get(part.lower(), 0) for part in run]
    given = run[0] in language.genders or run[0].split("-")[0] in language.genders
    common = [bool(flag & Is.COMMON) for flag in flags]
    if run[-1] in listed("last") or "&" in run or run[0] in language.words("names", "organization first"):
        yield "organization word"
    elif not language.words("names", "of for").isdisjoint(run) and not listed("of").isdisjoint(run[:-1]):
        yield "organization of"
    elif run[-1] in language.words("places", "last") or run[0] in language.words("places", "first"):
        yield "place word"
    elif given:
        yield "common given name first" if common[0] else "given name first"
    elif any(len(part) == 2 and part[1] == "." for part in run[:-1]) or run[-1] in language.words("names", "suffix"):
        yield "initial"
    if run[-1] in language.family_names:
        yield "common family name last" if common[-1] else "family name last"
    elif common[-1]:
        yield "plural word last" if language.singular(run[-1].lower()) != run[-1].lower() else "word last"
    if common[0] and not given:
        yield "all words" if all(common) else "word first"
    yield from _mixed(language, run)


def _mixed(language: Language, run: list[str]) -> Iterator[str]:
    """Yield what is seldom in a person's name, or always."""
    if any(part.isupper() and len(part) > 1 and "." not in part for part in run):
        yield "capitals within"
    if any(branded(part) for part in run):
        yield "inner capital"
    if run[0] in language.words("peoples"):
        yield "people first"
    if _town(run):
        yield "place first, plural" if run[-1].endswith(tuple(language.words("endings", "plural"))) else "place first"
    if any(part in language.words("particles", "name") for part in run[1:-1]):
        yield "particle"
    if len(run) > _LONG:
        yield "long"
    if not all(part.isalpha() or not part[-1].isalnum() or "-" in part or "'" in part or "’" in part for part in run):
        yield "marks within"


def _town(run: list[str]) -> bool:
    """Tell a name that begins with a place's: "Houston Texans", "New York Giants"."""
    return any(_rank(" ".join(run[:length])) in ("great", "large") for length in range(1, len(run)))


def _initialism(language: Language, text: str) -> bool:
    letters = text.replace(".", "")
    if not (2 <= len(letters) <= _INITIALISM and letters.isupper() and letters.isalpha()):
        return False
    return text not in language.words("organizations", "other") and bool(letters.strip("IVXL"))


def _fame(name: str) -> str:
    """Ask the gazetteer how well known the best place of a name is."""
    found = lookup(name)
    if not found.rows:
        return ""
    best = found.rows[0]
    if best.feature in _GREAT and (best.feature == "country" or best.population > _LARGE) and best.primary:
        return "great" if not found.flags & GIVEN or best.feature in ("country", "continent") else "personal"
    if best.population <= _LARGE or not best.primary:
        return "small"
    return "personal" if found.flags & (GIVEN | SURNAME | ORDINARY) else "large"


_rank = Memo(_fame).__getitem__


def branded(part: str) -> bool:
    """Tell "MediaBox" from "McDonald", "DiCaprio" and "O'Neill": a brand's inner capital follows more than a prefix."""
    inner = next((at for at, letter in enumerate(part) if at and letter.isupper()), 0)
    return inner > 3 and part.isalpha() and not part.isupper()


@cache
def _beside(language: Language, side: str) -> Mapping[str, str]:
    """Return the cue of each word before or after a name."""
    sections = (section for section in language.sections("name_cues") if section.startswith(side))
    return MappingProxyType({word: section for section in sections for word in language.words("name_cues", section)})


@cache
def _deeds(language: Language) -> Mapping[str, str]:
    """Return the cue of each form of a verb that says who does it."""
    return MappingProxyType(
        {form: f"{kind} deed" for kind in ("organization", "person") for form in language.verb_forms("name_cues", kind)}
    )


def context_cues(words: Tokens, span: NameSpan, following: int) -> Iterator[str]:
    """Yield what the words beside a name say.

    Args:
        words: of the text.
        span: the name.
        following: number of the first token of the next name.
    """
    if span.title < span.first:
        yield "title"
    yield from _before(words, span)
    if span.last < len(words):
        yield from _after(words, span.last)
        yield from _pronoun(words, span.last, following)


def _before(words: Tokens, span: NameSpan) -> Iterator[str]:
    first = span.title
    if not first or words.sentence[first - 1] != words.sentence[first]:
        return
    before, flags = words.lower[first - 1], words.flags[first - 1]
    cue = _beside(words.language, "before").get(before)
    noun = flags & (Is.PERSON | Is.ORGANIZATION) if not words.capital[first - 1] or words.opens[first - 1] else 0
    if noun:
        yield "after role" if flags & Is.PERSON else "after organization noun"
    elif words.capital[first - 1] and cue == "before the" and not words.opens[first - 1]:
        yield "after capital article"
    elif cue:
        yield from _preposition(words, first, cue)
    elif before == "(":
        yield from _bracketed(words, span)
    elif before in ("@", "#"):
        yield "handle"
    if flags & Is.SAY and span.last < len(words) and words.lower[span.last] in (".", ",", ":", "who") and not words.capital[first - 1]:
        yield "speaks"


def _preposition(words: Tokens, first: int, cue: str) -> Iterator[str]:
    """Yield the word before a name with the noun that it belongs to: "an economist at", "a subsidiary of"."""
    if first > 1 and words.lower[first - 2] in words.language.words("reporting", "according"):
        yield "according to"
        return
    flags = words.flags[first - 2] if first > 1 and cue in ("before of", "before in", "before with") else 0
    yield f"role {cue}" if flags & Is.PERSON else f"organization noun {cue}" if flags & Is.ORGANIZATION else cue


def _bracketed(words: Tokens, span: NameSpan) -> Iterator[str]:
    closes = span.last < len(words) and words.texts[span.last] == ")"
    if span.last == span.first + 1 and lookup_abbreviation(words.texts[span.first], qualifying=True):
        yield "qualifies"
    elif closes:
        yield "shortens words" if _shortens(words, span) else "bracketed"
    elif span.last < len(words) and words.texts[span.last] == ":":
        yield "exchange"


def _shortens(words: Tokens, span: NameSpan) -> bool:
    """Tell the initials of a thing: "a polymerase chain reaction (PCR)"."""
    letters = words.texts[span.first].lower()
    before = words.lower[max(0, span.first - 1 - len(letters)) : span.first - 1]
    small = not all(words.capital[span.first - 1 - len(letters) : span.first - 1])
    return small and len(letters) > 1 and "".join(word[0] for word in before) == letters


def _after(words: Tokens, at: int) -> Iterator[str]:
    lower, flags = words.lower[at], words.flags[at]
    if lower in words.language.possessives:
        yield from _owned(words, at + 1, "owns")
    elif lower == "," and at + 1 < len(words):
        yield from _apposed(words, at + 1)
    elif lower == "(" and at + 2 < len(words) and words.lower[at + 2] == ")" and words.lower[at + 1].isdigit():
        yield "age"
    elif lower.isdigit() and words.lower[at + 1 : at + 2] == ("-",):
        yield "score"
    elif words.capital[at] and not words.opens[at]:
        return
    elif flags & (Is.SAY | Is.JUDGE) and _past(words, at):
        yield "speaks"
        yield from _itself(words, at)
    elif cue := _beside(words.language, "after").get(lower) or _deeds(words.language).get(lower):
        yield cue
    elif not flags & (FUNCTION | Is.FINITE):
        yield from _owned(words, at, "modifies")


def _past(words: Tokens, at: int) -> bool:
    past = tuple(words.language.words("endings", "past"))
    return words.lower[at].endswith(past) or words.lower[at] in words.language.words("names", "speech")


def _owned(words: Tokens, at: int, way: str) -> Iterator[str]:
    """Yield what sort of noun a name stands before, at once or after two more words: "'s chief executive"."""
    listed = partial(words.language.words, "name_cues")
    for place in range(at, min(at + _PHRASE, len(words))):
        flags, lower = words.flags[place], words.lower[place]
        if flags & FUNCTION or not lower[0].isalpha() or words.capital[place]:
            break
        if lower in listed("possession"):
            yield f"{way} possession"
            return
        if lower in listed("kin"):
            yield f"{way} kin"
            return
        if flags & (Is.PERSON | Is.GROUP | Is.ORGANIZATION):
            yield f"{way} organization noun" if flags & Is.ORGANIZATION and not flags & Is.PERSON else f"{way} role"
            return
    yield way


def _apposed(words: Tokens, at: int) -> Iterator[str]:
    """Yield what an apposition calls a name: ", a ferry company that", ", 44,"."""
    lower, listed = words.lower, partial(words.language.words, "name_cues")
    if lower[at].isdigit() and len(lower[at]) < _AGE and lower[at + 1 : at + 2] in ((",",), (".",), (")",)):
        yield "age"
        return
    if cue := _beside(words.language, "after").get(lower[at]):
        yield cue if cue in ("after who", "after which", "after aged") else "comma"
        return
    role = words.flags[at] & Is.PERSON and not words.capital[at]
    if lower[at] not in listed("opens apposition") and not role:
        return
    for place in range(at, min(at + _APPOSITION, len(words) - 1)):
        if lower[place] in (",", ".") or (words.capital[place] and place > at + 3):
            return
        if lower[place + 1] in listed("closes apposition"):
            yield from _called(words, place)
            return


def _called(words: Tokens, noun: int) -> Iterator[str]:
    flags = words.flags[noun]
    if flags & Is.PERSON:
        yield "called person"
    elif flags & Is.ORGANIZATION:
        yield "called organization"
    elif words.lower[noun] in words.language.words("name_cues", "place"):
        yield "called place"


def _itself(words: Tokens, verb: int) -> Iterator[str]:
    """Tell a speaker that speaks of itself: "Osemar Tep said it would cut its prices"."""
    listed = partial(words.language.words, "names")
    it = verb + 1 + (words.lower[verb + 1 : verb + 2] != () and words.lower[verb + 1] in listed("that"))
    if it < len(words) and words.lower[it] in listed("it"):
        near = range(it + 1, min(it + _NEAR, len(words)))
        if any(words.lower[at] in listed("its") and words.sentence[at] == words.sentence[it] for at in near):
            yield "of itself"


def _pronoun(words: Tokens, at: int, following: int) -> Iterator[str]:
    """Yield the first pronoun between a name and the next one."""
    listed = partial(words.language.words, "coreference")
    for place in range(at, min(at + _NEAR, following, len(words))):
        if words.flags[place] & (Is.PRONOUN | Is.POSSESSIVE):
            lower = words.lower[place]
            if lower in listed("he") or lower in listed("she"):
                yield "he or she"
            elif lower in words.language.words("names", "its") or lower in listed("it"):
                yield "it"
            return
