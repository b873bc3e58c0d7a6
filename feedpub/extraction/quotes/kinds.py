"""Which words between marks are quotations, and of which kind."""

from feedpub.extraction.document import tagset as t
from feedpub.extraction.document.reporting.attribution import Source
from feedpub.extraction.document.tags import Tags
from feedpub.language.marks import QuotedSpan
from feedpub.language.words import words as word_list
from feedpub.model.event import QuoteKind

_SMALL = frozenset("a an the of and or in on to for with at is by from as not be vs & s t".split())
_OPENING = "“\"‘'([«"
_SCARE = 4
_GAP = 80  # signs between a quotation and what it stands after
_REPORTED = frozenset(("report before", "report after", "label"))


def is_quotation(tags: Tags, number: int, source: Source | None, mixed_marks: bool) -> bool:
    """Tell quotations from titles, nicknames and words held at arm's length.

    “We won,” she said, and he called it “a disaster”: quotations. The film “Dark Water”, Ada “Bo” Osei, the so-called
    “summit”: none.

    Args:
        tags: of the text.
        number: of the stretch.
        source: its speaker, where one was found.
        mixed_marks: whether the text has double marks too, so that single ones are for other things.

    Returns:
        Whether somebody is quoted.
    """
    stretch = tags.words.stretches[number]
    rule = source.rule if source else ""
    if not stretch.double and mixed_marks and (rule not in _REPORTED or not _complete(tags.words.text, stretch)):
        return False
    inner = tags.words.text[stretch.inner_start : stretch.inner_end].split()
    if not any(part[0].isalnum() or part[0] in "[$#@…" for part in inner):
        return False
    first = tags.words.at(stretch.start)
    if _nickname(tags, stretch, first) or (rule != "label" and _title(tags, first, inner)):
        return False
    return bool(source and rule != "subject before") or len(inner) > _SCARE or _complete(tags.words.text, stretch)


def kind_of(tags: Tags, stretch: QuotedSpan) -> QuoteKind:
    """Tell a full statement from words quoted within somebody else's sentence.

    Args:
        tags: of the text.
        stretch: the quotation.

    Returns:
        direct or mixed.
    """
    return "direct" if _complete(tags.words.text, stretch) else "mixed"


def _complete(text: str, stretch: QuotedSpan) -> bool:
    """Tell whether a quotation stands as a sentence: it begins like one and ends with a stop or a comma."""
    inner = text[stretch.inner_start : stretch.inner_end].strip()
    begins = inner[:1].isupper() or inner[:1] in "[…." or inner[:1].isdigit()
    stands = _sign_before(text, stretch.start) in ("", ",", ":", ".", "!", "?", "\n", "”", '"', "—", "–")
    ends = inner[-1:] in ".,!?…—–-" or not stretch.closed or text[stretch.end : stretch.end + 1] in (",", ":")
    return begins and ends and (stands or len(inner.split()) > 3)


def _sign_before(text: str, start: int) -> str:
    """Return the sign before a quotation: a line break right before it, else the last of 80 that is no white space."""
    before = text[max(0, start - _GAP) : start]
    return "\n" if before.endswith("\n") else before.rstrip()[-1:]


def _nickname(tags: Tags, stretch: QuotedSpan, first: int) -> bool:
    last = tags.words.at(stretch.end)
    if not 0 < first < last < len(tags.of) or len(tags.words.text[stretch.start : stretch.end].split()) > 3:
        return False
    return tags.of[first - 1] == t.NAME == tags.of[last] and tags.words.tokens[last].start - stretch.end <= 1


def _title(tags: Tags, first: int, inner: list[str]) -> bool:
    """Tell titles: all great words capitalised, after a word such as "film" or a broadcaster's possessive."""
    words = [word.strip(_OPENING + ".,!?:;”’)]") for word in inner]
    if not first or not words[0][:1].isupper() or len(words) > 10:
        return False
    if not all(word[:1].isupper() or not word[:1].isalpha() or word.lower() in _SMALL for word in words):
        return False
    before = first - 1
    if tags.words.lower[before] == "," and before:
        before -= 1
        return tags.words.lower[before] in word_list("titles_of_works", "before")
    if tags.words.lower[before] in word_list("titles_of_works", "before") or tags.of[before] == t.OWNS:
        return True
    return (
        tags.of[before] in (t.PREPOSITION, t.CONJUNCTION, t.TO)
        and tags.words.lower[before] in word_list("titles_of_works", "around")
        and len(words) > 1
    )
