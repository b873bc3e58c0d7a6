"""Datelines: the place, and sometimes the day and the agency, at the head of a report.

Wire style differs from house to house (``NAIROBI, Kenya (AP) —``, ``PARIS, May 3 (Reuters) -``, the place in small letters),
but all of them put the parts in this order and end them with a dash or a colon.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from feedpub.language.byline import find_byline
from feedpub.language.lexicon import english

AGENCIES = english().words("press", "agency")
LABELS = english().words("press", "label")
MONTHS = english().months
OPENERS = english().words("press", "opener")
PUBLISHER_WORDS = english().words("press", "publisher")
WEEKDAYS = english().weekdays
_LONGEST = 150  # characters that a dateline may take
_FARTHEST = 400  # characters in which it ends, where a headline stands before it
_MOST_WORDS = 6  # in one name: "ON THE U.S.-MEXICO BORDER"


class Part(NamedTuple):
    """Some characters of a dateline, with their offsets in the text."""

    start: int
    end: int
    text: str


class DatelinePlace(NamedTuple):
    """One place of a dateline.

    Args:
        start: first code point of its name.
        end: the code point after the last.
        text: the name as written, "TEL AVIV".
        within: what the dateline says it lies in, nearest first: "Israel"; empty for cities that need no more.
    """

    start: int
    end: int
    text: str
    within: tuple[Part, ...] = ()


class Dateline(NamedTuple):
    """What stands before the first sentence of a report.

    Args:
        start: first code point of the first place.
        end: first code point of the sentence that follows.
        places: one or more.
        date: day and month, perhaps with weekday and year.
        agency: its name without brackets.
    """

    start: int
    end: int
    places: tuple[DatelinePlace, ...]
    date: Part | None
    agency: Part | None


_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[.'’‘-]{{1,2}}(?={_LETTER}))*\.?")
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=lambda name: (-len(name), name)))})\b\.?"
_YEAR = r"(?:,? \d{4}\b)?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}\b{_YEAR}|\d{{1,2}} {_MONTH}{_YEAR}|\d{{4}}-\d\d-\d\d)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})\b"
_DATE = re.compile(rf"(?:{_WEEKDAY},? )?{_DAY}|{_WEEKDAY}", re.IGNORECASE)
_LAST_DATE = re.compile(rf"[,\s]+({_DATE.pattern}),?$", re.IGNORECASE)
_LAST_AGENCY = re.compile(rf",?\s*(?:\(([^()]{{2,40}})\)|(?<=[\s,])({'|'.join(sorted(AGENCIES))}))$")
# Old wires wrote an underscore for the dash, wrong decoding leaves a control character, some houses leave it out.
_DASH = re.compile(r"\s*[—―]\s*|\s?--\s*|\s[-–_\x96\x97\ufffd]\s+|(?<=\))[-–_:]\s*|:\s+|(?P<none>(?<=\))\s+(?=[A-Z“\"]))")
_HEADLINE_END = re.compile(r"[.!?…][\"”’']?\s+|\n\s*")
_IN_BRACKETS = re.compile(r"\(([^()\n]{3,60})\)(?=\s*[—–-])")  # (NEW YORK) — as broadcasters write it
_BETWEEN = re.compile(r"(?P<slash>\s?/\s?)|(?P<joint>,?\s(?:and|&)\s)|,\s?")
# Words in small letters that stand inside the names of places; any other means an ordinary sentence.
_SMALL = frozenset(
    "al and at central da de del des di do du eastern el en la las le les los near northeastern northern northwestern "
    "occupied of off on outside region southeastern southern southwestern sur the under upon western".split()
)
_FUSED = re.compile(r"(?:a[a-z]|el|d|l)[-'’]")  # al-Khobar, d'Ivoire


@lru_cache(maxsize=4)  # several rules ask for that of the article that is being read
def find_dateline(text: str) -> Dateline | None:
    """Find the dateline that a text begins with, also one that a headline or a byline stands before.

    Matches ``TEL AVIV, Israel — The head…``, ``PARIS (Reuters) - France…``, ``By Ann Lee LONDON, 3 May (AP) -- A…``; does
    not match ``The mayor — in office since May — resigned``.

    Args:
        text: an article's text.

    Returns:
        The dateline, or None.
    """
    start = len(text) - len(text.lstrip())
    head = text[: start + _FARTHEST]
    for at in _behind_byline(head, start):
        if found := _dateline(head, at):
            return found
    if not head.startswith(("By ", "BY "), start) and (found := _dateline(head, start)):
        return found
    return next((found for at in _below_headline(head, start) if (found := _further_down(head, at))), None)


def _behind_byline(head: str, start: int) -> Iterator[int]:
    line = head[start:].partition("\n")[0]
    for match in _WORD.finditer(line):
        before = line[: match.start()]
        if _is_capitals(match.group()) and not before.endswith((" and ", " & ", " with ")) and find_byline(before):
            yield start + match.start()


def _below_headline(head: str, start: int) -> Iterator[int]:
    for match in _HEADLINE_END.finditer(head, start + 1):
        yield match.end()


def _further_down(head: str, at: int) -> Dateline | None:
    """Return a dateline that does not begin the text, if it cannot be anything else."""
    found = _dateline(head, at)
    if found is None or head[at - 1] == "(" or ":" in head[found.end - 2 : found.end]:
        return None
    more = found.date or found.agency or found.places[0].within
    return found if _is_capitals(found.places[0].text) or (more and head[at - 1] == "\n") else None


def _dateline(head: str, start: int) -> Dateline | None:
    if brackets := _IN_BRACKETS.match(head, start):
        return _in_brackets(head, brackets)
    dash = _DASH.search(head, start, start + _LONGEST)
    if dash is None or dash.end() == len(head) or "\n" in head[start : dash.start()]:
        return None
    end, date, agency = _date_and_agency(head, start, dash.start())
    places = _places(head, start, end)
    found = Dateline(start, dash.end(), places, date, agency)
    return found if places and _is_likely(head, found, dash) else None


def _in_brackets(head: str, brackets: re.Match[str]) -> Dateline | None:
    dash = _DASH.match(head, brackets.end())
    places = _places(head, brackets.start(1), brackets.end(1))
    if not dash or dash.end() == len(head) or not places or head[dash.end()].islower():
        return None
    words = {word.lower() for word in places[0].text.split()}
    is_station = len(places[0].text) <= 4 or places[0].text in AGENCIES or words & PUBLISHER_WORDS
    return None if is_station else Dateline(brackets.start(1), dash.end(), places, None, None)


def _date_and_agency(head: str, start: int, end: int) -> tuple[int, Part | None, Part | None]:
    date: Part | None = None
    agency: Part | None = None
    for _ in range(2):
        if not agency and (match := _LAST_AGENCY.search(head[start:end])):
            part = _part(start, match, 1 if match[1] else 2)
            date, agency = (part, agency) if _DATE.fullmatch(part.text) else (date, part)
            end = start + match.start()
        if not date and (match := _LAST_DATE.search(head[start:end])):
            date = _part(start, match, 1)
            end = start + match.start()
    return end, date, agency


def _part(offset: int, match: re.Match[str], group: int) -> Part:
    return Part(offset + match.start(group), offset + match.end(group), match[group])


def _places(head: str, start: int, end: int) -> tuple[DatelinePlace, ...]:
    pieces = _pieces(head, start, end)
    if not all(_is_name(piece.text) for _, piece in pieces):
        return ()
    places: list[DatelinePlace] = []
    for between, piece in pieces:
        if between == "comma" and places:
            places[-1] = places[-1]._replace(within=(*places[-1].within, piece))
        else:
            places.append(DatelinePlace(*piece))
    return tuple(places)


def _pieces(head: str, start: int, end: int) -> list[tuple[str, Part]]:
    """Cut ``BERLIN, Germany, and WARSAW`` into names, but not ``Bosnia and Herzegovina``."""
    pieces: list[tuple[str, Part]] = []
    between, at = "slash", start
    capitals = _is_capitals(re.split(r",|/| and ", head[start:end], maxsplit=1)[0])
    for match in _BETWEEN.finditer(head, start, end):
        if match.lastgroup == "joint" and not _joins_places(head[match.end() : end], capitals, between):
            continue
        pieces.append((between, Part(at, match.start(), head[at : match.start()])))
        between, at = match.lastgroup or "comma", match.end()
    return [*pieces, (between, Part(at, end, head[at:end]))]


def _joins_places(after: str, capitals: bool, between: str) -> bool:
    word = _WORD.match(after)
    return bool(word) and (_is_capitals(word[0]) if word and capitals else between != "comma")


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or _DATE.fullmatch(name) or name.lower() in MONTHS:
        return False
    return all(
        _WORD.fullmatch(word) and (word[0].isupper() or word in _SMALL or _FUSED.match(word)) for word in words
    ) and any(word[0].isupper() for word in words)


def _is_capitals(name: str) -> bool:
    """Tell whether a name stands in capitals: TEL AVIV, McALLEN, RIO de JANEIRO; not Paris, not A."""
    letters = [letter for word in name.split() if word not in _SMALL for letter in word if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) >= max(2, 0.8 * len(letters))


def _is_likely(head: str, found: Dateline, dash: re.Match[str]) -> bool:
    first = found.places[0]
    named = bool(found.date or found.agency)
    if dash["none"]:
        return _is_capitals(first.text) and bool(found.agency and found.agency.text.isupper())
    if head[found.end].islower() and not (named and _is_capitals(first.text)):
        return False
    if (named or first.within) and first.text.rstrip(".") not in LABELS:
        return _is_capitals(first.text) or not _opens_sentence(first.text)
    if dash.group().strip() == ":" or dash.group() == "--":
        return False
    if _is_capitals(first.text):
        return first.text.rstrip(".") not in LABELS
    return not _opens_sentence(first.text) and not _is_parenthesis(head[found.end :])


def _opens_sentence(name: str) -> bool:
    words = name.split()
    return words[0].lower() in OPENERS or len(words) > 4


def _is_parenthesis(after: str) -> bool:
    """Tell whether a second dash follows before the sentence ends: ``Paris — Europe's favourite — is full``."""
    return bool(re.search(r"^[^.!?]*(?:—|\s[–-]\s)", after))
