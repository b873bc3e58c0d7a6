"""Pictures of our own, in each kind, with what cameras and desks note in them."""

from io import BytesIO

from PIL import Image

ARTIST, COPYRIGHT, ORIENTATION = 0x013B, 0x8298, 0x0112


def picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "#336699", orientation: int = 1, credit: str = ""
) -> bytes:
    """The bytes of a file with one colour and half of another."""
    image = Image.new("RGB", size, colour)
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), "white"), (0, 0))
    exif = Image.Exif()
    if orientation != 1:
        exif[ORIENTATION] = orientation
    if credit:
        exif[ARTIST], exif[COPYRIGHT] = credit, f"(c) {credit}"
    written = BytesIO()
    image.save(written, kind, **({"exif": exif} if kind != "GIF" else {}))
    return written.getvalue()


def with_desk_notes(jpeg: bytes, byline: str, notice: str) -> bytes:
    """A JPEG with the byline and the copyright notice that a picture desk wrote into it (IPTC-IIM in APP13)."""
    fields = b"".join(
        b"\x1c\x02" + bytes([number]) + len(text.encode()).to_bytes(2, "big") + text.encode()
        for number, text in ((80, byline), (116, notice))
    )
    block = b"8BIM\x04\x04\x00\x00" + len(fields).to_bytes(4, "big") + fields + b"\0" * (len(fields) % 2)
    segment = b"Photoshop 3.0\x00" + block
    return jpeg[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:]
