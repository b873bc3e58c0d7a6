"""NITF, the IPTC's mark-up of a news text, in all its versions and without one. https://iptc.org/standards/nitf/."""

from collections.abc import Iterator

from feedpub.language.byline import credited
from feedpub.model.article import Article, Author
from feedpub.model.document import Document
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import element_paragraphs
from feedpub.readers._stamps import first_stamp, stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers._xml import Element, descendants, first, parse_xml, root_name, words
from feedpub.readers.base import Reader


def read(document: Document) -> Article:
    """Read a NITF document.

    Args:
        document: the bytes.

    Returns:
        The article.

    Raises:
        ReadError: it is no XML, or has no text or no date.
    """
    return article_of(document, nitf_story(parse_xml(document), document))


def nitf_story(root: Element, document: Document) -> Story:
    """Find what a NITF element says.

    Args:
        root: the element ``nitf``, of its own or within another format.
        document: whose time zone is meant where a time has none.
    """
    body = _below(root, "body")
    left = LeftOut()
    head, content = _below(body, "body.head"), first(body, "body.content")  # a note in the head has a content of its own
    dates = (_norm(root, "date.issue"), _norm(head, "story.date"), _written(root))
    published = first_stamp(document, *dates)
    release = stamp(_norm(root, "date.release"), document)
    status = _attribute(root, "docdata", "management-status")
    return Story(
        guid=_attribute(root, "doc-id", "id-string"),
        headline=_headline(root, head),
        standfirst=words(_below(head, "abstract")) or words(_below(_below(head, "hedline"), "hl2")),
        paragraphs=element_paragraphs(content if content is not None else body, left=left) if body is not None else (),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("baselang") or "",
        authors=_authors(head),
        dateline=_dateline(head),
        dates=dates,
        modified=first_stamp(document, _norm(root, "revision-history")),
        embargo=release if release and published and str(release) > str(published) else None,
        # An embargo that names its moment is over then; one without a moment lasts until the agency says otherwise.
        status="usable" if status == "embargoed" and release else status,
        notice=_attribute(root, "ed-msg", "info"),
        section=_attribute(root, "doc-scope", "scope"),
        tags=[*_keywords(root), *_subjects(root)],
        rights=_rights(root, head),
        version=_attribute(root, "du-key", "version"),
        notes=left.notes(),
    )


def _below(element: Element | None, name: str) -> Element | None:
    return None if element is None else next(descendants(element, name), None)


def _attribute(element: Element | None, name: str, attribute: str) -> str:
    if element is None:
        return ""
    return next((value for each in descendants(element, name) if (value := (each.get(attribute) or "").strip())), "")


def _norm(element: Element | None, name: str) -> str:
    return _attribute(element, name, "norm") or words(_below(element, name))


def _written(root: Element) -> str:
    return _attribute(root, "pubdata", "date.publication")


def _headline(root: Element, head: Element | None) -> str:
    hedline = _below(head, "hedline")
    return words(_below(hedline, "hl1")) or words(hedline) or words(first(root, "head", "title"))


def _authors(head: Element | None) -> list[Author]:
    """Take the persons of the bylines, else the words in front of their titles."""
    found: list[Author] = []
    for byline in descendants(head, "byline") if head is not None else ():
        persons = [words(person) for person in descendants(byline, "person")]
        titles = {words(title) for title in descendants(byline, "byttl")}
        line = words(byline)
        for title in titles:
            line = line.removesuffix(title).strip()
        for name in persons or [line]:
            found.extend(credited(name))
    return found


def _dateline(head: Element | None) -> str:
    """Return the place that a report was filed from; the element's own words may be a time stamp."""
    dateline = _below(head, "dateline")
    location = _below(dateline, "location")
    if location is None:
        return ""
    return words(_below(location, "city")) or words(location)


def _keywords(root: Element) -> Iterator[str]:
    for keyword in descendants(root, "keyword"):
        yield keyword.get("key") or words(keyword)


def _subjects(root: Element) -> Iterator[str]:
    for subject in descendants(root, "tobject.subject"):
        for level in ("type", "matter", "detail"):
            yield subject.get(f"tobject.subject.{level}") or ""


def _rights(root: Element, head: Element | None) -> str:
    return (
        _attribute(root, "doc.copyright", "holder")
        or words(_below(_below(head, "rights"), "rights.owner"))
        or _attribute(root, "doc.rights", "owner")
        or words(_below(head, "distributor"))
    )


def recognises(content: bytes) -> bool:
    """Tell whether a document is NITF by its first element."""
    return root_name(content).lower() == "nitf"


READER = Reader(
    name="nitf",
    media_types=("application/nitf+xml", "text/xml", "application/xml"),
    suffixes=("nitf", "xml"),
    spec="https://iptc.org/standards/nitf/",
    recognises=recognises,
    read=read,
)
