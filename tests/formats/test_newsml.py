"""NewsML-G2 as an agency's customer takes it in."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from NewsMLG2 import NewsMLG2Document, qcode_to_uri

from feedpub.formats import newsml
from feedpub.model.article import Author, Image
from feedpub.model.event import Event
from tests.formats import samples

NAMES = {"g": "http://iptc.org/std/nar/2006-10-01/", "n": "http://iptc.org/std/NITF/2006-10-18/"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "grammars" / "newsml.rng"))


def item(event: Event) -> Any:
    entry = samples.entry("bridge").model_copy(update={"event": event})
    return etree.fromstring(newsml.render(samples.feed(entry)))


def hostile() -> Event:
    """Words on several lines, a place on the equator, a picture of which nothing is known."""
    event = samples.bridge()
    where = event.where[0].model_copy(update={"latitude": 0.00001, "longitude": -0.000002, "name": "Ber\ngen"})
    nowhere = event.where[1].model_copy(update={"name": "Nor\tway", "geonames_id": None})
    who = event.who[0].model_copy(update={"id": "a b/ü", "name": "Ingrid\nSolvang", "affiliation": "harbour\nauthority"})
    copy = event.article.model_copy(
        update={
            "authors": (Author(name="A\x0b & B\n", url="https://a.example/ä b"), Author(name="C <c>")),
            "images": (Image(url="https://a.example/å.jpg", media_type="jpeg"),),
            "tags": ("a\nb", " ", "<c> & d"),
            "text": f"{samples.BRIDGE_TEXT}\n\nOne\u2028\x0b & two.",
        }
    )
    return Event(id=copy.id, article=copy, who=(who,), where=(where, nowhere))


@pytest.mark.parametrize(
    "event", [*(made() for made in samples.EVENTS.values()), hostile()], ids=[*samples.EVENTS, "hostile"]
)
def test_every_element_stands_where_the_standards_have_it(event: Event) -> None:
    assert GRAMMAR.validate(item(event)), GRAMMAR.error_log


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<provider", "<title>First</title><provider"),
        ("<contentSet>", "<contentMeta/><contentSet>"),
        ("</contentMeta>", "<headline>Last</headline></contentMeta>"),
        ('qcode="stat:usable"', 'qcode="usable"'),
        ('latitude="60.39299"', 'latitude="6e1"'),
        ("<contentCreated>2024-04-22T00:00:00", "<contentCreated>22 April 2024"),
        ("<nitf:byline>", "<nitf:abstract/><nitf:byline>"),
        ('noteclass="editorsnote"', 'noteclass="correction"'),
        ('literal="Harbour Authority"', 'literal="Harbour&#10;Authority"'),
    ],
)
def test_an_element_or_a_value_out_of_place_is_found(old: str, new: str) -> None:
    body = newsml.render(samples.feed(samples.entry("bridge"))).decode()
    assert old in body
    assert not GRAMMAR.validate(etree.fromstring(body.replace(old, new, 1).encode()))


def test_the_iptcs_own_reader_understands_it() -> None:
    read = NewsMLG2Document(newsml.render(samples.feed(samples.entry("bridge")))).get_item()
    assert (read.guid, read.version, read.xml_lang) == (samples.bridge().id, "2", "en-GB")
    meta = read.itemmeta
    assert qcode_to_uri(meta.itemclass.qcode) == "http://cv.iptc.org/newscodes/ninature/text"
    assert qcode_to_uri(meta.pubstatus.qcode) == "http://cv.iptc.org/newscodes/pubstatusg2/usable"
    assert str(meta.versioncreated) == "2024-04-23T09:30:00.250000+00:00"
    content = read.contentmeta
    assert str(content.headline[0]) == samples.bridge().article.headline
    subjects = {str(subject.name[0]): qcode_to_uri(subject.qcode) for subject in content.subject if subject.qcode}
    assert subjects["employment"] == "http://cv.iptc.org/newscodes/mediatopic/20000509"
    assert subjects["Bergen"] == "http://sws.geonames.org/3161732"
    assert [str(one.name[0]) for one in content.creator] == ["Marit Dale", "Harbour Press"]


def test_the_item_says_what_it_is() -> None:
    root = item(samples.bridge())
    assert (root.get("guid"), root.get("version")) == (samples.bridge().id, "2")
    assert root.xpath("g:itemMeta/g:pubStatus/@qcode", namespaces=NAMES) == ["stat:usable"]
    assert root.xpath("//g:subject[starts-with(@qcode, 'medtop:')]/@qcode", namespaces=NAMES) == ["medtop:20000509"]
    assert root.xpath("//g:dateline/text()", namespaces=NAMES) == ["BERGEN, Norway"]
    assert root.xpath("//g:located/g:geoAreaDetails/g:position/@latitude", namespaces=NAMES) == ["60.39299"]


def test_evidence_counts_in_the_plain_text() -> None:
    root = item(samples.bridge())
    (text,) = root.xpath("//g:inlineData/text()", namespaces=NAMES)
    proofs = list(root.iter("{urn:feedpub:ns:event:1}evidence"))
    assert proofs
    assert all(text[int(one.get("start")) : int(one.get("end"))] == one.text for one in proofs)


def test_the_marked_up_text_has_a_quotation_as_a_block_of_its_own() -> None:
    root = item(samples.bridge())
    assert [block.xpath("string()").strip()[:8] for block in root.iterfind(".//n:bq", NAMES)] == ["“I signe"]
    assert len(root.findall(".//n:body.content/n:p", NAMES)) == 4


def test_a_retraction_is_canceled() -> None:
    root = item(samples.retracted())
    assert root.xpath("g:itemMeta/g:pubStatus/@qcode", namespaces=NAMES) == ["stat:canceled"]
    assert root.xpath("string(//n:body/n:body.content)", namespaces=NAMES).strip().startswith("The report named")
