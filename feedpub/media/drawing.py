"""Draws pictures of text with Pillow, one line below the other, in the font that lies beside this module.

What is drawn does not depend on the machine: the font is ours, and each character is put after the one before it by Pillow
itself. The libraries that could join Arabic letters and turn lines round are not on every machine, and are not used.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

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
_SHADES = 31  # of each of the two colours
_FULL = 255
_MISSING = "\U0010ffff"  # no font has a letter for it


def draw(image: ShareImage) -> bytes:
    """Draw what stands for an article.

    Args:
        image: what it shows.

    Returns:
        A PNG.
    """
    # Where there is how much of each colour: drawn so, no picture of all colours has to be searched for the few that it has.
    inked, accented = (Image.new("L", (WIDTH, HEIGHT)) for _ in range(2))
    pen, bright = ImageDraw.Draw(inked), ImageDraw.Draw(accented)
    bright.rectangle((0, 0, WIDTH, _BAR), fill=_FULL)
    bright.text((_MARGIN, _FACTS_AT), _line(image.facts, _FACTS_SIZE), _FULL, _font(_FACTS_SIZE))
    size, lines = _fitted(image.headline or image.site, _RULE_AT - _HEADLINE_AT)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _HEADLINE_AT + round(number * size * _LEADING)), line, _FULL, _font(size))
    if image.headline:
        pen.text((_MARGIN, _SITE_AT), _line(image.site, _SITE_SIZE), _FULL, _font(_SITE_SIZE))
    written = BytesIO()
    _coloured(inked, accented, image.accent).save(written, "PNG")
    return written.getvalue()


def _coloured(inked: Image.Image, accented: Image.Image, accent: str) -> Image.Image:
    """Give paper and a line what is drawn in ink and in another colour, with some shades of each.

    These are half the bytes of all colours, and the eye sees no difference.
    """
    steps = [round(_SHADES * level / _FULL) for level in range(_FULL + 1)]
    chosen = ImageChops.lighter(inked.point(steps), accented.point([step and step + _SHADES for step in steps]))
    ImageDraw.Draw(chosen).line((_MARGIN, _RULE_AT, WIDTH - _MARGIN, _RULE_AT), 2 * _SHADES + 1, 3)
    made = Image.frombytes("P", chosen.size, chosen.tobytes())
    shades = [_between(colour, step / _SHADES) for colour in (_INK, accent) for step in range(1, _SHADES + 1)]
    made.putpalette([part for colour in (_between(_PAPER, 1), *shades, _between(_LINE, 1)) for part in colour])
    return made


def _between(colour: str, share: float) -> tuple[int, ...]:
    """Mix paper with a colour."""
    paper, other = ImageColor.getrgb(_PAPER), ImageColor.getrgb(colour)
    return tuple(round(under + (over - under) * share) for under, over in zip(paper, other, strict=True))


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
