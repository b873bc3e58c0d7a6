"""NewsML-G2: a news item, alone or in a message with others. https://iptc.org/std/NewsML-G2/specification/."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from feedpub.errors import ReadError
from feedpub.language.byline import credited
from feedpub.model.article import Article, Author, Image
from feedpub.model.document import Document
from feedpub.model.profile import EVENT_NAMESPACE
from feedpub.readers._addresses import is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import element_paragraphs, html_structure, is_escaped, text_structure
from feedpub.readers._own_newsml import own_newsml
from feedpub.readers._paragraphs import Paragraph, texts
from feedpub.readers._parts import part
from feedpub.readers._stamps import embargo_stamp, first_stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers._xml import Element, children, descendants, first, local, parse_xml, root_name, words
from feedpub.readers.base import Reader
from feedpub.readers.nitf import nitf_story

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUB_HEADLINE = re.compile(r"sub-?head", re.IGNORECASE)
# Descriptions that are no summary: agencies repeat slug and headline as the caption of a text.
_NO_SUMMARY = ("caption",)
_TOGETHER = ("p", "section", "div", "h1", "h2", "h3", "table", "ul", "ol", "blockquote", "figure", "pre")
_PICTURES = ("picture", "graphic")
_TEXTS = ("text", "composite", "")
_LONGEST_ACCOUNT = 1  # word: "meredith.j" or "1893" is an account, no name


def split(document: Document) -> tuple[Document, ...]:
    """Part a message into documents of one text item each.

    Args:
        document: a message, or a news item alone.

    Returns:
        The documents; the document itself where there is nothing to part.

    Raises:
        ReadError: it is no XML, or no item in it is a text.
    """
    root = parse_xml(document)
    items = _texts(root)
    if not items:
        kinds = sorted({local(each) for each in root.iter() if local(each).endswith("item") and each.get("guid")})
        held = f"only {', '.join(kinds)}" if kinds else "no item"
        raise ReadError(place(document), f"it holds {held} with a text of its own, so there is no article in it")
    if len(items) == 1:
        return (document,)
    return tuple(part(document, item.get("guid") or str(number), etree.tostring(item)) for number, item in enumerate(items))


def read(document: Document) -> Article:
    """Read a document that holds one text item.

    Args:
        document: the bytes.

    Returns:
        The article, under the item's guid.

    Raises:
        ReadError: it is no XML, or has no text or no date.
    """
    root = parse_xml(document)
    items = _texts(root)
    if not items:
        raise ReadError(place(document), "it holds no item with a text of its own, so there is no article in it")
    own = next(items[0].iter(f"{{{EVENT_NAMESPACE}}}article"), None)
    return article_of(document, _story(items[0], root, document)) if own is None else own_newsml(document, items[0], own)


def _texts(root: Element) -> list[Element]:
    items = [root] if local(root) == "newsitem" else list(descendants(root, "newsitem"))
    return [item for item in items if _class(item) in _TEXTS]


def _class(item: Element) -> str:
    return (_code(first(item, "itemmeta", "itemclass"), "qcode")).rpartition(":")[2].lower()


def _code(element: Element | None, *names: str) -> str:
    return "" if element is None else next((value for name in names if (value := (element.get(name) or "").strip())), "")


def _story(item: Element, root: Element, document: Document) -> Story:
    meta, content = first(item, "itemmeta"), first(item, "contentmeta")
    body = first(item, "contentset")
    told = _marked_up(body, document)
    created, changed = _time(meta, "versioncreated"), _time(content, "contentmodified")
    dates = (_time(meta, "firstcreated"), _time(content, "contentcreated"), created)
    return Story(
        guid=item.get("guid") or "",
        headline=_headline(content, meta, _language(item, content, root)) or told.headline,
        standfirst=_standfirst(content) or told.standfirst,
        paragraphs=told.paragraphs,
        notes=told.notes,
        language=_language(item, content, root),
        authors=[*_authors(content), *told.authors] if not _authors(content) else _authors(content),
        dateline=words(first(content, "dateline")) or told.dateline,
        dates=(*dates, *told.dates),
        modified=first_stamp(document, created, changed),
        embargo=embargo_stamp(_time(meta, "embargoed"), document),
        status=_code(first(meta, "pubstatus"), "qcode", "literal") or "usable",
        notice=" ".join(words(each) for each in children(meta, "ednote")) if meta is not None else "",
        section=next(_names(children(meta, "service")), "") if meta is not None else "",
        tags=_tags(content, meta),
        images=[*_pictures(root, item)],
        rights=_rights(item),
        version=(item.get("version") or "").strip(),
    )


def _time(element: Element | None, name: str) -> str:
    return words(first(element, name))


def _marked_up(body: Element | None, document: Document) -> Story:
    """Read the first form of the content that has words: NITF, XHTML or plain text."""
    for form in body if body is not None else ():
        left = LeftOut()
        if local(form) == "inlinexml":
            nitf = next(descendants(form, "nitf"), None)
            told = nitf_story(nitf, document) if nitf is not None else _told(_xhtml(form, left), left)
        elif local(form) == "inlinedata":
            source = "".join(form.itertext())
            html = "html" in (form.get("contenttype") or "") or is_escaped(source)
            told = _told(html_structure(source, left=left) if html else text_structure(source), left)
        else:
            continue
        if texts(told.paragraphs):
            return told
    return Story()


def _told(paragraphs: list[Paragraph], left: LeftOut) -> Story:
    return Story(paragraphs=paragraphs, notes=left.notes())


def _xhtml(form: Element, left: LeftOut) -> list[Paragraph]:
    """Take the words of the body; what stands loose below its paragraphs is routing, not for publication."""
    body = next(descendants(form, "body"), form)
    blocks = [each for each in body if local(each) in _TOGETHER]
    if blocks and not (body.text or "").strip():
        for block in blocks:
            block.tail = None
    for header in [each for each in body.iter() if local(each) in ("header", "footer")]:
        # It repeats slug, time and headline.
        tail, parent = header.tail, header.getparent()
        if parent is not None:
            header.clear()
            header.tail = tail
    return element_paragraphs(body, left=left)


def _headline(content: Element | None, meta: Element | None, language: str) -> str:
    """Take the main headline; of one in several languages that of the text."""
    found = list(children(content, "headline")) if content is not None else []
    main = [each for each in found if not _SUB_HEADLINE.search(each.get("role") or "")]
    main.sort(key=lambda each: _is_foreign(each.get(_LANG) or "", language))
    return next(filter(None, map(words, main)), "") or words(first(meta, "title"))


def _is_foreign(language: str, own: str) -> bool:
    return bool(language and own) and language[:2].lower() != own[:2].lower()


def _standfirst(content: Element | None) -> str:
    if content is None:
        return ""
    described = [each for each in children(content, "description") if not (each.get("role") or "").endswith(_NO_SUMMARY)]
    below = [each for each in children(content, "headline") if _SUB_HEADLINE.search(each.get("role") or "")]
    return next(filter(None, map(words, [*described, *below])), "")


def _language(item: Element, content: Element | None, root: Element) -> str:
    return _code(first(content, "language"), "tag") or item.get(_LANG) or root.get(_LANG) or ""


def _authors(content: Element | None) -> list[Author]:
    """Take the byline as printed, else the persons among the creators; an account's name is nobody's."""
    if content is None:
        return []
    printed = [author for by in children(content, "by") for author in credited(words(by))]
    if printed:
        return printed
    found: list[Author] = []
    for creator in children(content, "creator", "contributor"):
        name = next(_names([creator]), "")
        role = (creator.get("role") or "").lower()
        if len(name.split()) > _LONGEST_ACCOUNT and (local(creator) == "creator" or "author" in role or "writer" in role):
            found.extend(author for author in credited(name) if author.kind == "person")
    return found


def _names(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        yield from filter(None, map(words, children(element, "name")))


def _tags(content: Element | None, meta: Element | None) -> list[str]:
    if content is None:
        return []
    tags = [words(each) for each in children(content, "keyword")]
    for subject in children(content, "subject", "genre"):
        tags.extend(list(_names([subject]))[:1])
    if meta is not None:
        tags.extend(name for group in children(meta, "memberof") for name in list(_names([group]))[:1])
    return tags


def _rights(item: Element) -> str:
    info = first(item, "rightsinfo")
    holder = first(info, "copyrightholder")
    provider = first(item, "itemmeta", "provider")
    return (
        next(_names([holder]) if holder is not None else iter(()), "")
        or _code(holder, "literal")
        or words(first(info, "copyrightnotice"))
        or (next(_names([provider]), "") if provider is not None else "")
    )


def _pictures(root: Element, item: Element) -> Iterator[Image]:
    """Take the pictures that the message carries beside the text, where their addresses are public."""
    for other in descendants(root, "newsitem"):
        if other is item or _class(other) not in _PICTURES:
            continue
        content = first(other, "contentmeta")
        caption = words(first(content, "description"))
        credit = words(first(content, "creditline"))
        for remote in descendants(other, "remotecontent"):
            address = (remote.get("href") or "").strip()
            if is_web_address(address):
                yield Image(
                    url=address, media_type=remote.get("contenttype") or None, caption=caption or None, credit=credit or None
                )
                break


def recognises(content: bytes) -> bool:
    """Tell whether a document is NewsML-G2 by its first element."""
    return root_name(content) in ("newsItem", "newsMessage", "packageItem", "knowledgeItem", "conceptItem", "planningItem")


READER = Reader(
    name="newsml-g2",
    media_types=(
        "application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml", "text/xml", "application/xml",
    ),
    suffixes=("newsml", "xml"),
    spec="https://iptc.org/std/NewsML-G2/specification/",
    recognises=recognises,
    read=read,
    split=split,
)  # fmt: skip
