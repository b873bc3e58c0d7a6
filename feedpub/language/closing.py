"""What closes a transmission and is no part of the story: "ends", initials, the agency's name, a notebook for editors."""

import re
from collections.abc import Sequence
from functools import cache

from feedpub.language.lists import Lists
from feedpub.language.patterns import any_of, one_of
from feedpub.language.registry import every_word

_CLOSING = Lists("feedpub.language")
_LONGEST = 80  # characters of a line that only closes
_END = re.compile(rf"[\s(\[/<–—-]*{any_of(_CLOSING.lines('closing', 'end'))}[\s)\]/>.–—-]*|[\s#*_=~.·—–-]+", re.IGNORECASE)
_ENDED = re.compile(rf"^\s*\({any_of(_CLOSING.lines('closing', 'end'))}\)\s+(?=\S)", re.IGNORECASE)  # "(Schluss) al/br"
_INITIALS = re.compile(r"[a-z]{1,5}\d{0,2}(?:[/.-][a-z]{1,5}\d{0,2})+|[A-Z]{1,5}(?:[/-][A-Za-z]{1,5})+")
_HOUSE = re.compile(r"[A-Z]{2,6}")
_CODE = re.compile(r"[a-z]{1,4}\d{0,2}|[A-Z]{2,4}\d{0,2}|\d{1,5}")
_ROUTING = re.compile(r"(?:[A-Z]{2,}\d+|\d{2,}|[A-Z]{3,})(?:\s+(?:[A-Z]{2,}\d*|\d{2,}))+")
_NOTEBOOK = re.compile(
    rf"#{{1,6}}\s{one_of(_CLOSING.lines('closing', 'heading'))}|{one_of(_CLOSING.lines('closing', 'notebook'))}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s*_#=~-]+")
# Behind the sign that all has been sent nothing is the story's; stars and hyphens may part its sections as well.
_LAST = re.compile(rf"\W*{any_of(_CLOSING.lines('closing', 'last'))}\W*", re.IGNORECASE)
# Whom editors may ask stands in double brackets: "((ann.lee@agency.example; +44 20 1234))".
_ASKED = re.compile(r"\(\([^()]{0,300}(?:@|\d{3})[^()]{0,300}\)\)")
_BESIDE = re.compile(one_of(_CLOSING.lines("closing", "beside")), re.IGNORECASE)


@cache
def _agencies() -> frozenset[str]:
    names = every_word("press", "closing_agency") | every_word("press", "agency")
    return frozenset(map(str.lower, names))


def story(paragraphs: Sequence[str]) -> list[str]:
    """Cut off what closes a transmission.

    Cuts "ends", "-30-", "###", "AAP RTV ar", "burs-jk/lm", "(Reuters)", "# dpa NOTEBOOK" and all below it; does not cut "The
    end." or "She ends here."

    Args:
        paragraphs: of the copy, in order.

    Returns:
        The paragraphs of the story; all of them where nothing would be left.
    """
    ends = (number for number, line in enumerate(paragraphs) if number and (_NOTEBOOK.fullmatch(line) or _is_last(line)))
    end = next(ends, len(paragraphs))
    kept = [line for line in paragraphs[:end] if not _RULE.fullmatch(line)]
    while len(kept) > 1 and (closes(kept[-1]) or _ASKED.fullmatch(kept[-1]) or _BESIDE.fullmatch(kept[-1])):
        kept.pop()
    return kept


def _is_last(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_LAST.fullmatch(line))


def closes(line: str) -> bool:
    """Tell a line that closes a transmission."""
    if len(line) > _LONGEST:
        return False
    line = _ENDED.sub("", line)
    return bool(_END.fullmatch(line) or _RULE.fullmatch(line) or _ROUTING.fullmatch(line)) or _signed(line)


def _signed(line: str) -> bool:
    """Tell the agency's name with the initials of those who wrote and edited: "AAP RTV ar", "dpa bwh bag", "mm/ks"."""
    line = line.strip()
    words = line.strip(" ().[]/–—-").split()
    if not words:
        return True
    if line.endswith(".") and not line.endswith(")."):
        return False  # a sentence, however short
    initials = [bool(_INITIALS.fullmatch(word)) for word in words]
    if words[0].lower().split("-")[0] in _agencies():
        return all(found or _CODE.fullmatch(word) for word, found in zip(words[1:], initials[1:], strict=True))
    if len(words) > 1 and _HOUSE.fullmatch(words[0]):
        # Of a house that is not known only initials with a stroke between them are sure to be some.
        return all(found and "/" in word for word, found in zip(words[1:], initials[1:], strict=True))
    return len(words) == 1 and initials[0]
