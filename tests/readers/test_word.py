"""Word documents, as small as they can be, and as hostile."""

import os
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from feedpub.drafting.pictures import with_pictures
from feedpub.errors import BrokenOffError, ReadError
from feedpub.media import MediaStore, examine
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import read
from feedpub.sources.directory import DirectorySource
from tests.media.pictures import picture

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{SPACE}" xmlns:r="{RELATED}" xmlns:a="{DRAWN}/main" xmlns:wp="{DRAWN}/wordprocessingDrawing"'
    f' xmlns:pic="{DRAWN}/picture"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
    ' ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)
STYLES = (
    f'<w:styles xmlns:w="{SPACE}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:creator>Mira Oduya</dc:creator>'
    "<dcterms:created>2026-03-04T08:30:00Z</dcterms:created></cp:coreProperties>"
)


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def packed(body: str, **parts: str | bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def document(content: bytes) -> Document:
    return Document(source="test", key="copy.docx", content=content)


def drawing(alt: str = "", relation: str = 'r:embed="one"') -> str:
    blip = f"<pic:pic><pic:blipFill><a:blip {relation}/></pic:blipFill></pic:pic>"
    graphic = f'<a:graphic><a:graphicData uri="{DRAWN}/picture">{blip}</a:graphicData></a:graphic>'
    inline = f'<wp:inline><wp:docPr id="1" name="1" descr="{alt}"/>{graphic}</wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def pictured(body: str, **pictures: bytes) -> bytes:
    """Pack a document that holds pictures, each under the name of its relation; the relation "far" leads elsewhere."""
    near = "".join(f'<Relationship Id="{name}" Type="{RELATED}/image" Target="media/{name}.png"/>' for name in pictures)
    far = f'<Relationship Id="far" Type="{RELATED}/image" Target="file:///etc/hostname" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: dict[str, str | bytes] = {f"word/media/{name}.png": content for name, content in pictures.items() if content}
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{space}">{near}{far}</Relationships>'
    return packed(body, **parts)


LEAD = paragraph("HORTA, Portugal — Crews voted on Tuesday.") + paragraph("Ships fit.")


@pytest.mark.parametrize("style", ["Title", "Heading1"])
def test_title_or_heading_is_the_headline_and_the_properties_give_author_and_date(style: str) -> None:
    made = read(document(packed(paragraph("Crews &amp; ships: a vote.", style) + LEAD, **{"docProps/core.xml": CORE})))
    assert (made.headline, made.headline_generated) == ("Crews & ships: a vote.", False)
    assert made.text == "HORTA, Portugal — Crews voted on Tuesday.\n\nShips fit."
    assert [author.name for author in made.authors] == ["Mira Oduya"]
    assert made.published is not None
    assert made.published.isoformat() == "2026-03-04T08:30:00+00:00"


def test_what_the_copy_says_goes_before_the_properties() -> None:
    head = paragraph("date 2026-03-05") + paragraph("By Ann Lee")
    made = read(document(packed(head + LEAD, **{"docProps/core.xml": CORE})))
    assert [author.name for author in made.authors] == ["Ann Lee"]
    assert str(made.published) == "2026-03-05"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 nothing", "cannot be unpacked"),
        (packed(LEAD, **{"word/media/a.bin": b"\0" * 40_000_000}), "unpacked it would have more"),
        (packed(LEAD, **{"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "declares entities"),
        (packed("<w:p>" * 10_000 + "</w:p>" * 10_000), "cannot be read as a Word document"),
        (packed("<w:p>"), "cannot be read as a Word document"),
        (packed(LEAD), "no date is given"),
        (packed(""), "no date is given"),
    ],
    ids=["broken", "bomb", "entities", "deep", "cut", "undated", "empty"],
)
def test_what_cannot_be_read_is_refused_by_name(content: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as refused:
        read(document(content))
    assert refused.value.location == "copy.docx"


def test_pictures_make_no_document_too_large(tmp_path: Path) -> None:
    photo: dict[str, str | bytes] = {"word/media/photo.jpg": os.urandom(2_100_000), "docProps/core.xml": CORE}
    (tmp_path / "copy.docx").write_bytes(packed(LEAD, **photo))
    (found,) = DirectorySource("desk", tmp_path).documents()
    assert isinstance(found, Document)
    assert read(found).text.startswith("HORTA")
    with pytest.raises(ReadError, match="more than the 2,000,000 allowed"):
        read(found, max_bytes=200_000)


def test_without_the_extra_the_command_that_adds_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(BrokenOffError, match=r"pip install 'feedpub\[word\]'"):  # so that it is tried again
        read(document(packed(LEAD)))


def brought(content: bytes, tmp_path: Path) -> tuple[Article, MediaStore]:
    media = MediaStore(tmp_path)
    made = document(content).model_copy(update={"published": "2026-03-04"})
    return with_pictures(read(made), made, media), media


def test_pictures_are_kept_with_alt_and_caption_where_they_stand(tmp_path: Path) -> None:
    quay = picture("PNG", (40, 30))
    title = paragraph("A quay", "Title").replace("</w:p>", drawing("A boat")[5:])
    caption = paragraph("The quay on Monday.", "Caption")
    content = pictured(title + LEAD + drawing("The quay") + caption + paragraph("It stood."), one=quay)
    made, media = brought(content, tmp_path)
    assert made.text == "HORTA, Portugal — Crews voted on Tuesday.\n\nShips fit.\n\nIt stood."
    assert (made.headline, made.notes) == ("A quay", ())
    name = examine(quay).name
    shown = {"url": f"/media/{name}", "media_type": "image/png", "width": 40, "height": 30}
    assert [image.model_dump(include={*shown}) for image in made.images] == [shown]
    assert (made.images[0].alt, made.images[0].caption) == ("A boat", "The quay on Monday.")
    assert [block.kind for block in made.blocks] == ["figure", "paragraph", "paragraph", "figure", "paragraph"]
    assert media.content(name) == examine(quay).content
    assert made.images[0].content is None


def test_pictures_that_cannot_be_shown_are_named_and_nothing_outside_is_opened(tmp_path: Path) -> None:
    body = LEAD + drawing(relation='r:embed="svg"') + drawing(relation='r:embed="lost"') + drawing(relation='r:link="far"')
    made, _ = brought(pictured(body + drawing() * 60, svg=b"<svg/>", lost=b"", one=picture()), tmp_path)
    assert len(made.images) == 1
    assert [block.kind for block in made.blocks].count("figure") == 47
    assert made.notes == (
        "a picture was left out: picture 2 of the Word document is not in the document",
        "a picture was left out: picture 3 of the Word document is not in the document",
        "a picture was left out: one of the Word document is one too many: 50 are taken",
        "a picture was left out: picture 1 of the Word document is SVG, which may hold programs; a PNG of it can be shown",
    )
