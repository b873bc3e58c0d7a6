"""Names: runs of capitalised words, cut into titles and names."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.name_evidence import NameSpan
from feedpub.extraction.document.name_types import NameType, types_of, weights
from feedpub.extraction.document.titles import title_before
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION, Is

_LONGEST_PAIR = 8  # words of the second part of an organisation's name
_LONGEST = 32  # words of a name with its titles; of 3,500 articles the longest run, a headline's, has 15


def find_names(words: Tokens) -> tuple[Mention, ...]:
    """Find the names of a text.

    Args:
        words: of the text.

    Returns:
        Names in order, none overlapping: "Gen. Ada Osei" is one mention with title "Gen."; "Lagos Gov. Osei" is a place
        and a person.
    """
    known = _elsewhere(words)
    spans = [span for first, last in _runs(words, known) for span in _spans(words, first, last)]
    named = [span for span in spans if span.first < span.last]
    types = dict(zip(named, types_of(words, named), strict=True))
    return tuple(_mention(words, span, types[span]) if span in types else _office(words, span.title, span.last) for span in spans)


def _is(words: Tokens, text: str, section: str) -> bool:
    return text in words.language.words("names", section)


@cache
def _endings(language: Language, name: str, section: str) -> tuple[str, ...]:
    return tuple(language.words(name, section))


def _elsewhere(words: Tokens) -> frozenset[str]:
    """Collect the words that are written with a capital where that is not the rule."""
    return frozenset(
        token.text
        for token, capital, opens in zip(words.tokens, words.capital, words.opens, strict=True)
        if capital and not opens
    )


def _runs(words: Tokens, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    place, count = 0, len(words.tokens)
    while place < count:
        if not words.capital[place] or not _begins(words, place, known):
            place += 1
            continue
        last = _run_end(words, place)
        yield place, last
        place = last


def _begins(words: Tokens, place: int, known: frozenset[str]) -> bool:
    token, flags = words.tokens[place].text, words.flags[place]
    if _is(words, token, "first person") or flags & Is.DAY:
        return bool(flags & Is.DAY) and _month_name(words, place)
    if not words.opens[place]:
        closed = flags & FUNCTION & ~Is.ADVERB and not _is(words, words.lower[place], "may be a name")
        return not closed or (token.isupper() and len(token) > 2)
    if (flags & (FUNCTION | Is.OPENER) and not _is(words, words.lower[place], "may begin as a name")) or _compound(
        words, token
    ):
        return False
    if _role(words, place) or (
        flags & Is.SAY
        and (words.lower[place].endswith(_endings(words.language, "endings", "past")) or _is(words, token, "said"))
    ):
        return False
    follows = (
        place + 1 < len(words.tokens) and words.capital[place + 1] and _adjacent(words, place) and not words.opens[place + 1]
    )
    if not follows and token not in known and token.endswith(_endings(words.language, "names", "doers")):
        return False
    return follows or token in words.language.titles or not flags & Is.COMMON or (token in known and not flags & Is.GROUP)


def _role(words: Tokens, place: int) -> bool:
    """Tell the role that opens a sentence before a full name, "Striker Ada Osei", from a name such as Guy."""
    token = words.tokens[place].text
    named = place + 2 < len(words.tokens) and words.capital[place + 1] and words.capital[place + 2]
    role = (
        bool(words.flags[place] & Is.PERSON) and token not in words.language.titles and token not in words.language.genders
    )
    return role and named and _adjacent(words, place) and _adjacent(words, place + 1)


def _compound(words: Tokens, token: str) -> bool:
    """Tell "Fifteen-year-old" at the beginning of a sentence from "Jean-Paul"; "Co-founder" is a title."""
    return token.rpartition("-")[2].islower() and "-" in token and token not in words.language.titles


def _month_name(words: Tokens, place: int) -> bool:
    """Tell a person called May or August from the month: another name stands beside it, and no number."""
    if not _is(words, words.tokens[place].text, "calendar given name"):
        return False
    after = words.tokens[place + 1].text if place + 1 < len(words.tokens) else ""
    before = words.tokens[place - 1].text if place else ""
    if _is(words, after, "after calendar speaker"):
        return _is(words, words.tokens[place].text, "calendar speaker")
    return before in words.language.titles or (after[:1].isupper() and not words.flags[place + 1] & (Is.DAY | FUNCTION))


def _surname(words: Tokens, place: int) -> bool:
    """Tell Theresa May and Johnnie Christmas, who have a given name, from the month and the feast."""
    named = words.tokens[place - 1].text in words.language.genders or words.tokens[place - 1].text in words.language.titles
    after = words.tokens[place + 1].text if place + 1 < len(words.tokens) else ""
    return named and _is(words, words.tokens[place].text, "calendar surname") and not after[:1].isdigit()


def _adjacent(words: Tokens, place: int) -> bool:
    gap = words.text[words.tokens[place].end : words.tokens[place + 1].start]
    return gap in ("", " ", "\u00a0")


def _run_end(words: Tokens, first: int) -> int:
    """Find where a run of capitalised words ends, after 32 of them at the latest."""
    last, limit = first + 1, min(first + _LONGEST, len(words.tokens))
    while last < limit and _adjacent(words, last - 1) and words.sentence[last] == words.sentence[first]:
        token = words.tokens[last].text
        if words.capital[last] and not words.opens[last] and (not words.flags[last] & Is.DAY or _surname(words, last)):
            last += 1
        elif (step := _bridge(words, first, last)) and words.capital[last + step] and not words.flags[last + step] & Is.DAY:
            last += step + 1
        elif token.isdigit() and len(token) <= 2 and _is(words, words.tokens[last - 1].text, "numbered"):
            last += 1
        else:
            break
    return last


def _bridge(words: Tokens, first: int, last: int) -> int:
    """Count the small words that join a name: "van der", "of the"."""
    step = 0
    while last + step + 1 < len(words.tokens) and step < 2 and _adjacent(words, last + step):
        lower = words.tokens[last + step].text
        if (
            lower in words.language.words("particles", "name")
            and not (_is(words, lower, "weak particle") and words.opens[last - 1])
        ) or (
            _is(words, lower, "joining")
            and (step == 0 or _is(words, lower, "second joining"))
            and _organization_opens(words, first, last, lower)
        ):
            step += 1
        else:
            break
    return step


def _spans(words: Tokens, first: int, last: int) -> Iterator[NameSpan]:
    """Cut a run of capitalised words into the names that it holds; one without words is an office without its holder."""
    first = _skip_peoples(words, first, last)
    cut = title_before(words, first, last)
    if cut is None:
        yield NameSpan(first, first, last)
        return
    begin, name = cut
    if begin > first:
        yield NameSpan(first, first, begin)
    yield NameSpan(begin, name, last)


def _skip_peoples(words: Tokens, first: int, last: int) -> int:
    """Leave out what only describes: "Kenyan" before "President Osei", but not in "Kenyan Council of Churches"."""
    peoples, run = words.language.words("peoples"), [token.text for token in words.tokens[first:last]]
    if run[-1] in words.language.words("organizations", "last") or not words.language.words("names", "of").isdisjoint(run):
        return first
    while (
        last - first > 1
        and run[0] in peoples
        and run[0] not in words.language.genders
        and not (_is(words, run[0], "colour") and len(run) == 2)
    ):
        first, run = first + 1, run[1:]
    return first


def _mention(words: Tokens, span: NameSpan, type_: NameType) -> Mention:
    title, first, last = span
    surname = last - 1
    while surname > first and _is(words, words.tokens[surname].text, "suffix"):
        surname -= 1
    return Mention(
        words.starts[title],
        words.ends[last - 1],
        words.slice(title, last),
        "name",
        type_.kind,
        words.slice(first, last),
        words.lower[surname],
        words.slice(title, first) if title < first else "",
        _gender(words, title, first, last) if type_.kind == "person" else "",
        title,
        last,
        type_.margin >= weights().sure,
        type_.margin,
        type_.cues,
    )


def _gender(words: Tokens, title: int, first: int, last: int) -> str:
    for place in range(title, first):
        if gender := words.language.title_genders.get(words.lower[place]):
            return gender
    if last - first == 1:
        return ""
    gender = words.language.genders.get(words.tokens[first].text, "")
    if not gender and "-" in words.tokens[first].text:
        gender = words.language.genders.get(words.tokens[first].text.split("-")[0], "")
    return gender if gender in ("f", "m") else ""


def _office(words: Tokens, first: int, last: int) -> Mention:
    text = words.slice(first, last)
    gender = next(
        (words.language.title_genders[word] for word in words.lower[first:last] if word in words.language.title_genders), ""
    )
    start, end = words.tokens[first].start, words.tokens[last - 1].end
    return Mention(start, end, text, "name", "title", text, words.lower[last - 1], text, gender, first, last)


def _organization_opens(words: Tokens, first: int, last: int, join: str) -> bool:
    """Tell whether a run of capitalised words goes on after a small word, as "University of" does and "Osei of" does not."""
    heads, listed = words.language.words("organizations", "of"), _lists(words.language)
    run = [token.text for token in words.tokens[first:last]]
    if join in listed("of on the"):
        return run[-1] in heads or (join in listed("of") and run[-1] in listed("office of"))
    if join in listed("for"):
        return run[-1] in heads
    if join == "&":
        return True
    if join not in listed("and"):
        return False
    if len(run) == 1 and first and words.lower[first - 1] in listed("the"):
        return _paired(words, first, last)
    return not listed("of for").isdisjoint(run) and not (heads | listed("office and")).isdisjoint(run)


def _lists(language: Language) -> Callable[[str], frozenset[str]]:
    return partial(language.words, "names")


def _paired(words: Tokens, first: int, last: int) -> bool:
    """Tell "the Globe and Mail" from two names: both are plain words, and one of the next 8 ends names of organisations."""
    ends = words.language.words("organizations", "last")
    place, limit = last + 1, min(last + 1 + _LONGEST_PAIR, len(words.tokens))
    while place < limit and words.capital[place] and words.flags[place] & Is.COMMON:
        if words.tokens[place].text in ends:
            return bool(words.flags[first] & Is.COMMON)
        place += 1
    return False
