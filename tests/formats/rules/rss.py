"""RSS 2.0 and the RSS Best Practices Profile."""

from collections.abc import Iterator
from typing import Any

from tests.formats.rules.document import Kind, check_children, name_of
from tests.formats.rules.media import PICTURE, check_picture
from tests.formats.rules.values import (
    anything,
    html,
    language,
    media_type,
    nonblank,
    one_of,
    point,
    positive,
    rfc822,
    rfc3339,
    uri,
)

_LINK = Kind(
    attributes={"href": uri, "rel": nonblank, "type": media_type, "title": nonblank, "hreflang": language},
    required=("href",),
    many=True,
)
_PLAIN = Kind(plain=True)
CHANNEL = {
    "title": Kind((nonblank,), plain=True),
    "link": Kind((uri,)),
    "description": _PLAIN,
    "language": Kind((language,)),
    "copyright": _PLAIN,
    "pubDate": Kind((rfc822,)),
    "lastBuildDate": Kind((rfc822,)),
    "category": Kind((nonblank,), {"domain": anything}, many=True, plain=True),
    "generator": Kind(),
    "docs": Kind((uri,)),
    "ttl": Kind((positive,)),
    "image": Kind(),
    "item": Kind(many=True),
    "atom:link": _LINK,
    "fh:archive": Kind(),
    "fh:complete": Kind(),
}
IMAGE = {"url": Kind((uri,)), "title": Kind((nonblank,), plain=True), "link": Kind((uri,)), "description": _PLAIN}
ITEM = {
    "title": Kind((nonblank,), plain=True),
    "link": Kind((uri,)),
    "description": Kind((html,)),
    "content:encoded": Kind((html,)),
    "category": Kind((nonblank,), {"domain": anything}, many=True, plain=True),
    "guid": Kind((nonblank,), {"isPermaLink": one_of("InvalidBooleanAttribute", "true", "false")}),
    "pubDate": Kind((rfc822,)),
    "dc:creator": Kind(many=True),
    "dc:language": Kind((language,)),
    "dc:rights": _PLAIN,
    "atom:updated": Kind((rfc3339,)),
    "media:content": PICTURE,
    "georss:point": Kind((point,), many=True),
}
# What says the same must not be said twice.
_TWICE = (("author", "dc:creator"), ("category", "dc:subject"), ("pubDate", "dc:date"), ("guid", "atom:id"),
          ("copyright", "dc:rights"), ("pubDate", "atom:published"))  # fmt: skip
_PICTURES = ("jpg", "jpeg", "gif", "png")
_SHORTEST_NUMBER = 9


def check_rss(body: bytes, root: Any) -> Iterator[str]:
    """Check a document in RSS."""
    if root.get("version") != "2.0":
        yield "InvalidRSSVersion"
    (channel,) = root
    yield from check_children(body, channel, CHANNEL)
    yield from _channel(channel)
    for image in channel.iterfind("image"):
        yield from check_children(body, image, IMAGE)
        yield from _image(image, channel)
    guids = [guid.text for guid in channel.iterfind("item/guid")]
    if len(set(guids)) < len(guids):
        yield "DuplicateValue: guid"
    for item in channel.iterfind("item"):
        yield from check_children(body, item, ITEM)
        yield from _item(body, item)


def _channel(channel: Any) -> Iterator[str]:
    names = [name_of(child) for child in channel]
    yield from (f"Missing: {name}" for name in ("title", "link", "description", "language") if name not in names)
    if "item" in names and set(names[names.index("item") :]) != {"item"}:
        yield "MisplacedItem"
    links = {link.get("rel"): link.get("type") for link in channel if name_of(link) == "atom:link"}
    if "self" not in links:
        yield "MissingAtomSelfLink"
    elif links["self"] != "application/rss+xml":
        yield "SelfNotAtom"


def _image(image: Any, channel: Any) -> Iterator[str]:
    yield from (f"Missing: {name}" for name in ("url", "title", "link") if image.find(name) is None)
    if image.findtext("link") != channel.findtext("link"):
        yield "ImageLinkDoesntMatch"
    if image.findtext("title") != channel.findtext("title"):
        yield "ImageTitleDoesntMatch"
    if (image.findtext("url") or "").rpartition(".")[2].lower() not in _PICTURES:
        yield "ImageUrlFormat"


def _item(body: bytes, item: Any) -> Iterator[str]:
    names = [name_of(child) for child in item]
    if not {"title", "description"} & set(names):
        yield "ItemMustContainTitleOrDescription"
    if "content:encoded" in names and "description" not in names[: names.index("content:encoded")]:
        yield "NeedDescriptionBeforeContent"
    yield from (f"DuplicateItemSemantics: {one}" for one, other in _TWICE if {one, other} <= set(names))
    yield from _guid(item.find("guid"))
    for child in item:
        if name_of(child) == "media:content":
            yield from check_picture(body, child)


def _guid(guid: Any) -> Iterator[str]:
    if guid is None:
        yield "MissingGuid"
    elif guid.get("isPermaLink", "true") == "true":
        yield from (f"InvalidPermalink: {rule}" for rule in uri(guid.text))
        if guid.text.lower().startswith(("tag:", "urn:uuid:")):
            yield "InvalidPermalink"
    elif guid.text.isdecimal() and len(guid.text) < _SHORTEST_NUMBER:
        yield "NotSufficientlyUnique"
