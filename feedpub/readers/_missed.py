"""What whoever reads a page misses where it is left out; most of what a page has around its article nobody does."""

import re
from collections.abc import Iterator
from itertools import islice

from feedpub.readers._addresses import count
from feedpub.readers._pictures import html_address
from feedpub.readers._xml import Element, descendants, local, words

_PLAYED = frozenset({"audio", "embed", "iframe", "object", "video"})
# Words in the classes of what sites put between paragraphs for their own sake.
_OF_SITE = re.compile(
    r"(?<![a-z])(?:ads?|adslot|advert\w*|banner|comments?|consent|cookies?|disqus|donat\w*|emails?|login|mailchimp|mc_embed\w*|"
    r"modal|newsletters?|outbrain|paywall|popup|promo\w*|recirc\w*|recommend\w*|related|search|shar(?:e|es|ing)|signup|"
    r"sponsor\w*|subscri\w*|taboola|toolbar)(?![a-z])"
)
# Words in the classes of pictures that nobody looks for in an article, and of what holds them.
_SIGN = re.compile(
    r"(?<![a-z])(?<!gallery-)(?:authors?|avatar|byline|cta|emojis?|icons?|logo|player|rollover|smiley)(?![a-z])"
)
_ELSEWHERE = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|adservice|adsystem|amazon-adsystem|taboola|outbrain|addthis|"
    r"plugins/(?:like|share|follow|page|subscribe)|tweet_button|follow_button|recaptcha|/ads?[/.]|mailchimp|list-manage|"
    r"^about:|^javascript:",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_HIDDEN_CLASSES = frozenset({"hidden", "hide", "is-hidden", "screen-reader-text", "sr-only", "visually-hidden"})
_WHOLE = frozenset({"article", "body", "html", "main"})
_LONGEST = 600  # characters in a box that stands between paragraphs; what holds more holds the text itself
_MOST, _BOXES = 100, 6  # elements in a box, and boxes in one another
_SMALLEST = 3  # pixels; smaller frames count readers
_STYLED = re.compile(r"(?<![a-z-])(?:width|height)\s*:\s*(\d+)px")
_LONG = 7  # digits of a size
_STAND_IN = 500  # characters of an address that is the picture itself; what shows something takes thousands
_ICON = 100  # pixels; smaller drawings and pictures are signs on buttons, or faces
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data", "srcdoc")
_PERSONAL = frozenset({"email", "password", "search", "tel", "file"})
_UNSEEN = frozenset({"hidden", "submit", "button", "image", "reset"})


def is_missed(element: Element) -> bool:
    """Tell whether what an element shows is missed, if it stands at a paragraph of the text.

    Args:
        element: one that has no place in an article.
    """
    name = local(element)
    if name in _PLAYED:
        shown = _plays(element, name)
    elif name == "svg":
        shown = _is_drawing(element)
    else:
        shown = name == "math" or (name == "form" and _asks(element))
    return shown and is_seen(element)


def is_shown(picture: Element) -> bool:
    """Tell a picture of the text from one of the site's own: the face of who wrote, a sign, a way to something else.

    Args:
        picture: an <img> that no figure frames.
    """
    sides = [(picture.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    sizes = [
        int(side) for side in (*sides, *_STYLED.findall(_said(picture, "style"))) if side.isdecimal() and len(side) < _LONG
    ]
    beside = (picture, *islice(picture.iterancestors(), _BOXES))
    is_own = min(sizes, default=_ICON + 1) <= _ICON or any(_SIGN.search(_said(each, "class")) for each in beside)
    return not is_own and not _is_stand_in(picture) and is_seen(picture)


def _is_stand_in(picture: Element) -> bool:
    """Tell what holds a picture's place until a program puts one there."""
    address = html_address(picture)
    return address.lower().startswith("data:") and len(address) < _STAND_IN


def is_seen(element: Element) -> bool:
    """Tell whether an element is seen, and in no box of the site's own."""
    return not any(_is_hidden(each) or _OF_SITE.search(_said(each, "class", "id")) for each in _boxes(element))


def _boxes(element: Element) -> Iterator[Element]:
    """Yield an element and the boxes that it stands in, up to what holds the text."""
    yield element
    for each in islice(element.iterancestors(), _BOXES):
        if local(each) in _WHOLE or not _is_box(each):
            return
        yield each


def _is_box(element: Element) -> bool:
    """Tell a box by how little is in it, and look at no more of it: thousands may stand in one another or side by side."""
    within = sum(1 for _ in islice(element.iter(), _MOST + 1))
    return within <= _MOST and sum(len(text.strip()) for text in element.itertext()) <= _LONGEST


def _said(element: Element, *attributes: str) -> str:
    return " ".join((element.get(name) or "")[:_LONGEST] for name in attributes).lower()


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(_said(element, "style")) or _HIDDEN_CLASSES & set(_said(element, "class").split()))


def _plays(element: Element, name: str) -> bool:
    """Tell what plays or shows something from what counts readers, advertises, or is filled by a program if at all."""
    sizes = [count(size) if size != "0" else 0 for size in (element.get("width"), element.get("height"))]
    if any(size is not None and size < _SMALLEST for size in sizes):
        return False
    address = next(filter(None, map(element.get, _ADDRESSES)), "").strip()
    if name in ("audio", "video", "object"):
        return not _ELSEWHERE.search(address)
    return bool(address) and not _ELSEWHERE.search(address)


def _is_drawing(element: Element) -> bool:
    within = {local(each) for each in _boxes(element)}
    sizes = [count((element.get(side) or "").removesuffix("px")) or 0 for side in ("width", "height")]
    if "figure" in within and not max(sizes):
        # lxml writes names of attributes in small letters
        sizes = [count(side.partition(".")[0]) or 0 for side in (element.get("viewbox") or "").split()[2:]]
    return not within & {"a", "button"} and min(sizes, default=0) >= _ICON


def _asks(form: Element) -> bool:
    """Tell a form that belongs to the text, as a poll does, from one to subscribe, sign in, search or comment."""
    fields = [(each.get("type") or "text").lower() for each in descendants(form, "input")]
    if _PERSONAL & set(fields) or len(words(form)) > _LONGEST:
        return False
    return any(kind not in _UNSEEN for kind in fields) or any(True for _ in descendants(form, "select", "textarea", "p"))
