"""Media RSS: one picture is one media:content, and says who took it."""

from collections.abc import Iterator
from typing import Any

from tests.formats.rules.document import Kind, check_children
from tests.formats.rules.values import media_type, one_of, positive, uri

_TYPE = one_of("InvalidMediaTextType", "plain", "html")
_ROLES = ("photographer", "author", "illustrator", "artist", "producer", "publishing company")  # of the EBU's, a few
PICTURE = Kind(
    attributes={
        "url": uri,
        "type": media_type,
        "medium": one_of("InvalidMediaMedium", "image", "audio", "video", "document", "executable"),
        "fileSize": positive,
        "width": positive,
        "height": positive,
    },
    required=("url",),
    many=True,
)
_INSIDE = {
    "media:description": Kind(attributes={"type": _TYPE}, plain=True),
    "media:title": Kind(attributes={"type": _TYPE}, plain=True),
    "media:credit": Kind(
        attributes={"role": one_of("InvalidCreditRole", *_ROLES), "scheme": one_of("InvalidFullLink", "urn:ebu")}, many=True
    ),
}


def check_picture(body: bytes, picture: Any) -> Iterator[str]:
    """Check what stands in a picture."""
    return check_children(body, picture, _INSIDE)
