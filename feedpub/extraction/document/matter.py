"""Story and furniture: which characters of a text tell the news, and which the page has around it."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from feedpub.language.furniture import LONGEST_CAPTION, FurnitureKind, kind_of_line, names_staff
from feedpub.language.language import Language
from feedpub.language.patterns import one_of
from feedpub.language.sentences import sentences
from feedpub.model.structure import Matter, MatterKind

_LINE = re.compile(r"[^\n]+")
_HEAD = 5  # sentences at whose beginning scraped copy has a caption or a button on the same line
_GALLERY = 0.5  # share of the text from which on captions are the story: that of a gallery of pictures
_LOOSE = " .:—–-\n"  # what may stand between a repeated headline and the first sentence
_QUOTED = frozenset('"“”„«»')
_DATELINE = re.compile(r"\b[A-Z]{3,}\b.*? (?:--|—|–) ")
_CAPTION_OPENS = re.compile(r"(?:\s*\S+)??(?=\s+[A-Z]+ (?:--|—|–) )|(?:\s*\S+){3}")  # a dateline, or some words at least


_KNOWN: dict[MatterKind, FurnitureKind] = {"caption": "caption", "credit": "staff", "related": "link", "notice": "notice"}


class Furniture(NamedTuple):
    """Characters that prove nothing: the page has them, the story does not.

    Args:
        start: first code point.
        end: the code point after the last.
        kind: headline for one that is repeated above the text; staff for who else worked on it; or that of a line.
    """

    start: int
    end: int
    kind: FurnitureKind | Literal["headline"]


def find_furniture(text: str, headline: str, language: Language, known: Iterable[Matter] = ()) -> tuple[Furniture, ...]:
    """Find the furniture of a text.

    Finds "Read more: Harbour strike ends", "© 2024 Harbour Media", "Image caption A boat on the lake" before "Two men died",
    "Read More" between two sentences; leaves a line of the story such as "Photos of the flood reached the court in May."

    Args:
        text: of an article.
        headline: that it may begin by repeating; empty where the program made it.
        language: that it is written in.
        known: to its reader, by the mark-up of the copy.

    Returns:
        In order, none overlapping.
    """
    lines = list(_lines(text))
    lines += _credited(text, language, lines)
    if sum(line.end - line.start for line in lines if line.kind == "caption") > _GALLERY * len(text):
        lines = [line for line in lines if line.kind != "caption"]
    found = [*_repeated(text, headline), *lines, *_before_sentences(text, language)]
    found += [Furniture(*link.span(), "link") for link in _patterns(language).link.finditer(text)]
    found += [Furniture(matter.start, matter.end, _KNOWN[matter.kind]) for matter in known]
    kept: list[Furniture] = []
    for furniture in sorted(found):
        if not kept or furniture.start >= kept[-1].end:
            kept.append(furniture)
    return tuple(kept)


def story_of(text: str, furniture: Iterable[Furniture]) -> str:
    """Write the story alone: spaces stand for furniture, so that all offsets stay and no rule can read it.

    A repeated headline stays: its words are the newsroom's, and what they name is part of the story.

    Args:
        text: of an article.
        furniture: of the text.

    Returns:
        As many characters as the text has.
    """
    pieces, at = [], 0
    for start, end, kind in furniture:
        if kind == "headline":
            continue
        blank = "".join("\n" if character == "\n" else " " for character in text[start:end])
        pieces += [text[at:start], blank]
        at = end
    return "".join([*pieces, text[at:]])


def _repeated(text: str, headline: str) -> Iterator[Furniture]:
    """Find the headline that scraped copy begins by repeating, with what parts it from the first sentence."""
    if not headline or not text.startswith(headline):
        return
    rest = text[len(headline) :]
    body = rest.lstrip(_LOOSE)
    if body and body != rest and ("\n" in rest[: len(rest) - len(body)] or not body[0].islower()):
        yield Furniture(0, len(text) - len(body), "headline")


def _lines(text: str) -> Iterator[Furniture]:
    for line in _LINE.finditer(text):
        kind: FurnitureKind | None = "staff" if names_staff(line.group()) else kind_of_line(line.group())
        if kind and kind != "rule" and line.group().lstrip()[0] not in _QUOTED:
            yield Furniture(line.start(), line.end(), kind)


def _before_sentences(text: str, language: Language) -> Iterator[Furniture]:
    for sentence in islice(sentences(text, language), _HEAD):
        if length := _begin(sentence.text, language):
            yield Furniture(sentence.start, sentence.start + length, "caption")


def _credited(text: str, language: Language, lines: Sequence[Furniture]) -> list[Furniture]:
    """Find captions by the credit that closes them, also before a sentence: "Osei votes (Image: Volta Press) Two men".

    What is quoted is story, and so is what has a dateline, goes on behind the credit, or ends there with a full stop.
    """
    closing = list(_patterns(language).credit.finditer(text))
    starts = [sentence.start for sentence in sentences(text, language)] if closing else []
    found, ends = [line.start for line in lines], [line.end for line in lines]
    captions = []
    for credit in closing:
        start, line = starts[bisect(starts, credit.start()) - 1], bisect(found, credit.start()) - 1
        said = text[start : credit.start()]
        is_story = len(said) > LONGEST_CAPTION or _DATELINE.search(said) or not _QUOTED.isdisjoint(said)
        if not is_story and (line < 0 or ends[line] <= credit.start()):
            captions.append(Furniture(start, credit.end(), "caption"))
    return captions


class _CaptionPatterns(NamedTuple):
    furniture: re.Pattern[str]
    caption_end: re.Pattern[str]
    credit: re.Pattern[str]
    link: re.Pattern[str]


@cache
def _patterns(language: Language) -> _CaptionPatterns:
    caption, other = (one_of(language.lines("furniture", name)) for name in ("before_caption", "before_sentence"))
    ends = rf"(?:(?<=[a-z)] )|(?<=-- )|(?<=[—–] )){one_of(language.lines('furniture', 'after_caption'))}(?= [a-z])"
    credit, link = (re.compile(one_of(language.lines("furniture", name))) for name in ("credit", "within_line"))
    return _CaptionPatterns(re.compile(rf"(?P<caption>{caption})|{other}"), re.compile(ends), credit, link)


def _begin(sentence: str, language: Language) -> int:
    """Return where the story begins in a sentence: "Image caption A boat on the lake [Two men] died"; 0 for at once.

    A caption ends where a word that is no name begins with a capital; what asks readers to share, with its last word.
    """
    patterns = _patterns(language)
    found = list(patterns.furniture.finditer(sentence))
    if not found:
        return 0
    last = found[-1]
    if not last["caption"]:
        return last.end()
    opening = _CAPTION_OPENS.match(sentence, last.end())
    after = patterns.caption_end.search(sentence, opening.end()) if opening else None
    return after.start() if after else 0
