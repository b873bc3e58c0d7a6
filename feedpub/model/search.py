"""What readers search for: words that must all occur, phrases, and words that must not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """One part of a search.

    Args:
        text: as people write it, in the one spelling that addresses have: ``"port council"`` for ``“Port  Council``.
        words: its terms; several stand one after another.
        stem: what the forms of a word share; empty where it is sought as it is written.
        prefix: it is the beginning of a word.
    """

    text: str
    words: tuple[str, ...]
    stem: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What events must say to be found.

    Args:
        wanted: must all occur; at least one.
        unwanted: must not occur.
    """

    wanted: tuple[Sought, ...]
    unwanted: tuple[Sought, ...] = ()

    def __str__(self) -> str:
        """Write the search as addresses and titles have it; read again, it is the same."""
        return " ".join((*(one.text for one in self.wanted), *(f"-{one.text}" for one in self.unwanted)))
