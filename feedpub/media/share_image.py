"""The picture that stands for an article where its address is shared, for articles that bring none of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from unicodedata import category

WIDTH, HEIGHT = 1200, 630
"""Pixels: what the large form of a shared link is everywhere cut to (https://ogp.me, developer.x.com: 1.91 to 1)."""
ACCENT = "#8a2f12"
"""Of the pages' own style; on white paper it is read as easily as black is."""
_DESIGN = "2"  # another one has other addresses, at which nobody holds the pictures of this one
_LONGEST = 300  # characters of a headline; at the smallest size some 200 fit
# Soft hyphens, joiners and spaces without width, and what chooses among the forms of a sign.
_UNSEEN = frozenset(map(chr, (0xAD, *range(0x200B, 0x2010), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF)))
_PARTS = ("headline", "facts", "site", "accent")


@dataclass(frozen=True, slots=True)
class ShareImage:
    """What such a picture shows.

    Args:
        headline: of the article; empty where the font lacks one of its characters.
        facts: such as place and date, in a line.
        site: the site's name.
        accent: its colour, as ``#rrggbb``.
    """

    headline: str
    facts: str
    site: str
    accent: str = ACCENT

    @property
    def digest(self) -> str:
        """The part of its address that changes with what it shows."""
        shown = "\0".join((_DESIGN, *(getattr(self, part) for part in _PARTS)))
        return sha256(shown.encode()).hexdigest()[:16]

    def drawn(self) -> bytes:
        """Draw it: as PNG, the same bytes every time."""
        from feedpub.media.drawing import draw  # noqa: PLC0415 - Pillow is slow to load, and needed for pictures alone

        return draw(self)


def share_image(headline: str, facts: Iterable[str], site: str, accent: str = ACCENT) -> ShareImage | None:
    """Say what the picture of an article shows: nothing that would come out as empty boxes or in the wrong order.

    Args:
        headline: of the article.
        facts: such as its place and its date.
        site: the site's name.
        accent: its colour.

    Returns:
        The picture; None where there are characters neither for the headline nor for the site's name.
    """
    shown = [one if _is_drawable(one) else "" for one in (_words_of(_first_words(headline)), _words_of(site))]
    told = " · ".join(one for one in facts if one and _is_drawable(one))
    return ShareImage(shown[0], told, shown[1], accent) if any(shown) else None


def _words_of(text: str) -> str:
    """Leave out what is no word, and has no sound: signs that only break lines, and pictures among letters."""
    if text.isascii():
        return text
    words = "".join(one for one in text if one not in _UNSEEN and not (category(one) == "So" and not _is_drawable(one)))
    return " ".join(words.split())


def _first_words(headline: str) -> str:
    """Leave of a headline what may be seen of it at most."""
    return headline if len(headline) <= _LONGEST else f"{headline[:_LONGEST].rsplit(' ', 1)[0]} …"


@lru_cache(maxsize=1000)
def _is_drawable(text: str) -> bool:
    if text.isascii():
        return text.isprintable()
    from feedpub.media.drawing import has_characters  # noqa: PLC0415 - see above

    return has_characters(text)
