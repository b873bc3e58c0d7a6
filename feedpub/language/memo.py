"""Answers about single words, remembered."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_LONGEST = 200  # characters of a word, or of a name of several, whose answer is kept
MOST = 65_536  # words: a thousand articles have some 50,000 different ones


def lowered(word: str) -> str:
    """Write a word in small letters; the same object where it is: a thousand words less to fetch from memory.

    Args:
        word: any.

    Returns:
        Its lower case.
    """
    lower = word.lower()
    return word if lower == word else lower


class Memo(dict[str, T], Generic[T]):
    """The answers to a question about words, each asked once: ``memo[word]``, or ``map(memo.__getitem__, words)``.

    Unlike ``lru_cache`` and the caches of cachetools it keeps no order among them, which takes longer than looking most
    answers up (75 ns a word against 186, and 140 to 475); when it is full, it begins anew. What is longer than 200
    characters is no word and is not kept: a document of such would fill the memory.

    Args:
        answer: a pure function of the word.
        most: answers to keep.
    """

    def __init__(self, answer: Callable[[str], T], most: int = MOST) -> None:
        super().__init__()
        self._answer, self._most = answer, most

    def __missing__(self, word: str) -> T:
        """Answer for the first time."""
        if len(word) > _LONGEST:
            return self._answer(word)
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._answer(word)
        return found
