"""NewsML-G2 as an agency's customer takes it in."""

from typing import Any

import pytest
from lxml import etree

from feedpub.formats import newsml
from feedpub.model.event import Event
from tests.formats import samples

NAMES = {"g": "http://iptc.org/std/nar/2006-10-01/", "n": "http://iptc.org/std/NITF/2006-10-18/"}
# The order in which the schema has them.
ITEM = "catalogRef rightsInfo itemMeta contentMeta assert contentSet".split()
MANAGEMENT = "itemClass provider versionCreated firstCreated pubStatus title edNote link".split()
CONTENT = (
    "contentCreated contentModified located creator language keyword subject headline dateline by description event".split()
)


def item(event: Event) -> Any:
    entry = samples.entry("bridge").model_copy(update={"event": event})
    return etree.fromstring(newsml.render(samples.feed(entry)))


def names(element: Any) -> list[str]:
    return list(dict.fromkeys(etree.QName(child).localname for child in element))


@pytest.mark.parametrize("name", samples.EVENTS)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    root = item(samples.EVENTS[name]())
    for element, order in (
        (root, ITEM),
        (root.find("g:itemMeta", NAMES), MANAGEMENT),
        (root.find("g:contentMeta", NAMES), CONTENT),
    ):
        assert names(element) == [one for one in order if one in names(element)]
    assert {"itemClass", "provider", "versionCreated"} <= set(names(root.find("g:itemMeta", NAMES)))


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
