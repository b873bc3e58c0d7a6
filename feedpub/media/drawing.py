"""Draws pictures of text with Pillow, one line below the other, in the font that lies beside this module.

What is drawn does not depend on the machine: the font is ours, and each character is put after the one before it by Pillow
itself. The libraries that could join Arabic letters and turn lines round are not on every machine, and are not used.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from feedpub.media.share_image import HEIGHT, WIDTH, ShareImage

_FONT = "SourceSerifPro-Semibold.ttf"
_PAPER, _INK, _LINE = "#fdfcf9", "#1d1b18", "#ddd6c8"  # of the pages' own style, in its light scheme
_MARGIN = 72
_BAR = 18  # pixels of colour along the upper edge
_FACTS_AT, _FACTS_SIZE = 66, 34
_HEADLINE_AT = 128
_SITE_AT, _SITE_SIZE = 536, 38
_RULE_AT = 508
# The largest size at which a headline fits, from what fills the picture down to what a phone still shows.
_SIZES = range(88, 47, -4)
_LEADING = 1.16  # height of a line by the size of its letters
_COLOURS = 64
_MISSING = "\U0010ffff"  # no font has a letter for it


def draw(image: ShareImage) -> bytes:
    """Draw what stands for an article.

    Args:
        image: what it shows.

    Returns:
        A PNG.
    """
    made = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(made)
    pen.rectangle((0, 0, WIDTH, _BAR), fill=image.accent)
    pen.text((_MARGIN, _FACTS_AT), _line(image.facts, _FACTS_SIZE), image.accent, _font(_FACTS_SIZE))
    size, lines = _fitted(image.headline or image.site, _RULE_AT - _HEADLINE_AT)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _HEADLINE_AT + round(number * size * _LEADING)), line, _INK, _font(size))
    pen.line((_MARGIN, _RULE_AT, WIDTH - _MARGIN, _RULE_AT), _LINE, 3)
    if image.headline:
        pen.text((_MARGIN, _SITE_AT), _line(image.site, _SITE_SIZE), _INK, _font(_SITE_SIZE))
    written = BytesIO()
    # Three colours and what lies between them: half the bytes of all colours, and the eye sees no difference.
    made.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def has_characters(text: str) -> bool:
    """Tell whether a text can be drawn as it is to be read.

    Args:
        text: a line.

    Returns:
        False where the font lacks a character, or letters would have to be joined, stacked or turned round.
    """
    return all(map(_is_plain, unicodedata.normalize("NFC", text)))


@cache
def _is_plain(character: str) -> bool:
    if unicodedata.bidirectional(character) in ("R", "AL", "AN") or unicodedata.category(character)[0] in "MC":
        return False
    return character.isspace() or _shape(character) != _shape(_MISSING)


def _shape(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(_FACTS_SIZE).getmask(character)
    return mask.size, bytes(mask)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("feedpub.media").joinpath("data", _FONT)) as path:
        return ImageFont.truetype(BytesIO(path.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(text: str, height: int) -> tuple[int, list[str]]:
    """Break a text into lines that fit, as large as may be; what is longer ends in dots."""
    for size in _SIZES:
        lines = _lines(text, size)
        if round(len(lines) * size * _LEADING) <= height:
            return size, lines
    most = int(height / (_SIZES[-1] * _LEADING))
    return _SIZES[-1], [*lines[: most - 1], _cut(f"{lines[most - 1]} …", _SIZES[-1])]


def _line(text: str, size: int) -> str:
    lines = _lines(text, size)
    return lines[0] if len(lines) == 1 else _cut(f"{lines[0]} …", size) if lines else ""


def _cut(text: str, size: int) -> str:
    """Shorten a line that ends in dots until it fits."""
    while not _fits(text, size):
        text = f"{text[:-2].rstrip()[:-1].rstrip()} …"
    return text


def _lines(text: str, size: int) -> list[str]:
    """Break a text into lines: between words, and within those that fill more than a line."""
    lines = [""]
    for word in _words(unicodedata.normalize("NFC", text), size):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if _fits(longer, size):
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _words(text: str, size: int) -> Iterator[str]:
    for word in text.split():
        begun = ""
        for character in word:
            if not _fits(begun + character, size):
                yield begun
                begun = ""
            begun += character
        yield begun


def _fits(text: str, size: int) -> bool:
    return _font(size).getlength(text) <= WIDTH - 2 * _MARGIN
