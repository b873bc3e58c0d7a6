"""Families of hostile text: each goes on for as long as is asked, and asks one kind of question again and again.

Some are written by hand; the others are made of every list of words that the rules read, so that a new list is covered on
the day it comes.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

FEEDPUB = Path(__file__).parents[1] / "feedpub"
ROOMS = ("language", "extraction")
Text = Callable[[int], str]
"""Makes a text of about as many characters as it is given."""

# {a} and {b} are names that nobody else in the text has, {n} a number that goes up.
_UNITS = {
    # Marks
    "straight double marks": '"',
    "spaced straight double marks": '" ',
    "opening double marks": "“",
    "closing double marks": "”",
    "low marks": "„",
    "angle marks": "«",
    "closing angle marks": "» ",
    "TeX marks": "``",
    "closing TeX marks": "'' ",
    "opening single marks": "‘",
    "spaced opening single marks": " ‘a",
    "apostrophes": "'",
    "curly apostrophes": "’ ",
    "nested marks": "“‘a ",
    "nested closed marks": "“a ‘b «c» d’ e” ",
    "unclosed paragraphs": "“It goes on.\n\n",
    "marks of every kind": "\"'“‘„«``''»’” ",
    "one word between marks": '"a" ',
    "one word between curly marks": "“a” ",
    "marks and commas": '"a," ',
    "glued marks": 'a"b" c"d ',
    "round brackets": "(",
    "closing round brackets": ") ",
    "square brackets": "[a ",
    "words in brackets": "(a) ",
    "commas": ",",
    "spaced commas": "a, ",
    "hyphens": "-",
    "hyphenated words": "well-",
    "dashes": "a — ",
    "colons": "a: ",
    "semicolons": "a; ",
    "full stops": ".",
    "spaced full stops": ". ",
    "ellipses": "… ",
    "question marks": "Why? ",
    "exclamation marks": "No! ",
    "ampersands": "A & ",
    "slashes": "a/",
    "bullets": "• One thing\n",
    "hyphen bullets": "- One thing\n\n",
    "currency signs": "$5 ",
    "combining characters": "e\u0301\u0308",
    "emoji": "\U0001f469\u200d\U0001f692 ",
    "zero-width characters": "a\u200b",
    "line breaks": "a\n",
    "spaces": "a          ",
    "blank lines": "a\n\n",
    "blank lines of spaces": "a\n \n",
    # Letters and digits
    "one word": "a",
    "one capital word": "A",
    "capitals": "OSEI ",
    "single capitals": "A ",
    "initials": "A. ",
    "initials without spaces": "A.",
    "initials and surnames": "J. K. Smith ",
    "abbreviations": "Gen. ",
    "digits": "1",
    "numbers": "1 ",
    "figures with commas": "1,000,",
    "scores": "3-1 ",
    "ordinals": "1st ",
    "years": "2026 ",
    "years in brackets": "(2026) ",
    "years with commas": "2026, ",
    "decades": "1990s ",
    "dates": "March 3, 2026, ",
    "numeric dates": "03/04/2026 ",
    "ISO dates": "2026-03-04 ",
    "clock times": "3:30 p.m. ",
    "ranges of years": "2024-2026-",
    "ranges of days": "March 3-4-5 and ",
    "last Tuesday": "last Tuesday ",
    "days of days": "the day after ",
    "years of years": "a year before ",
    "weeks ago": "two weeks ago ",
    # Names
    "a surname and commas": "Smith, ",
    "a possessive surname": "Smith's ",
    "coordinated surnames": "Smith and Jones and ",
    "a full name": "Ada Smith ",
    "full names in sentences": "Ada Smith. ",
    "titles and names": "Mr. Smith ",
    "titles and titles": "President ",
    "the president of the president of": "the president of the ",
    "names with particles": "van der ",
    "al-names": "al-Osei ",
    "names of names": "Bank of ",
    "university of university of": "University of the ",
    "companies": "Smith & Sons Inc. ",
    "companies and commas": "Smith Inc., ",
    "acronyms in brackets": "World Health Organization (WHO) ",
    "distinct names": "{a}, ",
    "distinct people": "{a} {b} left. ",
    "distinct people in paragraphs": "{a} {b} left the town on Monday.\n\n",
    "distinct people of one surname": "{a} Smith came. ",
    "distinct surnames of one given name": "Ada {a} came. ",
    "distinct organisations": "{a} Bank failed. ",
    "distinct places": "They met in {a}, Ohio. ",
    "distinct acronyms": "{a} Health Organization (WHO) ",
    "distinct titles and names": "President {a} ",
    "distinct appositions": "{a} {b}, a lawyer for {a} Bank, ",
    "distinct headless appositions": "{a}, mayor of {b}, ",
    "distinct numbers": "{n} ",
    "distinct years": "in {n}, ",
    # Places
    "places": "Paris ",
    "places and commas": "Paris, ",
    "places and regions": "Springfield, Ohio, ",
    "in a place in a place": "in Paris in ",
    "demonyms": "French ",
    "places and sentences": "He was in London. ",
    "streets": "Main Street and ",
    "datelines": "PARIS (AP) — ",
    "datelines in paragraphs": "LONDON, March 3 (Reuters) - It rained.\n\n",
    "bylines": "By Ada Smith\n\n",
    # Speech
    "said that": "said that ",
    "Smith said that": "Smith said that ",
    "he said": "he said ",
    "he said and commas": ", he said, ",
    "he said she said": "he said she said ",
    "said Smith": "said Smith ",
    "according to": "according to ",
    "told him": "told him ",
    "quoted words and he said": '"a," he said, ',
    "quoted words and names": '"a" Smith ',
    "quoted words and said": '"a" said ',
    "quotations of one speaker": "“It is bad,” Smith said. ",
    "quotations of one speaker in paragraphs": "“It is bad,” Smith said.\n\n",
    "quotations of distinct speakers": "“It is bad,” {a} {b} said. ",
    "quotations of distinct speakers in paragraphs": "“It is bad,” said {a} {b}, a farmer.\n\n",
    "quotations of nobody": "“It is bad.” ",
    "quotations of nobody in paragraphs": "“It is bad.”\n\n",
    "quotations in one sentence": "“it is bad” and ",
    "quotations and semicolons": "“it is bad”; ",
    "quotations and commas": "“it is bad”, ",
    "quotations of unnamed people": "“It is bad,” a farmer said. ",
    "interrupted quotations": "“It is,” Smith said, “bad”, ",
    "indirect speech": "Smith said the plan was bad. ",
    "indirect speech of distinct speakers": "{a} said the plan was bad. ",
    "indirect speech in one sentence": "Smith said the plan was bad and ",
    "reports in reports": "Smith said that Jones said that ",
    "reports with commas": "Smith, who said Jones, who said ",
    "relative clauses": "who said ",
    "participles": "calling it bad, ",
    "verbs and verbs": "said and said and ",
    "asked": 'asked if "a" ',
    # Clauses
    "pronouns": "he ",
    "pronouns in sentences": "He left. ",
    "she of many": "{a} left. She came. ",
    "he in one sentence": "he left and ",
    "the president": "the president ",
    "definite descriptions": "The mayor left. ",
    "definite descriptions of many": "{a}, the mayor, left. The mayor came. ",
    "prepositional phrases": "of the house ",
    "in on at": "in on at ",
    "to and to": "to to ",
    "and": "and ",
    "adverbs": "quickly ",
    "nouns": "house ",
    "verbs": "killed ",
    "verbs in sentences": "Smith killed Jones. ",
    "verbs in one sentence": "Smith killed Jones and ",
    "passives": "was killed by ",
    "events": "The earthquake killed 12 people. ",
    "events in one sentence": "the earthquake killed 12 people and ",
    "determiners": "the ",
    "subordinate clauses": "because ",
    "one endless sentence": "the dam that the river that the town that Smith built flooded broke and ",
}
_SAMPLES = ("“", "”", "«", "»", "„", "‘", "’", '"', "'", "``", "''")
_SYLLABLES = [f"{consonant}{vowel}" for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_OPEN = frozenset(("collected_names", "given_names", "shared_names", "surnames", "vocabulary", "world_names"))
"""Word lists so long that one more section tells nothing: each gives one family."""


def families(every: int = 1) -> dict[str, Text]:
    """Return families by name: those written by hand, then those made of word lists.

    Args:
        every: take one of so many of those made of word lists.
    """
    by_hand: dict[str, Text] = {name: _repeated(unit) for name, unit in _UNITS.items()}
    by_hand |= {f"pairs of {mark}": _paired(mark) for mark in _SAMPLES}
    made: dict[str, Text] = {}
    for name, words in _lists():
        made[f"{name} in turn"] = _in_turn(words, " ")
        if len(words) > 1:
            made[f"{name} after a name"] = _in_turn([f"Smith {word}" for word in words], ", ")
    return by_hand | dict(islice(made.items(), 0, None, every))


def _name(number: int) -> str:
    """Return a capitalised word of its own for each number."""
    syllables = []
    number += len(_SYLLABLES) ** 2
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[rest])
    return "".join(syllables).capitalize()


def _repeated(unit: str) -> Text:
    if "{" not in unit:
        return lambda size: (unit * (size // len(unit) + 1))[:size]
    return lambda size: _joined((unit.format(a=_name(n), b=_name(n + 7919), n=n) for n in count()), size)


def _paired(mark: str) -> Text:
    """Make a text in which another mark stands before each sample: what opens with one may close with any."""
    return lambda size: _joined((f"{mark}a {other}b " for other in cycle(_SAMPLES)), size)


def _in_turn(words: list[str], between: str) -> Text:
    return lambda size: _joined((f"{word}{between}" for word in cycle(words)), size)


def _joined(parts: Iterator[str], size: int) -> str:
    found, length = [], 0
    for part in parts:
        found.append(part)
        length += len(part)
        if length >= size:
            break
    return "".join(found)[:size]


def _lists() -> Iterator[tuple[str, list[str]]]:
    """Walk over the word lists of the rules, whatever their form."""
    for path in sorted(path for room in ROOMS for path in (FEEDPUB / room).rglob("data/**/*.t*")):
        text, name = path.read_text(encoding="utf-8"), path.name.partition(".")[0]
        if "build" in path.parts or path.suffix not in (".toml", ".tsv", ".txt"):
            continue
        if path.suffix == ".toml":
            yield from _of_tables(name, tomllib.loads(text))
        elif path.suffix == ".tsv":
            yield name, [word for line in _lines(text) for word in re.split(r"[\t|]", line) if word]
        else:
            yield from _of_sections(name, text)


def _lines(text: str) -> Iterator[str]:
    return (line for raw in text.splitlines() if (line := raw.split("#")[0].strip()))


def _of_sections(name: str, text: str) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in _lines(text):
        if line[0] == "[":
            section = line.strip("[]")
        else:
            found.setdefault(section, []).extend(line.split())
    if name in _OPEN:
        yield name, [word for words in zip(*map(cycle, found.values()), range(2000), strict=False) for word in words[:-1]]
    else:
        yield from ((f"{name} {section}".strip(), words) for section, words in found.items())


def _of_tables(name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    """Walk over the words of a TOML file: keys of tables of values, items of lists, words or phrases of strings."""
    if not isinstance(value, dict):
        words = list(_words(value))
        if words:  # and no weight, which is a number
            yield name, words
    elif any(isinstance(item, list | dict) or " " in str(item) for item in value.values()):
        for key, item in value.items():
            yield from _of_tables(f"{name} {key}", item)
    else:
        yield name, list(value)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from (_words(list(item.values())) if isinstance(item, dict) else _words(item))
    elif isinstance(value, str):
        yield from (word.strip() for word in re.split("," if "," in value else r"\s", value) if word.strip())
