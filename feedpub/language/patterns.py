"""Patterns made of word lists."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Write a pattern that matches any of some words or phrases, the longest first; of no words one that never matches.

    Args:
        words: as they stand in a text; each gap of a phrase is one space.

    Returns:
        A group that captures nothing.
    """
    return "(?:" + ("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)") + ")"


def one_of(patterns: Iterable[str]) -> str:
    """Write a pattern that matches what any of some patterns does, tried in order; of none one that never matches.

    Args:
        patterns: regular expressions, as the lines of a list have them.

    Returns:
        A group that captures nothing.
    """
    return "(?:" + ("|".join(patterns) or "(?!)") + ")"
