"""From the names and values of a front matter to the fields of an Article, every value checked under its own name."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

from feedpub.bcp47 import existing
from feedpub.language.byline import author_names
from feedpub.model.article import Author, Correction, Image, instant
from feedpub.model.document import Document
from feedpub.readers._addresses import placed
from feedpub.readers._characters import one_line
from feedpub.readers._dates import moment
from feedpub.readers._edits import QUESTIONS, edits_in
from feedpub.readers._other_names import OF_THE_PAGE, OTHER_NAMES, bare
from feedpub.readers._values import Values

_STATUSES = ("usable", "withheld", "canceled")


def _authors(values: Values, name: str) -> tuple[Author, ...]:
    found: list[Author] = []
    for which, item in values.numbered(name):
        if isinstance(item, str):
            if item.strip() and not any(map(str.isalnum, item)):
                values.refuse(name, f"{item[:60]!r} is no name")
            if item.isdecimal():
                values.refuse(name, f"{item[:60]!r} is a number, and no name")
            found.extend(author_names(one_line(item)))
        else:
            author = values.mapping(name, item, ("name", "kind", "url", "fediverse"), which)
            kind = author.text("kind") or "person"
            if kind not in ("person", "organization"):
                author.refuse("kind", f"{kind[:60]!r} is neither person nor organization")
            fediverse = author.account("fediverse")
            found.append(Author(name=author.required("name"), kind=kind, url=author.address("url"), fediverse=fediverse))
    return tuple(dict.fromkeys(found))


def _tags(values: Values, name: str) -> tuple[str, ...]:
    value = values.values.get(name)
    items = value.split(",") if isinstance(value, str) else values.items(name)
    if not all(isinstance(item, str) for item in items):
        values.refuse(name, "must be a list of words")
    return tuple(dict.fromkeys(tag for item in items if (tag := one_line(item))))


def _images(values: Values, name: str) -> tuple[Image, ...]:
    found = []
    for which, item in values.numbered(name):
        known = ("url", "media_type", "width", "height", "size", "alt", "caption", "credit", "rights")
        image = values.mapping(name, {"url": item} if isinstance(item, str) else item, known, which)
        texts = {key: image.text(key) for key in ("media_type", "alt", "caption", "credit", "rights")}
        numbers = {key: image.number(key) for key in ("width", "height", "size")}
        found.append(Image.model_validate(image.picture("url") | texts | numbers))
    return tuple(found)


def _corrections(values: Values, name: str) -> tuple[Correction, ...]:
    found = []
    for which, item in values.numbered(name):
        note = values.mapping(name, item, ("date", "text"), which)
        found.append(
            Correction(date=moment(note.required("date"), values.document, f"{name}.date"), text=note.required("text"))
        )
    return tuple(sorted(found, key=lambda note: instant(note.date, values.document.timezone)))


def _moment(values: Values, name: str) -> object:
    value = values.text(name)
    return moment(value, values.document, name) if value else None


def _embargo(values: Values, name: str) -> object:
    value = values.text(name)
    return instant(moment(value, values.document, name), values.document.timezone) if value else None


def _status(values: Values, name: str) -> str | None:
    return values.one_of(name, _STATUSES)


def _language(values: Values, name: str) -> str | None:
    tag = values.text(name)
    if tag is not None:
        try:
            existing(tag)
        except ValueError as error:
            values.refuse(name, str(error))
    return tag


def _flag(values: Values, name: str) -> bool:
    value = values.text(name)
    if value not in (None, "true", "false"):
        values.refuse(name, f"{value[:60]!r} is neither true nor false")
    return value == "true"


_Reading = Callable[[Values, str], object]
# Each name that a front matter may use, with the Article's field and how its value is read.
FIELDS: MappingProxyType[str, tuple[str, _Reading]] = MappingProxyType(
    {
        "id": ("id", Values.text),
        "url": ("url", Values.address),
        "headline": ("headline", Values.text),
        "headline_generated": ("headline_generated", _flag),
        "title": ("headline", Values.text),
        "standfirst": ("standfirst", Values.text),
        "description": ("standfirst", Values.text),
        "published": ("published", _moment),
        "date": ("published", _moment),
        "modified": ("modified", _moment),
        "authors": ("authors", _authors),
        "author": ("authors", _authors),
        "section": ("section", Values.text),
        "tags": ("tags", _tags),
        "images": ("images", _images),
        "image": ("images", _images),
        "rights": ("rights", Values.text),
        "language": ("language", _language),
        "status": ("status", _status),
        "embargo": ("embargo", _embargo),
        "corrections": ("corrections", _corrections),
    }
)


def article_fields(document: Document, front_matter: dict[str, Any]) -> dict[str, Any]:
    """Read a front matter.

    Args:
        document: that it heads.
        front_matter: as loaded.

    Returns:
        Fields of Article, and ``id``, the document's key, where it is given; absent ones are left out. A field
        that goes by a name of other systems counts where it is not given by a name of ours.

    Raises:
        ReadError: a field is unknown, given twice or has a value that it cannot have.
    """
    elsewhere = {name: bare(name) for name in front_matter if name not in (*FIELDS, *QUESTIONS)}
    values = Values(document, {name: value for name, value in front_matter.items() if name not in elsewhere})
    others = Values(document, {name: front_matter[name] for name, known in elsewhere.items() if known in OTHER_NAMES})
    ignored = [name for name, known in elsewhere.items() if known in OF_THE_PAGE]
    strange = [name for name in elsewhere if name not in others.values and name not in ignored]
    Values(document, dict.fromkeys(strange)).only((*FIELDS, *QUESTIONS))
    found = _own_names(values)
    notes = [f"{name} was left out: it says nothing about the article" for name in ignored]
    notes += [note for name in others.values for note in _other_name(others, name, found)]
    return found | ({"notes": tuple(notes)} if notes else {})


def _own_names(values: Values) -> dict[str, Any]:
    edits = edits_in(values)
    found: dict[str, Any] = {"edits": edits} if edits else {}
    for name in (name for name in values.values if name in FIELDS):
        field, reading = FIELDS[name]
        value = reading(values, name)
        if field in found:
            values.refuse(name, f"the {field} is given twice, under two names")
        if value not in (None, ()):
            found[field] = value
    return found


def _other_name(values: Values, name: str, found: dict[str, Any]) -> Iterator[str]:
    """Read what goes by a name of other systems into what is found; yield why it was left out, where it was."""
    field, reading = _OTHER_READINGS.get(bare(name)) or FIELDS[OTHER_NAMES[bare(name)]]
    value = reading(values, name)
    if value in (None, ()):
        if values.values[name] not in (None, "", [], "false"):
            yield f"{name} was left out: {str(values.values[name])[:60]!r} is nothing that is known here"
    elif field in found:
        if found[field] != value:
            yield f"{name} was left out: {field} is given by another name"
    else:
        found[field] = value


def _draft(values: Values, name: str) -> str | None:
    return "withheld" if _flag(values, name) else None


def _first_category(values: Values, name: str) -> str | None:
    return next(iter(_tags(values, name)), None)


def _hyphenated(values: Values, name: str) -> str | None:
    value = values.text(name)
    return _language(Values(values.document, {name: value.replace("_", "-")}), name) if value else None


def _cover(values: Values, name: str) -> tuple[Image, ...]:
    """Read a page's picture, given by its address or as a mapping that names it (Hugo's themes); () where it is nowhere."""
    given = values.values[name]
    parts = given if isinstance(given, dict) else {"url": given}
    address = next((parts[key] for key in ("url", "image", "src") if isinstance(parts.get(key), str)), "")
    where = placed(address, None)
    if where is None:
        return ()
    texts = {key: one_line(parts[key]) for key in ("alt", "caption", "credit") if isinstance(parts.get(key), str)}
    return (Image.model_validate(where | texts),)


# What is written otherwise than here, by the bare name.
_OTHER_READINGS: MappingProxyType[str, tuple[str, _Reading]] = MappingProxyType(
    {
        "draft": ("status", _draft),
        "category": ("section", _first_category),
        "categories": ("section", _first_category),
        "lang": ("language", _hyphenated),
        "locale": ("language", _hyphenated),
        **{name: ("images", _cover) for name, own in OTHER_NAMES.items() if own == "images"},
    }
)
