"""Word documents, as small as they can be, and as hostile."""

import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from feedpub.errors import BrokenOffError, ReadError
from feedpub.model.document import Document
from feedpub.readers import read

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>'
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
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def document(content: bytes) -> Document:
    return Document(source="test", key="copy.docx", content=content)


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


def test_without_the_extra_the_command_that_adds_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(BrokenOffError, match=r"pip install 'feedpub\[word\]'"):  # so that it is tried again
        read(document(packed(LEAD)))
