"""RSS, Atom and RDF feeds, and the exports that WordPress writes as RSS: each entry is an article.

Specifications: https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from feedpub.errors import ReadError
from feedpub.language.byline import credited
from feedpub.model.article import Article, Author, Image
from feedpub.model.document import Document
from feedpub.readers._addresses import is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._characters import one_line
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import html_paragraphs, html_structure
from feedpub.readers._parts import part
from feedpub.readers._stamps import first_stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers._xml import Element, descendants, first, local, parse_xml, root_name, words
from feedpub.readers.base import Reader

_ROOTS = ("rss", "feed", "rdf")
_ENTRIES = ("item", "entry")
# What an entry takes from its feed; in exports the names behind the accounts.
_SHARED = (
    "title", "link", "language", "rights", "copyright", "author", "name",
    "wxr_version", "author_login", "author_display_name",
)  # fmt: skip
_POSTS = ("post", "page", "")  # what WordPress publishes under an address of its own; the rest are pictures and menus
_BELOW_POSTS = ("comment", "postmeta")  # in exports: thousands of them, which nobody reads here
# feedparser takes a second for 20,000; the longest articles, marked up as XHTML, have a thousand.
_MOST_ELEMENTS = 10_000
_MAIL = re.compile(r"\S{1,200}@\S{1,200} \((?P<name>[^()]{1,300})\)")  # RSS 2.0, author: "lawyer@boyer.net (Lawyer Boyer)"
# Below an entry WordPress writes "The post … appeared first on …."; behind a summary blogs lead on to the whole.
_APPEARED = re.compile(r"The post .{1,300} (?:appeared first on|first appeared on) .{1,120}\.?", re.DOTALL)
_LEADS_ON = re.compile(
    r"\s*(?:(?:\[(?:…|\.{3})\]|…|\.{3})\s*)?(?:(?:Read|Continue) (?:more|reading|the full (?:story|article))"
    r"|Weiterlesen|Lire la suite|Leer más|Leggi tutto|Lees verder)\b[^.!?]{0,200}$"
)
_CUT = re.compile(r"\s*\[(?:…|\.{3})\]$")
# Macros that WordPress replaces when it shows a post.
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]{1,40}(?:\s[^\]\[]{0,500})?/?\]")


def split(document: Document) -> tuple[Document, ...]:
    """Part a feed into feeds of one entry each.

    Args:
        document: a feed or an export.

    Returns:
        The documents; the document itself where it has one entry.

    Raises:
        ReadError: it is no XML, or has no entry that is published.
    """
    root = parse_xml(document)
    everything = [each for each in root.iter() if local(each) in _ENTRIES]
    entries = [entry for entry in everything if _is_public(entry)]
    if not entries:
        raise ReadError(place(document), "the feed has no entry")
    if len(everything) == 1:
        return (document,)
    return tuple(_parts(document, root, everything, entries))


def _is_public(entry: Element) -> bool:
    kind, status = words(first(entry, "post_type")), words(first(entry, "status"))
    return kind in _POSTS and status in ("publish", "") and not words(first(entry, "post_password"))


def _parts(document: Document, root: Element, everything: list[Element], entries: list[Element]) -> Iterator[Document]:
    home = everything[0].getparent()
    for entry in everything:
        parent = entry.getparent()
        if parent is not None:
            parent.remove(entry)
    for other in [each for each in root.iter() if each is not root and each is not home and local(each) not in _SHARED]:
        parent = other.getparent()
        if parent is not None:
            parent.remove(other)
    for number, entry in enumerate(entries, 1):
        if home is not None:
            home.append(entry)
            name = words(first(entry, "guid")) or words(first(entry, "id")) or _link(entry) or str(number)
            yield part(document, name, etree.tostring(root, encoding="utf-8"))
            home.remove(entry)


def _link(entry: Element) -> str:
    link = next(descendants(entry, "link"), None)
    return "" if link is None else (link.get("href") or words(link))


def read(document: Document) -> Article:
    """Read a feed of one entry.

    Args:
        document: the bytes.

    Returns:
        The article, under the entry's guid.

    Raises:
        ReadError: it is no XML, or its entry has no text or no date.
    """
    import feedparser  # noqa: PLC0415 - slow to load, and needed for feeds alone

    root = parse_xml(document)
    _bound(root, document)
    # Serialised anew, it is in the encoding that it says it is in, without what only an attacker would have put there.
    # Of its HTML nothing but the words is taken, so that it need not be cleaned, which takes quadratic time at the worst.
    source = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    feed = feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False)
    if len(feed.entries) != 1:
        raise ReadError(place(document), f"the feed has {len(feed.entries)} entries, not one")
    exported = next(descendants(root, "wxr_version"), None) is not None
    told = _story(dict(feed.entries[0]), dict(feed.feed), document, exported=exported)
    return article_of(document, replace(told, authors=_behind_accounts(feed.entries[0], root)) if exported else told)


def _behind_accounts(entry: dict[str, Any], root: Element) -> list[Author]:
    """Name whom an export of WordPress credits by the account: the name shown, else an account that is a name."""
    shown = {
        words(first(each, "author_login")): words(first(each, "author_display_name"))
        for each in root.iter()
        if local(each) == "author"
    }
    return [author for name in _named(entry) for author in credited(shown.get(name) or name)]


def _bound(root: Element, document: Document) -> None:
    """Drop what readers wrote below an exported post, and refuse a feed of one entry that is a flood of elements."""
    for each in [each for each in root.iter() if local(each) in _BELOW_POSTS]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    if (count := sum(1 for _ in root.iter())) > _MOST_ELEMENTS:
        raise ReadError(place(document), f"its entry has {count:,} elements, more than the {_MOST_ELEMENTS:,} allowed")


def _story(entry: dict[str, Any], feed: dict[str, Any], document: Document, *, exported: bool) -> Story:
    content, summary = _content(entry), str(entry.get("summary") or "")
    if exported:
        summary = str(entry.get("excerpt_encoded") or summary)
        content, summary = _SHORTCODE.sub("", content), _SHORTCODE.sub("", summary)
    address, left = str(entry.get("link") or ""), LeftOut()
    dates = (entry.get("published"), entry.get("created"), entry.get("wp_post_date_gmt"), entry.get("updated"))
    body = html_structure(content or summary, address if is_web_address(address) else None, left)
    if body and _APPEARED.fullmatch(body[-1].text):
        body.pop()
    return Story(
        guid=str(entry.get("id") or address),
        headline=" ".join(html_paragraphs(str(entry.get("title") or ""))),
        # Where there is no description, feedparser gives the content for it.
        standfirst=_summary(summary) if content and summary != content else "",
        paragraphs=body,
        language=str(_first_language(entry) or entry.get("language") or feed.get("language") or ""),
        authors=_authors(entry) or _authors(feed),
        dates=dates,
        modified=first_stamp(document, entry.get("updated")),
        section="",
        tags=[str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ())],
        images=tuple(_images(entry)),
        rights=str(entry.get("rights") or feed.get("rights") or ""),
        url=address if is_web_address(address) else "",
        notes=left.notes(),
    )


def _summary(source: str) -> str:
    """Take the words of a summary without those that only lead on; what was cut off ends with an ellipsis."""
    said = [line for line in html_paragraphs(source) if not _APPEARED.fullmatch(line)]
    return _CUT.sub(" …", _LEADS_ON.sub("", " ".join(said)))


def _content(entry: dict[str, Any]) -> str:
    """Take the fullest form of the content."""
    return max((str(each.get("value") or "") for each in entry.get("content", ())), key=len, default="")


def _first_language(entry: dict[str, Any]) -> str:
    return next((str(each["language"]) for each in entry.get("content", ()) if each.get("language")), "")


def _authors(entry: dict[str, Any]) -> list[Author]:
    return [author for name in _named(entry) for author in credited(name)]


def _named(entry: dict[str, Any]) -> list[str]:
    line = str(entry.get("author") or "")
    if mail := _MAIL.fullmatch(line):  # feedparser cuts addresses whose domain it does not know
        return [mail["name"]]
    named = [str(author.get("name") or "") for author in entry.get("authors", ())]
    return [name for name in named if name] or [line]


def _images(entry: dict[str, Any]) -> Iterator[Image]:
    for each in [*entry.get("media_content", ()), *entry.get("enclosures", ())]:
        address, kind = str(each.get("url") or each.get("href") or ""), str(each.get("type") or "")
        if is_web_address(address) and (kind.startswith("image/") or each.get("medium") == "image"):
            width, height = (
                int(size) if (size := str(each.get(side) or "")).isdigit() else 0 for side in ("width", "height")
            )
            caption = one_line(str(each.get("description") or ""))
            yield Image(
                url=address, media_type=kind or None, width=width or None, height=height or None, caption=caption or None
            )


def recognises(content: bytes) -> bool:
    """Tell whether a document is a feed by its first element."""
    return root_name(content).lower() in _ROOTS


READER = Reader(
    name="feed",
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml"),
    suffixes=("rss", "atom", "rdf", "xml"),
    spec="https://www.rssboard.org/rss-specification",
    recognises=recognises,
    read=read,
    split=split,
)
