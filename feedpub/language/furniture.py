"""Lines that pages print between the paragraphs of a story and that are none of it: links, offers, notices, buttons."""

import re
from functools import cache

from feedpub.language.patterns import one_of
from feedpub.language.registry import every_line

_LONGEST = 300  # characters; what is longer is a paragraph, whatever it begins with
_RULE = re.compile(r"[\W_]+")


def is_furniture(line: str) -> bool:
    """Tell a line that belongs to the page and not to the story.

    Matches "Read more: Harbour strike ends", "Sign up for our newsletter", "© 2024 Harbour Media. All rights reserved.",
    "* * *"; does not match "Read more books, the minister told pupils.", "Photos of the flood reached the court in May."

    Args:
        line: a paragraph, an item of a list or a heading.
    """
    line = line.strip("-–•*▶►→ |")
    if not line or _RULE.fullmatch(line):
        return True
    return len(line) <= _LONGEST and bool(_pattern("head").match(line) or _pattern("call").search(line))


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile(one_of(every_line("furniture", section)), re.IGNORECASE)
