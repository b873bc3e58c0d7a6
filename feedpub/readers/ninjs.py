"""ninjs 1.0 to 3.1, the IPTC's news in JSON; alone or as a list in an envelope. https://iptc.org/standards/ninjs/."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from feedpub.errors import ReadError
from feedpub.language.byline import credited
from feedpub.model.article import Article, Author, Image
from feedpub.model.document import Document
from feedpub.model.profile import NINJS_PROFILE
from feedpub.readers._addresses import count, is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._dates import moment
from feedpub.readers._json import load_json, objects, text
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import html_paragraphs, html_structure, text_structure
from feedpub.readers._own import edits_said, noted, own_article
from feedpub.readers._paragraphs import Paragraph
from feedpub.readers._parts import part
from feedpub.readers._stamps import embargo_stamp, stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers._values import kind_of
from feedpub.readers.base import Reader

# Under what name an envelope carries its list: search results of Superdesk and the BBC, AP's content API, plain ones.
_LISTS = ("item", "items", "_items", "data", "newsItems", "news", "results", "response", "docs", "articles")
_BODIES = ("body_xhtml", "body_html", "body_nitf", "body_text", "body_plain")  # first those that are marked up
_DEEPEST_LIST = 4  # envelopes in one another
_NOT_TEXTS = ("picture", "graphic", "photo", "audio", "video", "animation", "package", "event", "planning")
_WRITERS = ("author", "writer", "reporter", "byline", "")
# What only a news object has beside its words.
_NEWS = frozenset(
    "versioncreated firstcreated versionCreated firstCreated pubstatus pubStatus headline headlines body_html body_xhtml "
    "body_text body_nitf bodies byline bylines by guid uri".split()
)
_HEADER = re.compile(r"\A<header>.*?</header>", re.DOTALL)
_LEAST = 3  # of these names that a JSON object has to have before it is taken for news


def split(document: Document) -> tuple[Document, ...]:
    """Part a list of news objects into documents of one each.

    Args:
        document: a list, an envelope of one, or an object alone.

    Returns:
        The documents; the document itself where it is one object.

    Raises:
        ReadError: it is no JSON, or holds no news object that is a text.
    """
    loaded = load_json(document)
    if isinstance(loaded, dict) and _is_news(loaded):
        return (document,)
    texts = [item for item in _listed(loaded) if _is_news(item) and str(item.get("type", "")).lower() not in _NOT_TEXTS]
    if not texts:
        raise ReadError(place(document), "it is JSON, but there is no news object in it")
    return tuple(
        part(document, _identity(item) or str(number), orjson.dumps(item), READER.media_types[0])
        for number, item in enumerate(texts, 1)
    )


def read(document: Document) -> Article:
    """Read a news object.

    Args:
        document: the bytes.

    Returns:
        The article, under the object's own identity.

    Raises:
        ReadError: it is no JSON or no text, or has no words or no date.
    """
    item = load_json(document)
    if not isinstance(item, dict) or not _is_news(item):
        listed = [each for each in _listed(item) if _is_news(each)]
        if len(listed) != 1:
            raise ReadError(place(document), "it is JSON, but no news object")
        item = listed[0]
    kind = str(item.get("type", "")).lower()
    if kind in _NOT_TEXTS:
        raise ReadError(place(document), f"it is a {kind}, and no text", "type")
    if item.get("profile") == NINJS_PROFILE:
        return _own(document, item)
    try:
        return article_of(document, _story(item, document))
    except ReadError as error:
        if error.field == "text":
            _refuse_no_text(item, document)
        raise


def _own(document: Document, item: dict[str, Any]) -> Article:
    """Read what feedpub wrote: schemas/ninjs.schema.json says under which roles it says what ninjs has no word for."""
    created, changed = text(item.get("firstCreated")), text(item.get("versionCreated"))
    plain = next((body for body in objects(item.get("bodies")) if body.get("contentType") == "text/plain"), {})
    said = {
        "id": text(item.get("uri")),
        "url": _only(item, "altIds", "original") or _only(item, "altIds", "url"),
        "headline": _only(item, "headlines", "main"),
        "headline_generated": "true" if _only(item, "headlines", "generated") else "",
        "standfirst": _only(item, "descriptions", "standfirst"),
        "published": _only(item, "altIds", "published") or created,
        "modified": (_only(item, "altIds", "modified") or changed) if _is_later(changed, created, document) else "",
        "authors": _own_authors(objects(item.get("infoSources"))),
        "section": next(_names(item.get("subjects"), "section"), ""),
        "tags": [*_names(item.get("subjects"), "keyword")],
        "rights": text(item.get("copyrightNotice")),
        "language": text(item.get("language")),
        "status": text(item.get("pubStatus")),
        "embargo": text(item.get("embargoedUntil")),
        **edits_said(_only(item, "descriptions", "edits")),
        "corrections": [noted(note) for note in _roles(item, "descriptions", "correction")],
    }
    body = plain.get("value")
    return own_article(document, said, body if isinstance(body, str) else "", _images(item), marked_up=_own_structure(item))


def _own_structure(item: dict[str, Any]) -> list[Paragraph]:
    """Read the body that is marked up; notes stand in a header above it, and are said elsewhere as well."""
    bodies = (body.get("value") for body in objects(item.get("bodies")) if body.get("contentType") == "text/html")
    source = next((body for body in bodies if isinstance(body, str)), "")
    return html_structure(_HEADER.sub("", source), written=True)


def _is_later(changed: str, created: str, document: Document) -> bool:
    """Tell whether there was a change: the same instant may be given in two zones."""
    return bool(changed) and moment(changed, document, "versionCreated") != moment(created, document, "firstCreated")


def _own_authors(named: list[dict[str, Any]]) -> list[dict[str, str]]:
    """List the authors; those that are no persons are named twice, the second time with the page that the copy gives."""
    organizations = {text(each.get("name")): text(each.get("uri")) for each in named if each.get("role") == "organization"}
    accounts = {text(each.get("name")): text(each.get("uri")) for each in named if each.get("role") == "fediverse"}
    found = []
    for each in named:
        name = text(each.get("name"))
        if name and each.get("role") == "author":
            kind = "organization" if name in organizations else "person"
            url = organizations.get(name, text(each.get("uri")))
            given = {"name": name, "kind": kind, "url": url, "fediverse": accounts.get(name)}
            found.append({key: value for key, value in given.items() if value})
    return found


def _roles(item: dict[str, Any], list_name: str, role: str) -> list[str]:
    return [text(each.get("value")) for each in objects(item.get(list_name)) if each.get("role") == role]


def _only(item: dict[str, Any], list_name: str, role: str) -> str:
    """Take the value that plays a role in a list, or nothing."""
    return next(iter(_roles(item, list_name, role)), "")


def _listed(loaded: Any) -> list[dict[str, Any]]:
    """Open an envelope: search results of Superdesk, the BBC and AP, and plain lists, hold it one or two levels down."""
    for _ in range(_DEEPEST_LIST):
        if isinstance(loaded, list):
            # AP wraps each object once more.
            items = [
                each["item"] if isinstance(each, dict) and isinstance(each.get("item"), dict) else each for each in loaded
            ]
            return [item for item in items if isinstance(item, dict)]
        if not isinstance(loaded, dict):
            break
        if _is_news(loaded):
            return [loaded]
        loaded = next((loaded[name] for name in _LISTS if isinstance(loaded.get(name), list | dict)), None)
    return []


def _is_news(item: dict[str, Any]) -> bool:
    return len(_NEWS & item.keys()) >= _LEAST


def _identity(item: dict[str, Any]) -> str:
    return text(item.get("uri")) or text(item.get("guid")) or text(item.get("altids"))


def _story(item: dict[str, Any], document: Document) -> Story:
    created, left = _any(item, "versioncreated", "versionCreated"), LeftOut()
    dates = (
        _any(item, "firstpublished", "firstPublished"),
        _any(item, "firstcreated", "firstCreated"),
        _any(item, "contentcreated", "contentCreated"),
        created,
    )
    body = _body(item, left)
    return Story(
        guid=_identity(item),
        headline=text(item.get("headline")) or _role(item.get("headlines"), "main") or text(item.get("title")),
        standfirst=_standfirst(item),
        paragraphs=body,
        language=text(item.get("language")),
        authors=_authors(item),
        dateline=text(item.get("dateline")),
        dates=dates,
        modified=stamp(created, document),
        embargo=embargo_stamp(_any(item, "embargoed", "embargoedUntil", "embargo"), document),
        status=_any(item, "pubstatus", "pubStatus"),
        notice=_any(item, "ednote", "edNote"),
        section=next(_names(item.get("service")), "") or next(_names(item.get("subjects"), "section"), ""),
        tags=[*_names(item.get("subject")), *_names(item.get("subjects"), "keyword"), *_keywords(item)],
        images=tuple(_images(item)),
        rights=_any(item, "copyrightholder", "copyrightHolder", "copyrightnotice", "copyrightNotice"),
        url=_address(item),
        version=text(item.get("version")),
        notes=left.notes(),
    )


def _any(item: dict[str, Any], *names: str) -> str:
    return next(filter(None, (text(item.get(name)) for name in names)), "")


def _names(value: Any, rel: str | None = None) -> Iterator[str]:
    for each in objects(value):
        if (rel is None or each.get("rel") == rel) and (name := text(each.get("name"))):
            yield name


def _keywords(item: dict[str, Any]) -> list[str]:
    words = item.get("keywords")
    return list(map(text, words)) if isinstance(words, list) else []


def _role(value: Any, role: str) -> str:
    """Take the value of the object that plays a role, else of the first (ninjs 2 and 3)."""
    given = objects(value)
    chosen = [each for each in given if each.get("role") == role] or given
    return text(chosen[0].get("value")) if chosen else ""


def _standfirst(item: dict[str, Any]) -> str:
    plain = _any(item, "description_text", "descriptionText", "abstract")
    if plain:
        return " ".join(html_paragraphs(plain))
    marked = _any(item, "description_html", "description_xhtml")
    if marked:
        return " ".join(html_paragraphs(marked))
    described = [each for each in objects(item.get("descriptions")) if each.get("role") not in ("caption", "correction")]
    return " ".join(html_paragraphs(_role(described, "summary"))) if described else ""


def _body(item: dict[str, Any], left: LeftOut) -> list[Paragraph]:
    """Take the body whose paragraphs are marked; plain text may run all together."""
    marked, plain = (
        [item[name] for name in names if isinstance(item.get(name), str)] for names in (_BODIES[:3], _BODIES[3:])
    )
    for body in objects(item.get("bodies")):
        if isinstance(body.get("value"), str):
            (marked if "html" in _any(body, "contentType", "contenttype") else plain).append(body["value"])
    for source in marked:
        if found := html_structure(source, left=left):
            return found
    return next(filter(None, map(text_structure, plain)), [])


def _refuse_no_text(item: dict[str, Any], document: Document) -> None:
    """Refuse a body that is there and no text, by its name."""
    for name in _BODIES:
        if item.get(name) and not isinstance(item[name], str):
            raise ReadError(place(document), f"must be text, not {kind_of(item[name])}", name)


def _authors(item: dict[str, Any]) -> list[Author]:
    printed = [_any(item, "byline", "by"), *(_any(each, "by") for each in objects(item.get("bylines")))]
    if authors := [author for line in printed for author in credited(line)]:
        return authors
    named = [*_writers(item.get("authors")), *_writers(item.get("infoSources")), *_writers(item.get("people"), needed=True)]
    return [author for name in named for author in credited(name)]


def _writers(value: Any, *, needed: bool = False) -> Iterator[str]:
    for each in objects(value):
        role = str(each.get("role") or each.get("rel") or "").lower()
        if role in _WRITERS and (role or not needed):
            yield text(each.get("name"))


def _images(item: dict[str, Any]) -> Iterator[Image]:
    for each in objects(item.get("associations")):
        if each.get("type") in ("picture", "graphic", "photo") and (image := _image(each)):
            yield image


def _image(each: dict[str, Any]) -> Image | None:
    """Take the largest form of a picture that has an address."""
    forms = [form for form in objects(each.get("renditions")) if is_web_address(text(form.get("href")))]
    if not forms:
        return None
    best = max(forms, key=lambda form: count(form.get("width")) or 0)
    described = [said for said in objects(each.get("descriptions")) if said.get("role") != "alt"]
    caption = _any(each, "description_text", "body_text") or _role(described, "caption")
    return Image(
        url=text(best.get("href")),
        media_type=_any(best, "mimetype", "contentType") or None,
        width=count(best.get("width")),
        height=count(best.get("height")),
        size=count(best.get("sizeinbytes") or best.get("sizeInBytes")),
        alt=next(iter(_roles(each, "descriptions", "alt")), None) or _any(each, "alt_text", "altText", "alt") or None,
        caption=caption or None,
        credit=_any(each, "byline", "by", "copyrightholder") or None,
        rights=_any(each, "copyrightnotice", "copyrightNotice") or None,
    )


def _address(item: dict[str, Any]) -> str:
    given: Iterable[Any] = (each.get("value") for each in objects(item.get("altIds")) if each.get("role") == "url")
    return next((address for address in map(text, given) if is_web_address(address)), "")


def recognises(content: bytes) -> bool:
    """Tell whether a document is a JSON object or list that is no JSON Feed."""
    return (
        content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and b"https://jsonfeed.org/version/" not in content[:4096]
    )


READER = Reader(
    name="ninjs",
    media_types=("application/ninjs+json", "application/json"),
    suffixes=("ninjs", "json"),
    spec="https://iptc.org/standards/ninjs/",
    recognises=recognises,
    read=read,
    split=split,
)
