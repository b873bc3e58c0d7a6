"""A NewsML-G2 news item that feedpub wrote, known by ``fp:article`` (schemas/event.rng), read back as the same article."""

from collections.abc import Iterator

from feedpub.model.article import Article, Image
from feedpub.model.document import Document
from feedpub.readers._addresses import count
from feedpub.readers._markup import element_paragraphs
from feedpub.readers._own import edits_said, noted, own_article
from feedpub.readers._xml import Element, children, descendants, first, words
from feedpub.readers.nitf import nitf_story


def own_newsml(document: Document, item: Element, own: Element) -> Article:
    """Read a news item of our own.

    Args:
        document: that holds it.
        item: the news item.
        own: its element ``fp:article``, which says what the standard cannot.

    Returns:
        The article.

    Raises:
        ReadError: a part has a value that it cannot have.
    """
    meta, content = first(item, "itemmeta"), first(item, "contentmeta")
    section = own.get("section") or ""
    tags = [words(each) for each in _all(content, "keyword")]
    nitf = next(descendants(item, "nitf"), None)
    said = {
        "id": item.get("guid"),
        "url": own.get("url"),
        "headline": words(first(content, "headline")),
        "headline_generated": "true" if own.get("headline") == "generated" else "",
        "standfirst": nitf_story(nitf, document).standfirst if nitf is not None else "",
        "published": own.get("published"),
        "modified": own.get("modified"),
        "authors": list(_authors(item, meta, content)),
        "section": section,
        "tags": tags[1:] if section and tags[:1] == [section] else tags,
        "rights": words(first(item, "rightsinfo", "copyrightnotice")),
        "language": _attribute(first(content, "language"), "tag"),
        "status": _attribute(first(meta, "pubstatus"), "qcode").removeprefix("stat:"),
        "embargo": words(first(meta, "embargoed")),
        **edits_said(words(first(own, "edits"))),
        "corrections": [noted(words(each)) for each in _all(meta, "ednote")],
    }
    body = next((body for form in _all(first(item, "contentset"), "inlinexml") for body in descendants(form, "html")), None)
    marked_up = element_paragraphs(body) if body is not None else []
    return own_article(document, said, "".join(_plain(item)), _images(nitf, own, document), marked_up=marked_up)


def _all(element: Element | None, name: str) -> Iterator[Element]:
    return children(element, name) if element is not None else iter(())


def _attribute(element: Element | None, name: str) -> str:
    return (element.get(name) or "") if element is not None else ""


def _plain(item: Element) -> Iterator[str]:
    """Yield the text that the offsets of evidence count in."""
    for data in _all(first(item, "contentset"), "inlinedata"):
        if data.get("contenttype") == "text/plain":
            yield from data.itertext()
            return


def _authors(item: Element, meta: Element | None, content: Element | None) -> Iterator[dict[str, str]]:
    """Yield the creators; NITF marks which of them are persons, and the publisher's page, the site, is not the copy's."""
    persons = [first(line, "person") is not None for line in descendants(item, "byline")]
    provider = first(meta, "provider")
    site = (_attribute(provider, "uri"), words(provider).casefold())
    for number, creator in enumerate(_all(content, "creator")):
        person = persons[number] if number < len(persons) else True
        name, url = words(first(creator, "name")), creator.get("uri") or ""
        author = {"name": name, "kind": "person" if person else "organization"}
        account = _attribute(first(creator, "sameas"), "uri")
        author |= {"fediverse": account} if account else {}
        yield author | ({"url": url} if url and (person or (url, name.casefold()) != site) else {})


def _images(nitf: Element | None, own: Element, document: Document) -> Iterator[Image]:
    """Yield the pictures with what NITF does not say of them: their sizes in bytes, and who holds the rights."""
    about = {each.get("url"): each for each in children(own, "image")}
    for paragraph in nitf_story(nitf, document).paragraphs if nitf is not None else ():
        if image := paragraph.image:
            said = about.get(image.url)
            more = {} if said is None else {"size": count(said.get("size")), "rights": said.get("rights")}
            yield image.model_copy(update=more)
