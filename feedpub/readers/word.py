"""Word documents (.docx): their text by mammoth, then read as plain copy is (ECMA-376, https://ecma-international.org/)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from feedpub.errors import BrokenOffError, ReadError
from feedpub.language.byline import credited
from feedpub.model.article import Article, Image
from feedpub.model.document import Document
from feedpub.readers import plaintext
from feedpub.readers._assembling import place
from feedpub.readers._characters import one_line
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import html_paragraphs, html_structure
from feedpub.readers._paragraphs import Paragraph, aligned, structured, texts
from feedpub.readers._stamps import first_stamp
from feedpub.readers._xml import descendants, parse_xml, words
from feedpub.readers.base import Reader

PACKED = b"PK\x03\x04"
"""The bytes with which a document begins: it is a ZIP archive."""
_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_MOST_PARTS = 2000
_MOST_BYTES = 30_000_000  # of all parts unpacked: a long report with its styles has a tenth of it
_MOST_PICTURES = 50  # looked at; a document of an agency with a page of them has a dozen
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='caption'] => p.caption:fresh",
        "p[style-name='Caption'] => p.caption:fresh",
    )
)
_HEADING = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
_PICTURE = re.compile(r"<img\b[^>]*>")


def read(document: Document) -> Article:
    """Read a Word document; its macros, comments and deleted words are left alone.

    Args:
        document: the bytes.

    Returns:
        The article. The title or first heading is its headline; author and date are those of the copy, else of the
        document's properties.

    Raises:
        ReadError: it is no Word document, is too large once unpacked, or has no text or no date.
    """
    properties = _checked(document)
    left = LeftOut()
    pictures = _Pictures(left)
    html = _html(document, pictures)
    heading = _HEADING.search(html)
    title = " ".join(html_paragraphs(heading[1])) if heading else ""
    body = html.replace(heading[0], "".join(_PICTURE.findall(heading[0])), 1) if heading and title else html
    paragraphs = list(_captioned(html_structure(body, left=left)))
    created = first_stamp(document, properties.get("created"), properties.get("modified"))
    copy = {"content": "\n\n".join(texts(paragraphs)).encode()}
    published = document.published or (created.isoformat() if created else None)
    article = plaintext.read(document.model_copy(update=copy | {"published": published}))
    changes: dict[str, Any] = {"headline": one_line(title), "headline_generated": False} if title else {}
    layout = structured(aligned(article.text.split("\n\n"), paragraphs))
    changes |= layout._replace(images=tuple(map(pictures.filled, layout.images))).fields()
    if not article.authors:
        changes["authors"] = tuple(credited(properties.get("creator", "")))
    return Article.model_validate(article.model_dump() | changes | {"notes": (*article.notes, *left.notes())})


def _checked(document: Document) -> dict[str, str]:
    """Make sure that a document may be unpacked; return its properties."""
    try:
        with ZipFile(BytesIO(document.content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise ReadError(place(document), f"unpacked it would have more than {_MOST_BYTES:,} bytes or too many parts")
            if _BODY not in packed.namelist():
                raise ReadError(place(document), "it is a ZIP archive, but no Word document")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!" in (told := packed.read(part)) and _declares(told):
                    raise ReadError(place(document), "it declares entities, which no Word document does")
            return _properties(document, packed) if _PROPERTIES in packed.namelist() else {}
    except ReadError:
        raise
    except Exception as error:  # zipfile and zlib raise many kinds
        raise ReadError(place(document), f"it cannot be unpacked: {type(error).__name__}") from None


def _declares(told: bytes) -> bool:
    return re.search(rb"<!(?:DOCTYPE|ENTITY)", told.replace(b"\0", b"")) is not None


def _properties(document: Document, packed: ZipFile) -> dict[str, str]:
    root = parse_xml(document.model_copy(update={"content": packed.read(_PROPERTIES)}))
    return {name: words(each) for name in ("creator", "created", "modified") for each in descendants(root, name)}


class _Pictures:
    """The pictures that a document holds, each under a name of ours.

    Args:
        left: is told which cannot be taken out.
    """

    def __init__(self, left: LeftOut) -> None:
        self._left = left
        self._met = 0
        self._contents: dict[str, bytes] = {}
        self._names: dict[bytes, str] = {}

    def taken(self, image: Any) -> dict[str, str]:
        """Take a picture out of the document, as mammoth meets it.

        Returns:
            Attributes of the <img> that stands in its place; without an address where it is left out.
        """
        self._met += 1
        name = f"picture {self._met} of the Word document"
        if self._met > _MOST_PICTURES:
            self._left.picture("one of the Word document", f"is one too many: {_MOST_PICTURES} are taken")
            return {}
        try:
            with image.open() as opened:
                content = opened.read()
        except Exception:  # it lies elsewhere, where nobody follows, or its part is missing or damaged
            self._left.picture(name, "is not in the document")
            return {}
        name = self._names.setdefault(content, name)
        self._contents[name] = content
        return {"src": name}

    def filled(self, image: Image) -> Image:
        """Give a picture of the article its bytes."""
        return image.model_copy(update={"file": None, "content": self._contents[image.url]})


def _captioned(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Give pictures the captions that stand below them."""
    picture: Paragraph | None = None
    for each in paragraphs:
        if picture and picture.image and each.matter == "caption":
            yield replace(picture, image=picture.image.model_copy(update={"caption": each.text}))
            picture = None
            continue
        if picture:
            yield picture
        picture = each if each.image else None
        if picture is None:
            yield each
    if picture:
        yield picture


def _html(document: Document, pictures: _Pictures) -> str:
    try:
        mammoth = import_module("mammoth")
    except ImportError:
        # Not a verdict on the bytes: they are read again once the extra is there.
        reason = "it is a Word document, which this installation cannot read; pip install 'feedpub[word]' adds it"
        raise BrokenOffError(place(document), reason) from None
    try:
        placing = mammoth.images.img_element(pictures.taken)
        options = {"style_map": _STYLES, "convert_image": placing, "external_file_access": False}
        made = mammoth.convert_to_html(BytesIO(document.content), **options)
    except MemoryError:
        raise
    except Exception as error:
        reason = f"it cannot be read as a Word document: {type(error).__name__}: {one_line(str(error))[:200]}"
        raise ReadError(place(document), reason) from None
    return str(made.value)


def recognises(content: bytes) -> bool:
    """Tell whether a document is a ZIP archive that names the part in which Word keeps the text."""
    return content.startswith(PACKED) and _BODY.encode() in content


READER = Reader(
    name="word",
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    suffixes=("docx",),
    spec="https://ecma-international.org/publications-and-standards/standards/ecma-376/",
    recognises=recognises,
    read=read,
)
