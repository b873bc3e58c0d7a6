"""Pictures as marked-up text shows them: <img>, and the media of NITF."""

import re

from feedpub.model.article import Image
from feedpub.readers._addresses import count, placed
from feedpub.readers._characters import one_line
from feedpub.readers._left_out import LeftOut
from feedpub.readers._xml import Element, descendants, words

_SMALLEST = 3  # pixels; smaller ones count readers
# Pages that load a picture when it comes into sight have a stand-in, or a smaller one, at its usual place until then.
_ADDRESSES = ("data-lazy-src", "data-src", "data-original", "src")
_NOWHERE = re.compile(r"#|\{|%7b|(?:data|javascript|about|blob):", re.IGNORECASE)


def html_address(element: Element) -> str:
    """Return the address of the picture that an <img> shows, or will show once it is in sight; or nothing.

    Matches: ``src="a.gif" data-src="quay.jpg"``, the second; ``src="quay.jpg" data-src="{{quay}}"``, the first.
    """
    given = [address for name in _ADDRESSES if (address := (element.get(name) or "").strip())]
    return next((address for address in given if not _NOWHERE.match(address)), given[-1] if given else "")


def html_image(element: Element, base: str | None, left: LeftOut, caption: str = "", credit: str = "") -> Image | None:
    """Take the picture that an <img> shows.

    Args:
        element: the <img>.
        base: address against which relative ones are meant.
        left: is told where it shows none.
        caption: that stands below it.
        credit: that stands there, too.

    Returns:
        The picture; None for what is none, or too small to be seen.
    """
    width, height = count(element.get("width")), count(element.get("height"))
    if min(width or _SMALLEST, height or _SMALLEST) < _SMALLEST:
        return None
    address = html_address(element)
    found = placed(address, base) if address else None
    if found is None:
        if address:
            left.picture(address, "is no address that readers can follow")
        return None
    caption = caption or one_line(element.get("title") or "")
    alt = one_line(element.get("alt") or "")
    # What only says again what stands below it is heard twice.
    words = {"alt": alt if alt != caption else None, "caption": caption, "credit": credit}
    return Image.model_validate(
        found | {"width": width, "height": height} | {name: value or None for name, value in words.items()}
    )


def nitf_image(media: Element) -> Image | None:
    """Take the picture that a <media> of NITF refers to; None where it is none or has no address."""
    reference = next(descendants(media, "media-reference"), None)
    found = None if reference is None else placed(reference.get("source") or "", None)
    if reference is None or found is None or (media.get("media-type") or "image") not in ("image", "graphic", "photo"):
        return None
    said = {name: words(next(descendants(media, f"media-{name}"), None)) or None for name in ("caption", "producer")}
    return Image.model_validate(
        found
        | {"media_type": reference.get("mime-type") or None, "alt": one_line(reference.get("alternate-text") or "") or None}
        | {"width": count(reference.get("width")), "height": count(reference.get("height"))}
        | {"caption": said["caption"], "credit": said["producer"]}
    )
