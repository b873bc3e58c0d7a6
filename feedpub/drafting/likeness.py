"""How alike two articles are, and the few numbers by which those that may be alike are found among many."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from heapq import nsmallest
from struct import Struct
from urllib.parse import parse_qsl, urlencode, urlsplit

from feedpub.model.article import Article
from feedpub.model.document import Document

_WORD = re.compile(r"\w+")
_RUN = 3  # words: shorter runs are common to all news, longer ones are broken by every edit
# The smallest numbers of two texts that share most runs are the same with near certainty: of texts with 85 in 100 runs in
# common, all four differ in one pair of 2,000 (Broder, "On the resemblance and containment of documents", 1997).
_SMALLEST = 4
_SIGNED = Struct(">q").unpack  # the numbers that databases have for 64 bits
_LEAST = 40  # runs: a brief of two sentences is like many others
# What newsletters and social networks add to an address to count its visitors.
_COUNTING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|cmpid|ref|ref_src", re.IGNORECASE)
# An entry's own name that is unlike any other feed's: an address, tag: or urn:, rather than a number.
_GLOBAL_NAME = re.compile(r"[a-z][a-z0-9+.-]*:\S{8,}", re.IGNORECASE)


def runs(text: str) -> frozenset[str]:
    """Cut a text into all runs of three words.

    Args:
        text: of an article.

    Returns:
        The runs, without capitals and punctuation.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)))


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Tell how much of two texts is the same: the share of their runs that both have (Jaccard's index).

    Args:
        one: runs of the first.
        other: runs of the second.
    """
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Tell how much of the shorter of two texts stands in the longer one, as the teaser of a story stands in the story.

    Args:
        one: runs of the first.
        other: runs of the second.
    """
    return len(one & other) / least if (least := min(len(one), len(other))) else 0.0


def signature(cut: frozenset[str], article: Article, document: Document) -> tuple[int, ...]:
    """Find the numbers that an article shares with every other copy of it.

    Args:
        cut: runs of its text.
        article: as it was read.
        document: that it was read from.

    Returns:
        Numbers of 64 bits with a sign, for its text, its address and its feed's name for it.
    """
    return tuple(dict.fromkeys((*_of_text(cut), *names(article, document))))


def names(article: Article, document: Document) -> Iterator[int]:
    """Find the numbers of a signature that stand for an article's address and its feed's name for it.

    Args:
        article: as it was read.
        document: that it was read from.

    Yields:
        The numbers.
    """
    if address := bare_address(article.url):
        yield _number(f"address {address}")
    name = article.guid or document.key.partition("#")[2]
    if _GLOBAL_NAME.fullmatch(name):
        yield _number(f"name {name}")


def bare_address(url: str | None) -> str | None:
    """Reduce an address to what it shows, without what counts its visitors.

    Args:
        url: of an article, or None.

    Returns:
        It; None for what is no page of its own, as a site's front page, or no address.
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if not _COUNTING.fullmatch(name)])
    if not parts.netloc or not (path or query):
        return None
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{query}"


def _of_text(cut: frozenset[str]) -> list[int]:
    return nsmallest(_SMALLEST, map(_number, cut)) if len(cut) >= _LEAST else []


def _number(text: str) -> int:
    # Half the time that int.from_bytes takes, which an article is asked some 500 times.
    (number,) = _SIGNED(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return int(number)
