"""A picture as a newsroom gives it: its kind and size by Pillow, and its bytes without what cameras note in them.

Formats: JPEG (ISO/IEC 10918-1), PNG (https://www.w3.org/TR/png-3/), GIF, WebP. Credit and rights come from IPTC-IIM
(https://iptc.org/standards/iim/) and Exif (https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf).
"""

import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, IptcImagePlugin

from feedpub.media.picture import Picture, PictureError

_MOST_PIXELS = 50_000_000  # unpacked 150 MB, within the memory that reading a document may take
_KINDS = {
    "JPEG": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "GIF": ("gif", "image/gif"),
    "WEBP": ("webp", "image/webp"),
}
_ARTIST, _COPYRIGHT, _ORIENTATION = 0x013B, 0x8298, 0x0112  # Exif, section 4.6
_SIDEWAYS = 5  # orientations from here on lie on their side
_BYLINE, _CREDIT, _NOTICE = (2, 80), (2, 110), (2, 116)  # IIM, record 2
# Markers of JPEG that pictures are made of, but for those of applications: of these the colours (ICC, Adobe) stay.
_COLOURS = (0xE0, 0xE2, 0xEE)
_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"acTL", b"fcTL", b"fdAT"}
)


def examined(content: bytes) -> Picture:
    """Look into a file.

    Args:
        content: of the file.

    Returns:
        The picture, turned as it is to be seen, without metadata.

    Raises:
        PictureError: it is no JPEG, PNG, GIF or WebP, is damaged, or would be too large unpacked.
    """
    if content.lstrip()[:200].lower().startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        raise PictureError("is SVG, which may hold programs; a PNG of it can be shown")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs and damaged metadata: what is refused is decided below
            with Image.open(BytesIO(content), formats=tuple(_KINDS)) as image:
                return _picture(image, content)
    except (PictureError, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise PictureError(f"has far more pixels than the {_MOST_PIXELS:,} allowed") from None
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise PictureError(f"is no JPEG, PNG, GIF or WebP that can be read ({type(error).__name__})") from None


def _picture(image: ImageFile.ImageFile, content: bytes) -> Picture:
    if image.width * image.height > _MOST_PIXELS:
        raise PictureError(f"has {image.width:,} times {image.height:,} pixels, more than the {_MOST_PIXELS:,} allowed")
    suffix, media_type = _KINDS[image.format or ""]
    credit, rights = _said_of(image)
    image.load()  # a file that breaks off is found here
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    stripped = None if turned else _stripped(content, image.format or "")
    width, height = image.size if image.getexif().get(_ORIENTATION, 1) < _SIDEWAYS else image.size[::-1]
    bare = _anew(image) if stripped is None else stripped
    return Picture(bare, suffix, media_type, width, height, credit, rights)


def _said_of(image: ImageFile.ImageFile) -> tuple[str, str]:
    """Read who took a picture and who holds the rights, first as picture desks note it, then as cameras do."""
    try:
        desk = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # of damaged metadata, which is left out in any case
        desk = {}
    exif = image.getexif()
    credit = _text(desk.get(_BYLINE)) or _text(desk.get(_CREDIT)) or _text(exif.get(_ARTIST))
    return credit, _text(desk.get(_NOTICE)) or _text(exif.get(_COPYRIGHT))


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        value = _decoded(value)
    printable = "".join(letter if letter.isprintable() else " " for letter in value) if isinstance(value, str) else ""
    return " ".join(printable.split())[:500]


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("windows-1252", "replace")


def _stripped(content: bytes, kind: str) -> bytes | None:
    """Take the metadata out without touching the picture; None for kinds that have to be written anew."""
    if kind == "JPEG":
        return b"".join(_jpeg(content))
    return b"".join(_png(content)) if kind == "PNG" else None


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG up to its scan, and all that follows as it is."""
    yield content[:2]
    at = 2
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _COLOURS:
            yield content[at : at + 2 + size]
        at += 2 + size
    end = content.rfind(b"\xff\xd9")
    yield content[at : end + 2] if end > at else content[at:]


def _png(content: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that are seen."""
    yield content[:8]
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if kind in _CHUNKS:
            yield content[at : at + 12 + size]
        if kind == b"IEND":
            return
        at += 12 + size


def _anew(image: ImageFile.ImageFile) -> bytes:
    """Write a picture once more, turned as it is to be seen."""
    written, kind = BytesIO(), image.format or ""
    colours = {"icc_profile": image.info["icc_profile"]} if "icc_profile" in image.info else {}
    if getattr(image, "n_frames", 1) > 1:
        image.save(written, kind, save_all=True, **colours)
    else:
        turned = ImageOps.exif_transpose(image)
        quality = {"JPEG": {"quality": 92}, "WEBP": {"quality": 90, "exact": True}}.get(kind, {})
        for name in ("exif", "comment", "xmp", "photoshop"):
            turned.info.pop(name, None)  # else they would be written again
        turned.save(written, kind, **quality, **colours, **({"exif": b""} if kind != "GIF" else {}))
    return written.getvalue()
