"""Where a sentence begins that was scraped with its page's furniture: "Image caption A boat on the lake [Two men] died"."""

import re
from functools import cache
from typing import NamedTuple

from feedpub.language.language import Language
from feedpub.language.patterns import one_of

_CAPTION_OPENS = re.compile(r"(?:\s*\S+)??(?=\s+[A-Z]+ (?:--|—|–) )|(?:\s*\S+){3}")  # a dateline, or some words at least


class _Patterns(NamedTuple):
    furniture: re.Pattern[str]
    caption_end: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    caption, other = (one_of(language.lines("furniture", name)) for name in ("before_caption", "before_sentence"))
    ends = rf"(?:(?<=[a-z)] )|(?<=-- )|(?<=[—–] )){one_of(language.lines('furniture', 'after_caption'))}(?= [a-z])"
    return _Patterns(re.compile(rf"(?P<caption>{caption})|{other}"), re.compile(ends))


def begin(sentence: str, language: Language) -> int:
    """Return the offset behind the furniture, 0 where there is none.

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
