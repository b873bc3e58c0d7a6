"""Datelines: the place, and sometimes the day and the agency, at the head of a report.

Wire style differs from house to house (``NAIROBI, Kenya (AP) —``, ``PARIS, May 3 (Reuters) -``, the place in small letters),
but all of them put the parts in this order and end them with a dash or a colon.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from feedpub.language.byline import find_byline
from feedpub.language.language import Language
from feedpub.language.patterns import any_of
from feedpub.language.registry import every_language, language_of
from feedpub.model.article import Article, Dateline

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


class DatelineParts(NamedTuple):
    """What stands before the first sentence of a report.

    Args:
        start: first code point of the first place.
        end: first code point of the sentence that follows.
        places: one or more.
        date: day and month, perhaps with weekday and year.
        agency: its name without brackets.
        end_of_places: the code point after what names the places.
    """

    start: int
    end: int
    places: tuple[DatelinePlace, ...]
    date: Part | None
    agency: Part | None
    end_of_places: int


_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[.'’‘-]{{1,2}}(?={_LETTER}))*\.?")
# Old wires wrote an underscore for the dash, wrong decoding leaves a control character, some houses leave it out.
_DASH = re.compile(r"\s*[—―]\s*|\s?--\s*|\s[-–_\x96\x97\ufffd]\s+|(?<=\))[-–_:]\s*|:\s+|(?P<none>(?<=\))\s+(?=[A-Z“\"]))")
_HEADLINE_END = re.compile(r"[.!?…][\"”’']?\s+|\n\s*")
_IN_BRACKETS = re.compile(r"\(([^()\n]{3,60})\)(?=\s*[—–-])")  # (NEW YORK) — as broadcasters write it
_FUSED = re.compile(r"(?:a[a-z]|el|d|l)[-'’]")  # al-Khobar, d'Ivoire
_MOST_COMMON = 4  # words of a name in small letters; more are the beginning of a sentence


@lru_cache(maxsize=4)  # several rules ask for that of the article that is being read
def find_dateline(text: str, language: Language) -> DatelineParts | None:
    """Find the dateline that a text begins with, also one that a headline or a byline stands before.

    Matches ``TEL AVIV, Israel — The head…``, ``PARIS (Reuters) - France…``, ``OSLO, May 3, 2024 /PRNewswire/ -- A…``,
    ``By Ann Lee LONDON, 3 May (AP) -- A…``, ``NEW DELHI: A court…``; does not match ``OSEI: I went…`` and
    ``The mayor — in office since May — resigned``.

    Args:
        text: an article's text.
        language: that it is written in.

    Returns:
        The dateline, or None.
    """
    start = len(text) - len(text.lstrip())
    return _finder(language).find(text[: start + _FARTHEST], start)


def any_dateline(text: str) -> DatelineParts | None:
    """Find the dateline of copy that has not yet said which language it is written in."""
    return next((found for language in every_language() if (found := find_dateline(text, language))), None)


def dateline_of(text: str, language: str) -> Dateline | None:
    """Find the dateline of a text as an article carries it.

    Args:
        text: of an article.
        language: BCP 47; in one that nobody knows datelines are taken to look as in those that are known.

    Returns:
        Where it stands, its places and its date as written; None where there is none.
    """
    known = language_of(language)
    found = find_dateline(text, known) if known else any_dateline(text)
    if found is None:
        return None
    place = text[found.start : found.end_of_places].rstrip(" ,")
    return Dateline(start=found.start, end=found.end, place=place, date=found.date and found.date.text)


def dateline_parts(article: Article) -> DatelineParts | None:
    """Cut the dateline of an article into its parts.

    Args:
        article: whose reader found the dateline, or found none.

    Returns:
        Places and date with their offsets; None where the article has no dateline.
    """
    line, text = article.dateline, article.text
    if line is None:
        return None
    end = line.start + len(line.place or "")
    at = text.find(line.date, end, line.end) if line.date else -1
    date = Part(at, at + len(line.date), line.date) if line.date and at >= 0 else None
    language = language_of(article.language)
    known = (language,) if language else every_language()
    places = next((found for one in known if (found := _finder(one).places(text, line.start, end))), ())
    return DatelineParts(line.start, line.end, places, date, None, end) if places else None


@cache
def _finder(language: Language) -> "_Finder":
    return _Finder(language)


class _Finder:
    """Looks for the dateline in the head of a text, as it is written in a language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        month = rf"{any_of(language.months)}\b\.?"
        year = r"(?:,? \d{4}\b)?"
        day = rf"(?:{month} \d{{1,2}}\b{year}|\d{{1,2}} {month}{year}|\d{{4}}-\d\d-\d\d)"
        weekday = rf"{any_of(language.weekdays)}\b"
        date = rf"(?i:(?:{weekday},? )?{day}|{weekday})"
        agency, joint = any_of(self._listed("agency")), any_of(self._listed("joining_places"))
        self._date = re.compile(date)
        self._line = re.compile(
            rf"(?P<places>.*?)(?:[,\s]+(?P<early>{date}),?)?"
            rf"(?:,?\s*(?:\((?:(?P<date>{date})|(?P<house>[^()]{{2,40}}))\)|/(?P<wire>[\w .-]{{2,40}})/"
            rf"|(?<=[\s,])(?P<agency>{agency})))?"
            rf"(?:[,\s]+(?P<late>{date}),?)?"
        )
        self._between = re.compile(rf"(?P<slash>\s?/\s?)|(?P<joint>,?\s{joint}\s)|,\s?")
        self._before_colon, self._capitals_before_colon = map(self._named, ("colon_city", "colon_capital"))
        self._small = self._listed("beside_place")
        self._by = tuple(f"{form} " for word in self._listed("by") for form in (word.title(), word.upper()))
        self._joining = tuple(f" {word} " for word in (*self._listed("joining"), "&"))

    def _listed(self, section: str) -> frozenset[str]:
        return self._language.words("press", section)

    def _named(self, section: str) -> frozenset[str]:
        """Return names that commas part, in capitals."""
        return frozenset(name.strip().upper() for line in self._language.lines("press", section) for name in line.split(","))

    def find(self, head: str, start: int) -> DatelineParts | None:
        starts = [*self._behind_byline(head, start), *(() if head.startswith(self._by, start) else (start,))]
        if found := next((found for at in starts if (found := self._dateline(head, at))), None):
            return found
        below = (match.end() for match in _HEADLINE_END.finditer(head, start + 1))
        return next((found for at in below if (found := self._further_down(head, at))), None)

    def _behind_byline(self, head: str, start: int) -> Iterator[int]:
        line = head[start:].partition("\n")[0]
        for match in _WORD.finditer(line):
            if not self._is_capitals(match.group()):
                continue
            before = line[: match.start()]
            if not before.endswith(self._joining) and find_byline(before):
                yield start + match.start()

    def _further_down(self, head: str, at: int) -> DatelineParts | None:
        """Return a dateline that does not begin the text, if it cannot be anything else."""
        found = self._dateline(head, at)
        if found is None or head[at - 1] == "(" or ":" in head[found.end - 2 : found.end]:
            return None
        more = found.date or found.agency or found.places[0].within
        return found if self._is_capitals(found.places[0].text) or (more and head[at - 1] == "\n") else None

    def _dateline(self, head: str, start: int) -> DatelineParts | None:
        if brackets := _IN_BRACKETS.match(head, start):
            return self._in_brackets(head, brackets)
        dash = _DASH.search(head, start, start + _LONGEST)
        line = self._line.fullmatch(head, start, dash.start()) if dash else None
        if not dash or not line or dash.end() == len(head):
            return None
        places, date = self.places(head, *line.span("places")), _part(line, "early", "date", "late")
        found = DatelineParts(start, dash.end(), places, date, _part(line, "house", "wire", "agency"), line.end("places"))
        return found if places and self._is_likely(found, dash, head[dash.end() :]) else None

    def _in_brackets(self, head: str, brackets: re.Match[str]) -> DatelineParts | None:
        dash, places = _DASH.match(head, brackets.end()), self.places(head, *brackets.span(1))
        if not dash or dash.end() == len(head) or not places or head[dash.end()].islower():
            return None
        name = places[0].text
        words = {word.lower() for word in name.split()}
        is_station = len(name) <= 4 or name in self._listed("agency") or words & self._listed("publisher")
        return None if is_station else DatelineParts(brackets.start(1), dash.end(), places, None, None, brackets.end(1))

    def places(self, head: str, start: int, end: int) -> tuple[DatelinePlace, ...]:
        """Cut ``BERLIN, Germany, and WARSAW`` into places, but not ``Bosnia and Herzegovina``."""
        places: list[DatelinePlace] = []
        between, at = "slash", start
        capitals = self._is_capitals(self._between.split(head[start:end], maxsplit=1)[0])
        for match in (*self._between.finditer(head, start, end), None):
            if match and match["joint"] and not self._joins_places(head[match.end() : end], capitals, between):
                continue
            part = Part(at, stop := match.start() if match else end, head[at:stop])
            if not self._is_name(part.text):
                return ()
            if between == "comma":
                places[-1] = places[-1]._replace(within=(*places[-1].within, part))
            else:
                places.append(DatelinePlace(*part))
            between, at = (match.lastgroup or "comma", match.end()) if match else ("", end)
        return tuple(places)

    def _joins_places(self, after: str, capitals: bool, between: str) -> bool:
        word = _WORD.match(after)
        return bool(word) and (self._is_capitals(word[0]) if word and capitals else between != "comma")

    def _is_name(self, name: str) -> bool:
        words = name.split()
        return (
            1 <= len(words) <= _MOST_WORDS
            and not self._date.fullmatch(name)
            and name.lower() not in self._language.months
            and any(word[0].isupper() for word in words)
            and all(
                _WORD.fullmatch(word) and (word[0].isupper() or word in self._small or _FUSED.match(word)) for word in words
            )
        )

    def _is_capitals(self, name: str) -> bool:
        """Tell whether a name stands in capitals: TEL AVIV, McALLEN, RIO de JANEIRO; not Paris, not A."""
        if name[1:].islower():  # as nearly every word that is asked about
            return False
        letters = [letter for word in name.split() if word not in self._small for letter in word if letter.isalpha()]
        return sum(letter.isupper() for letter in letters) >= max(2, 0.8 * len(letters))

    def _is_likely(self, found: DatelineParts, dash: re.Match[str], follows: str) -> bool:
        first = found.places[0]
        named, capitals = bool(found.date or found.agency), self._is_capitals(first.text)
        if dash["none"]:
            return capitals and bool(found.agency and found.agency.text.isupper())
        label = first.text.rstrip(".") in self._listed("label")
        if (follows[0].islower() and not (named and capitals)) or (label and not capitals):
            return False
        if (named or first.within) and not label:
            return capitals or not self._opens_sentence(first.text)
        if not label and dash.group().strip() == ":":
            return not follows[0].islower() and all(self._stands_before_colon(place.text) for place in found.places)
        if label or dash.group() == "--":
            return False
        return capitals or not (self._opens_sentence(first.text) or _is_parenthesis(follows))

    def _stands_before_colon(self, name: str) -> bool:
        """Tell "NEW DELHI: The court …" from "COUNCIL HEAD: The vote is off"."""
        return name.upper() in self._before_colon or name in self._capitals_before_colon

    def _opens_sentence(self, name: str) -> bool:
        words = name.split()
        return words[0].lower() in self._language.words("openers", "sentence") or len(words) > _MOST_COMMON


def _part(line: re.Match[str], *groups: str) -> Part | None:
    return next((Part(*line.span(group), line[group]) for group in groups if line[group]), None)


def _is_parenthesis(after: str) -> bool:
    """Tell whether a second dash follows before the sentence ends: ``Paris — Europe's favourite — is full``."""
    return bool(re.search(r"^[^.!?]*(?:—|\s[–-]\s)", after))
