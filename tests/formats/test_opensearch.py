"""The description of the search, by the rules of OpenSearch 1.1, draft 6."""

import pytest
from lxml import etree

from feedpub.formats.opensearch import MEDIA_TYPE, opensearch
from tests.formats.samples import SITE

SPACE = {"os": "http://a9.com/-/spec/opensearch/1.1/"}
FORMS = [("text/html", "https://news.example/search?q={searchTerms}&x=1")]


def test_a_description_has_what_the_specification_requires() -> None:
    root = etree.fromstring(opensearch(SITE, "https://news.example/opensearch.xml", FORMS))
    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert root.findtext("os:ShortName", namespaces=SPACE) == SITE.title
    assert root.findtext("os:Description", namespaces=SPACE) == SITE.description
    urls = [(url.get("type"), url.get("rel"), url.get("template")) for url in root.findall("os:Url", SPACE)]
    assert urls == [("text/html", None, FORMS[0][1]), (MEDIA_TYPE, "self", "https://news.example/opensearch.xml")]
    assert root.findtext("os:InputEncoding", namespaces=SPACE) == "UTF-8"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("The Harbour Gazette of Horta", "The Harbour"),
        ("Sixteen letters!", "Sixteen letters!"),
        ("Harbourgazetteofhorta", "Harbourgazetteof"),
        ("A <b> & \x0b c", "A <b> & c"),
    ],
)
def test_a_long_title_is_cut_to_sixteen_characters(title: str, short: str) -> None:
    root = etree.fromstring(opensearch(SITE.model_copy(update={"title": title}), "x", FORMS))
    assert root.findtext("os:ShortName", namespaces=SPACE) == short
