"""Sentences of a text, with exact offsets."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION, Is
from feedpub.language.patterns import any_of

_LONGEST = 4000  # characters; what goes on longer is a table or an attack, and rules compare all words of a sentence
_BREAK, _LINE_BREAK = re.compile(r"\n\s*\n"), re.compile(r"\n\s*")
# Characters; a screen or a teleprinter breaks lines before. Of 86 news texts without blank lines all have longer ones.
_WRAPPED = 100
# One class of characters in front lets the search leap from mark to mark.
# Marks that close one after another may have a space between them: 'We go.' "
_END = re.compile(r"[.!?…\n](?:(?<=[”\"]\n)|(?<!\n)[.!?…]*(?:['’]{2}|[\"”’')\]»])*(?:(?<=['’]) [\"”])?(?=\s|$))")
_NAMES = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s){1,4}")
_VERB = re.compile(r"([^\W\d_]+\s)??([^\W\d_]+)\b(?![,:]?\s*[“\"])")
_ALONE = re.compile(r"(?: \w+)?\.(?=\s|$)")
_FINITE = frozenset(("past", "s"))
_CLOSING = '"”'
_NEAR = 12  # characters in which an abbreviation stands


class _Stops(NamedTuple):
    """How full stops that end a sentence are told from those that do not.

    Args:
        never: what ends in a full stop that belongs to it.
        maybe: what ends in one that may end the sentence as well.
        opener: what only a new sentence begins with.
    """

    never: re.Pattern[str]
    maybe: re.Pattern[str]
    opener: re.Pattern[str]


@cache
def _stops_of(language: Language) -> _Stops:
    sections = {name: language.words("abbreviations", name) for name in language.sections("abbreviations")}
    months = {month.title() for month in language.table("times/words", "month_abbreviations")}
    never = any_of(sections.get("title", frozenset()) | sections.get("word", frozenset()) | months)
    maybe = any_of(frozenset().union(*(sections.get(name, ()) for name in ("company", "region", "clock"))))
    country = any_of(sections.get("country_letter", ()))
    # The last letter of "J.K." before a name of two words, and any letter alone, are initials.
    initial = rf"(?<![.\w])[A-Z]|(?<=[A-Z]\.)(?<!\b{country}\.)[A-Z](?=\.\s+[A-Z][a-z]+\s+[A-Z][a-z])"
    openers = any_of(word.capitalize() for word in language.words("openers", "sentence"))
    return _Stops(
        re.compile(rf"(?:\b{never}|{initial})\.$"),
        re.compile(rf"(?:\b{maybe}|\b(?:[A-Z]\.)+[A-Z])\.$"),
        re.compile(rf"[\"“‘'(\[«]*{openers}\b|[\"“]"),
    )


class Sentence(NamedTuple):
    """One sentence.

    Args:
        start: first code point, never white space.
        end: the code point after the last.
        text: the characters.
        paragraph: the number of its paragraph, from 0.
    """

    start: int
    end: int
    text: str
    paragraph: int


def has_lines(text: str) -> bool:
    """Tell whether each line of a text is a paragraph, but those that go on in small letters.

    Args:
        text: an article's text.
    """
    return "\n" in text and not _BREAK.search(text) and are_paragraphs(text.split("\n"))


def are_paragraphs(lines: Collection[str]) -> bool:
    """Tell lines that are paragraphs from those of wrapped ones, among which there may be a long address or a table's row.

    Args:
        lines: without their breaks, none of them blank between others.
    """
    return 2 * sum(len(line) for line in lines if len(line) > _WRAPPED) > sum(map(len, lines))


def parted_lines(lines: Sequence[str]) -> list[list[str]]:
    """Part lines into paragraphs: each is one where they are, but for those that go on in small letters.

    Args:
        lines: between which no blank one is.

    Returns:
        The lines of each paragraph; all of them where they are those of a wrapped one.
    """
    parted: list[list[str]] = []
    for line in lines if are_paragraphs(lines) else ():
        if parted and not ends_line(line.lstrip(), 0):
            parted[-1].append(line)
        else:
            parted.append([line])
    return parted or [list(lines)]


def ends_line(text: str, at: int) -> bool:
    """Tell whether a paragraph ends at a line break of a text that has lines: "I", "was" and "there" are one on three lines.

    Args:
        text: the text.
        at: the code point after the break and the white space behind it.
    """
    return not text[at : at + 1].islower()


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text at its blank lines; one that has none, and lines too long to be wrapped, at its lines.

    Args:
        text: an article's text.

    Yields:
        Start and end of each paragraph that is not empty, in order.
    """
    begin = 0
    lines = has_lines(text)
    for match in (_LINE_BREAK if lines else _BREAK).finditer(text):
        if lines and not ends_line(text, match.end()):
            continue
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if begin < len(text):
        yield begin, len(text)


def sentences(text: str, language: Language) -> Iterator[Sentence]:
    """Cut a text into sentences; a blank line always ends one.

    Full stops of initials and abbreviations end none ("Gen. Osei spoke."); those of "U.S." or "Inc." end one before a word
    that opens sentences ("He left the U.S. The talks failed."); neither does a mark inside a quotation that its speaker
    follows ("“Why?” Osei asked."). A line without an end is cut between words: no copy shall keep the rules busy for long.

    Args:
        text: paragraphs joined by blank lines.
        language: that it is written in.

    Yields:
        Sentences in order, without the white space around them.
    """
    for number, (begin, end) in enumerate(paragraphs(text)):
        start = begin
        for match in _END.finditer(text, begin, end):
            if _ends(text, start, match, end, language):
                yield from _unglued(text, start, match.end(), number, language)
                start = match.end()
        yield from _unglued(text, start, end, number, language)


def _ends(text: str, start: int, match: re.Match[str], limit: int, language: Language) -> bool:
    after = match.end()
    while after < limit and text[after].isspace():
        after += 1
    mark = match.group()
    if after >= limit or mark == "\n":
        return True
    if text[after].islower():
        return False
    if mark == ".":
        near, stops = text[max(start, match.end() - _NEAR) : match.end()], _stops_of(language)
        return not stops.never.search(near) and not (stops.maybe.search(near) and not stops.opener.match(text, after))
    return not (mark[-1] in "\"”’'»" and mark[0] != "." and _speaks(text, after, language))


def _speaks(text: str, at: int, language: Language) -> bool:
    """Tell whether a name and a verb of speaking follow, and no other quotation: "Osei quietly said", not "Osei said, “"."""
    names = _NAMES.match(text, at)
    found = _VERB.match(text, names.end()) if names else None
    if found is None:
        return False
    adverb, verb = found[1], found[2]
    if adverb and not language.lexicon.get(adverb.strip(), 0) & (Is.ADVERB | Is.MANNER):
        return False
    form, flags = language.verbs.get(verb), language.lexicon.get(verb, 0)
    reports = flags & Is.SAY or (flags & Is.THINK and _ALONE.match(text, found.end()))  # "“Why?” Osei shot back."
    return bool(form and form.kinds & _FINITE and reports)


@cache
def _glued(language: Language) -> re.Pattern[str]:
    openers, others = (any_of(language.words("openers", f"behind a {before}")) for before in ("caption", "captions name"))
    return re.compile(rf" (?=(?:({openers})(?:['’][a-z]+)?|{others}),? [a-z])")


def _unglued(text: str, start: int, end: int, paragraph: int, language: Language) -> Iterator[Sentence]:
    """Part a sentence from a caption or a quotation without a full stop before it: "the party in Tamale [She] left".

    Not from "for" in "for He left", nor from "film" in "the film When boats sail".
    """
    for match in _glued(language).finditer(text, start, end):
        before = text[text.rfind(" ", start, match.start()) + 1 or start : match.start()]
        if not match[1] and not before[:1].isupper():
            continue
        named = {match[1], before} <= language.family_names  # Liu He
        if before.rstrip(_CLOSING)[-1:].isalnum() and not named and not language.lexicon.get(before.lower(), 0) & FUNCTION:
            yield from _sentence(text, start, match.start(), paragraph)
            start = match.end()
    yield from _sentence(text, start, end, paragraph)


def _sentence(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end:
        stop = end if end - start <= _LONGEST else _gap(text, start)
        said = text[start:stop]
        first = start + len(said) - len(said.lstrip())
        if stripped := said.strip():
            yield Sentence(first, first + len(stripped), stripped, paragraph)
        start = stop


def _gap(text: str, start: int) -> int:
    """Find the last gap between words within the longest sentence; its end where it is all one word."""
    gap = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in " \n\t\u00a0")
    return gap if gap > 0 else start + _LONGEST
