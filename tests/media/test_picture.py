"""What is known of a picture, and what is left of it."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from feedpub.media import PictureError, examine
from tests.media.pictures import picture, with_desk_notes

SUFFIXES = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


@pytest.mark.parametrize("kind", SUFFIXES)
def test_kind_and_size(kind: str) -> None:
    found = examine(picture(kind))
    assert (found.width, found.height, found.suffix) == (40, 30, SUFFIXES[kind])
    assert found.media_type == f"image/{kind.lower()}"
    with Image.open(BytesIO(found.content)) as seen:
        assert (seen.format, seen.size) == (kind, (40, 30))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_cameras_note_is_read_and_taken_out(kind: str) -> None:
    found = examine(picture(kind, credit="Ann Lee"))
    assert (found.credit, found.rights) == ("Ann Lee", "(c) Ann Lee")
    assert b"Ann Lee" not in found.content


def test_what_a_desk_notes_comes_before_what_a_camera_does() -> None:
    found = examine(with_desk_notes(picture("JPEG", credit="Camera"), "Mira Oduya", "© Harbour Press"))
    assert (found.credit, found.rights) == ("Mira Oduya", "© Harbour Press")
    assert b"Mira" not in found.content


def test_a_picture_taken_on_its_side_is_turned() -> None:
    found = examine(picture("JPEG", orientation=6))
    assert (found.width, found.height) == (30, 40)
    with Image.open(BytesIO(found.content)) as seen:
        assert seen.size == (30, 40)
        assert 0x0112 not in seen.getexif()


def test_the_picture_itself_is_not_touched() -> None:
    content = picture("JPEG", credit="Ann Lee")
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(examine(content).content)) as after:
        assert before.tobytes() == after.tobytes()


def test_its_name_is_a_hash_of_what_is_served() -> None:
    assert examine(picture()).name == examine(picture(credit="Ann Lee")).name != examine(picture(colour="#000")).name


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that says that it is a square of many pixels."""
    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    parts = (
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big") for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "is SVG"),
        (b'<?xml version="1.0"?><svg/>', "is SVG"),
        (b"no picture", "is no JPEG, PNG, GIF or WebP"),
        (b"", "is no JPEG, PNG, GIF or WebP"),
        (picture("JPEG")[:200], "is no JPEG, PNG, GIF or WebP"),
        (picture("PNG")[:-30], "is no JPEG, PNG, GIF or WebP"),
        (bomb(60_000), "has far more pixels"),
        (bomb(8_000), "has 8,000 times 8,000 pixels"),
    ],
    ids=["svg", "xml", "text", "empty", "half a JPEG", "half a PNG", "bomb", "small bomb"],
)
def test_what_is_no_picture_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(PictureError, match=reason):
        examine(content)
