"""Words that somebody may have meant who typed another one."""

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

_SHORTEST = 4  # letters; shorter words are all alike: war, was, way
_LONG = 7  # letters from which on two slips are forgiven; in shorter words two make another word: Hague, Hugo


def alike(word: str, known: Mapping[str, int]) -> list[str]:
    """List known words that differ by a slip or two: a letter left out, added or mistaken, or two that changed places.

    Args:
        word: without accents and capitals.
        known: words with how often each occurs.

    Returns:
        Those with the fewest slips first, then those that begin with the same letter, then the most common.
    """
    if len(word) < _SHORTEST:
        return []
    return [found for *_, found in sorted(_ranked(word, known))]


def _ranked(word: str, known: Mapping[str, int]) -> Iterator[tuple[int, bool, int, str]]:
    """Yield what the order goes by, and each word; numbers are exact, nobody who types one means another."""
    most = 2 if len(word) >= _LONG else 1
    if not word.isalpha():
        return
    for found, slips, _ in extract_iter(word, known.keys(), scorer=OSA.distance, score_cutoff=most):
        if slips and found.isalpha():
            yield int(slips), found[0] != word[0], -known[found], found
