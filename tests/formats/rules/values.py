"""What an element or an attribute may hold: each check yields the service's name for what is wrong."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree

Check = Callable[[str], Iterator[str]]
"""Looks at a value, and yields names of rules that it breaks."""

_URI = re.compile(r"[a-zA-Z][0-9a-zA-Z+.-]*:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#\[\]]+")
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:[a-zA-Z0-9()+,.:=@;$_!*'%-]+")
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)? ([+-]\d\d[03]0|GMT|Z)")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[^\s()<>,;:\\\"/\[\]?=]+/[^\s()<>,;:\\\"/\[\]?=]+(\s*;\s*[^\s=]+=[^\s;]+)*")
_POINT = re.compile(r"[-+]?\d+\.?\d*[ ][-+]?\d+\.?\d*")
_EARLIEST = 1990  # dates before are taken for mistakes
# Ours, of those that it takes (feedvalidator, htmldata).
_TAGS = frozenset(
    "div p br em strong blockquote figure figcaption img time a code h1 h2 h3 h4 h5 h6 li ol pre sub sup table td th "
    "tr ul".split()
)
_ATTRIBUTES = frozenset("dir lang cite src alt width height datetime href class start value colspan rowspan".split())


def anything(_: str) -> Iterator[str]:
    """Take any text."""
    yield from ()


def nonblank(value: str) -> Iterator[str]:
    if not value.strip():
        yield "NotBlank"


def uri(value: str) -> Iterator[str]:
    """Take an absolute URI, and no IRI."""
    if value.startswith("urn:uuid:"):
        if not _UUID.fullmatch(value):
            yield "InvalidUUID"
    elif value.startswith("urn:"):
        if not _URN.fullmatch(value):
            yield "InvalidURN"
    elif not _URI.fullmatch(value) or (value.startswith("http") and not re.match(r"https?://[^/]", value)):
        yield "InvalidFullLink"


def rfc822(value: str) -> Iterator[str]:
    if not _RFC822.fullmatch(value):
        yield "InvalidRFC2822Date"
        return
    moment = parsedate_to_datetime(value)
    if moment.strftime("%a") != value[:3]:
        yield "IncorrectDOW"
    if moment.year < _EARLIEST:
        yield "ImplausibleDate"


def rfc3339(value: str) -> Iterator[str]:
    if not _RFC3339.fullmatch(value):
        yield "InvalidRFC3339Date"
    elif datetime.fromisoformat(value).year < _EARLIEST:
        yield "ImplausibleDate"


def language(value: str) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(value):
        yield "InvalidLanguage"


def positive(value: str) -> Iterator[str]:
    if not value.isdecimal() or int(value) == 0:
        yield "InvalidPositiveInteger"


def media_type(value: str) -> Iterator[str]:
    if not _MEDIA_TYPE.fullmatch(value):
        yield "InvalidMIMEAttribute"


def point(value: str) -> Iterator[str]:
    if not _POINT.fullmatch(value):
        yield "InvalidCoord"


def one_of(rule: str, *values: str) -> Check:
    """Take these values only."""

    def check(value: str) -> Iterator[str]:
        if value not in values:
            yield rule

    return check


def html(value: str) -> Iterator[str]:
    """Take HTML whose elements and attributes are harmless, whose addresses are absolute, and that is well-formed XML."""
    try:
        root = etree.fromstring(f"<div>{value}</div>")
    except etree.XMLSyntaxError:
        yield "NotHtml"
        return
    for element in root.iterdescendants():
        if element.tag not in _TAGS:
            yield "SecurityRisk"
        for name, given in element.attrib.items():
            if name not in _ATTRIBUTES:
                yield "SecurityRiskAttr"
            if name in ("src", "cite", "href") and list(uri(str(given))):
                yield "ContainsRelRef"
