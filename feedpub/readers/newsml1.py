"""NewsML 1.0 to 1.2, as agencies still send it. https://iptc.org/standards/newsml-1/.

An item is a tree of components: some hold the text, some pictures or the same text in another form.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from feedpub.errors import ReadError
from feedpub.language.byline import credited
from feedpub.model.article import Article, Author, Image
from feedpub.model.document import Document
from feedpub.readers._addresses import is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import element_paragraphs
from feedpub.readers._parts import part
from feedpub.readers._stamps import embargo_stamp, stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers._xml import Element, children, descendants, first, local, parse_xml, root_name, words
from feedpub.readers.base import Reader
from feedpub.readers.nitf import nitf_story

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WORD = re.compile(r"[^\W\d_]{3}")  # codes have none
_PICTURE = re.compile(r"photo|picture|graphic|image", re.IGNORECASE)
_BESIDE = re.compile(r"caption|photo|picture|graphic|image|video|audio|thumbnail|preview", re.IGNORECASE)
_FORM = 0.5  # of the words of the longest form: another form of a text has about as many, a teaser of it fewer


def split(document: Document) -> tuple[Document, ...]:
    """Part a document into one for each of its items that has a text.

    Args:
        document: with a news envelope and items.

    Returns:
        The documents; the document itself where it holds one.

    Raises:
        ReadError: it is no XML, or no item in it is a text.
    """
    root = parse_xml(document)
    items = _texts(root)
    if not items:
        raise ReadError(place(document), "it holds no item with a text of its own, so there is no article in it")
    if len(items) == 1:
        return (document,)
    return tuple(
        part(document, _guid(item) or str(number), b"<NewsML>" + etree.tostring(item, with_tail=False) + b"</NewsML>")
        for number, item in enumerate(items, 1)
    )


def read(document: Document) -> Article:
    """Read a document that holds one item.

    Args:
        document: the bytes.

    Returns:
        The article, under the item's public identifier without its revision.

    Raises:
        ReadError: it is no XML, or has no text or no date.
    """
    root = parse_xml(document)
    items = _texts(root)
    if not items:
        raise ReadError(place(document), "it holds no item with a text of its own, so there is no article in it")
    return article_of(document, _story(items[0], root, document))


def _texts(root: Element) -> list[Element]:
    items = [root] if local(root) == "newsitem" else list(descendants(root, "newsitem"))
    return [item for item in items if _status(item) in ("canceled", "cancelled", "killed") or _has_text(item)]


def _has_text(item: Element) -> bool:
    return any(words(first(piece, "datacontent")) for piece in _pieces(item))


def _pieces(item: Element) -> list[Element]:
    """List the pieces of content that may be the text: what stands beside a picture is its caption, if there is another."""
    beside = set[Element]()
    for component in descendants(item, "newscomponent"):
        pieces = list(children(component, "contentitem"))
        if _BESIDE.search(_formal(first(component, "role"))):
            beside.update(descendants(component, "contentitem"))
        elif any(map(_shows, pieces)):
            beside.update(pieces)
    held = [
        piece for piece in descendants(item, "contentitem") if not _shows(piece) and first(piece, "datacontent") is not None
    ]
    return [piece for piece in held if piece not in beside] or held


def _shows(piece: Element) -> bool:
    return bool(_PICTURE.search(_formal(first(piece, "mediatype"))))


def _guid(item: Element) -> str:
    """Name an item through all its revisions (NewsML 1.2, section 5.5)."""
    identifier = next(descendants(item, "newsidentifier"), None)
    if identifier is None:
        return item.get("Duid") or ""
    parts = [words(first(identifier, name)) for name in ("providerid", "dateid", "newsitemid")]
    return f"urn:newsml:{':'.join(filter(None, parts))}" if parts[-1] else words(first(identifier, "publicidentifier"))


def _formal(element: Element | None) -> str:
    return "" if element is None else (element.get("FormalName") or words(element)).strip()


def _below(element: Element, name: str) -> Element | None:
    return next(descendants(element, name), None)


def _status(item: Element) -> str:
    return _formal(first(item, "newsmanagement", "status")).lower()


def _story(item: Element, root: Element, document: Document) -> Story:
    management = first(item, "newsmanagement")
    told = _content(item, document)
    dates = (words(first(management, "firstcreated")), *_sent(item, root))
    changed = words(first(management, "thisrevisioncreated"))
    authors = [author for line in descendants(item, "byline") for author in credited(words(line))]
    return Story(
        guid=_guid(item),
        headline=_headline(item) or told.headline,
        standfirst=_line(item, "subheadline") or _line(item, "abstract", "summary") or told.standfirst,
        paragraphs=told.paragraphs,
        notes=told.notes,
        language=_formal(_below(item, "language")) or item.get(_LANG) or root.get(_LANG) or "",
        authors=authors or _creators(item) or told.authors,
        dateline=words(_below(item, "dateline")) or told.dateline,
        dates=(*dates, *told.dates, changed),
        modified=stamp(changed, document),
        embargo=_embargo(management, document),
        status=_status(item),
        notice=_line(item, "instruction", "revisionhistory"),
        section=next(
            (name for each in descendants(item, "newsproduct", "newsservice") if _WORD.search(name := _formal(each))), ""
        ),
        tags=[*_keywords(item), *told.tags],
        images=[*_pictures(item), *told.images],
        rights=_line(item, "copyrightholder", "copyrightline") or _formal(_below(item, "provider")) or told.rights,
        version=_line(item, "revisionid"),
    )


def _sent(item: Element, root: Element) -> list[str]:
    return [words(_below(item, "dateid")), words(_below(root, "dateandtime")), words(_below(root, "transmissiondate"))]


def _line(item: Element, *names: str) -> str:
    return next(filter(None, map(words, descendants(item, *names))), "")


def _headline(item: Element) -> str:
    return _line(item, "headline") or _line(item, "newslinetext") or _line(item, "slugline")


def _creators(item: Element) -> list[Author]:
    found: list[Author] = []
    for creator in descendants(item, "creator", "contributor"):
        for party in children(creator, "party"):
            found.extend(author for author in credited(_formal(party)) if author.kind == "person" and " " in author.name)
    return found


def _embargo(management: Element | None, document: Document) -> date | datetime | None:
    """Read until when the status holds, where the status says that the item waits."""
    if management is None:
        return None
    for will in descendants(management, "statuswillchange"):
        if _formal(first(will, "futurestatus")).lower() == "usable":
            return embargo_stamp(words(first(will, "dateandtime")), document)
    return None


def _keywords(item: Element) -> Iterator[str]:
    for keyword in descendants(item, "keywordline", "keyword"):
        yield from words(keyword).split(",") if words(keyword) else [_formal(keyword)]
    for line in descendants(item, "slugline"):
        yield words(line)


def _content(item: Element, document: Document) -> Story:
    """Read the first piece of content that is the text, whole: NITF, XHTML or plain."""
    held = [data for piece in _pieces(item) if (data := first(piece, "datacontent")) is not None]
    longest = max((len(words(data)) for data in held), default=0)
    for data in held:
        if len(words(data)) < _FORM * longest:
            continue
        left = LeftOut()
        nitf = _below(data, "nitf")
        if nitf is not None:
            return nitf_story(nitf, document)
        if found := element_paragraphs(data, left=left):
            return Story(paragraphs=found, notes=left.notes())
    return Story()


def _pictures(item: Element) -> Iterator[Image]:
    for component in descendants(item, "newscomponent"):
        pieces = [*filter(_shows, children(component, "contentitem"))]
        address = next((href for each in pieces if is_web_address(href := (each.get("Href") or "").strip())), "")
        if address:
            yield Image(url=address, caption=_line(component, "datacontent") or None)


def recognises(content: bytes) -> bool:
    """Tell whether a document is NewsML 1 by its first element."""
    return root_name(content) == "NewsML"


READER = Reader(
    name="newsml-1",
    media_types=("text/vnd.iptc.newsml", "application/vnd.iptc.newsml+xml", "text/xml", "application/xml"),
    suffixes=("newsml1", "xml"),
    spec="https://iptc.org/standards/newsml-1/",
    recognises=recognises,
    read=read,
    split=split,
)
