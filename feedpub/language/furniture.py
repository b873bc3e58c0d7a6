"""Lines that pages print between the paragraphs of a story and that are none of it: links, offers, notices, buttons."""

import re
from functools import cache
from typing import Literal

from feedpub.language.patterns import one_of
from feedpub.language.registry import every_line

LONGEST_CAPTION = 200
"""Characters, without the credit that closes it: of 44 captions of news pages seven in eight have no more."""
_LONGEST = 300  # characters; what is longer is a paragraph, whatever it begins with
_RULE = re.compile(r"[\W_]+")


FurnitureKind = Literal["link", "button", "notice", "caption", "rule", "staff"]
_KINDS: tuple[FurnitureKind, ...] = ("link", "button", "notice", "caption")


def kind_of_line(line: str) -> FurnitureKind | None:
    """Tell what a line is that belongs to the page and not to the story.

    Matches "Read more: Harbour strike ends", "Sign up for our newsletter", "© 2024 Harbour Media. All rights reserved.",
    "* * *"; does not match "Read more books, the minister told pupils.", "Photos of the flood reached the court in May."

    Args:
        line: a paragraph, an item of a list or a heading.

    Returns:
        Its kind; "rule" for marks alone; None for a line of the story.
    """
    line = line.strip("-–•*▶►→ |")
    if not line or _RULE.fullmatch(line):
        return "rule"
    if len(line) > _LONGEST:
        return None
    if found := _heads().match(line):
        return next(kind for kind in _KINDS if found[kind])
    return "notice" if _calls().search(line) else None


def names_staff(line: str) -> bool:
    """Tell a line that says who else worked on a story; readers keep it.

    Matches "(Additional reporting by Ada Osei; editing by Bo Lind)"; does not match "Reporting by the press made it known."
    """
    return len(line) <= _LONGEST and bool(_staff().match(line.strip()))


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(one_of(every_line("furniture", "staff")))


@cache
def _heads() -> re.Pattern[str]:
    """Compile how such lines begin, each kind in a group of its name."""
    kinds = (f"(?P<{kind}>{one_of(every_line('furniture', kind))})" for kind in _KINDS)
    return re.compile("|".join(kinds), re.IGNORECASE)


@cache
def _calls() -> re.Pattern[str]:
    return re.compile(one_of(every_line("furniture", "call")), re.IGNORECASE)
