"""Pages of a site in German: every word of its own is German, and what articles say stays in their language."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html as lxml_html

import feedpub.translation
from tests.builders import event
from tests.formats.samples import SITE, bridge
from tests.store.test_facets import told
from tests.web.conftest import Live, serving

CATALOG = Path(feedpub.translation.__file__).with_name("catalogs") / "de.po"
PLACEHOLDER = re.compile(r"%\([a-z]+\)s")
FEW = 6  # letters
SHOWN = ("aria-label", "title", "placeholder", "alt")
ADDRESSES = (
    "/", "/quotes", "/quotes?person=mira-oduya", "/days", "/days/2024-05-06", "/search",
    "/search?q=council&person=mira-oduya",
    "/search?q=zzzz", "/search?q=-x", "/people", "/places", "/types", "/people?q=zz", "/people/mira-oduya",
    "/people/mira-oduya?month=2024-03", "/places/rotterdam-nl", "/types/policy-decision", "/speakers/mira-oduya",
    "/events?person=mira-oduya&type=policy-decision", "/feeds/person/mira-oduya.html", "/feeds/speaker/mira-oduya.html",
    "/nothing", "/articles/council-reopens-d", "/feeds", "/status",
    "/articles/council-reopens-a", "/articles/council-reopens-a/explanation",
)  # fmt: skip


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serving(tmp_path_factory.mktemp("german"), SITE.model_copy(update={"language": "de-AT"})) as live:
        for key, month, changes in (("a", 3, {}), ("b", 5, {}), ("c", 4, {"status": "canceled", "language": "de"})):
            live.put(event(key, **told(key, published=datetime(2024, month, 6, 9, 30, tzinfo=UTC), **changes)))
        live.put(bridge())
        gone = event("d")
        live.put(gone)
        live.remove(gone, datetime(2024, 5, 6, 12, 1, tzinfo=UTC))
        yield live


def page(live: Live, path: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(live.ask(path, Accept="text/html").body.decode())


def language(element: lxml_html.HtmlElement) -> str:
    return next(str(one.get("lang")) for one in (element, *element.iterancestors()) if one.get("lang"))


def shown(made: lxml_html.HtmlElement) -> Iterator[str]:
    """Everything on a page that people read and that is in its own language."""
    for element in made.iter():
        if element.tag not in ("script", "style") and language(element) == "de-AT":
            yield from filter(None, (element.text, *(one.tail for one in element), *map(element.get, SHOWN)))


def said(words: object) -> tuple[str, ...]:
    """The forms of a message: one, or those for different numbers."""
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words),)


@cache
def english() -> list[tuple[str, re.Pattern[str]]]:
    """Each message in English that German says otherwise, with what finds it."""
    with CATALOG.open("rb") as file:
        found = [one for one in read_po(file) if one.id and not one.context]
    pairs = [(text, said(one.string)) for one in found for text in said(one.id)]
    different = [text for text, german in pairs if text not in german]
    # "%(first)s to %(last)s" is found in much.
    different = [text for text in different if len(PLACEHOLDER.sub("", text)) > FEW or not PLACEHOLDER.search(text)]
    return [(text, re.compile(".+".join(map(re.escape, PLACEHOLDER.split(text))))) for text in different]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_a_german_site_has_an_english_word_of_its_own(german: Live, address: str) -> None:
    made = page(german, address)
    assert made.get("lang") == "de-AT"
    found = {" ".join(text.split()).rstrip(":") for text in shown(made)}
    assert [(text, one) for text, pattern in english() for one in found if pattern.fullmatch(one)] == []


def test_what_an_article_says_stays_in_its_language(german: Live) -> None:
    assert language(page(german, "/people/mira-oduya").cssselect(".card h2")[0]) == "en"
    (retracted,) = (one for one in page(german, "/").cssselect(".card") if "reopens c" in one.text_content())
    assert "Zurückgezogen: Council reopens c" in retracted.text_content()
    assert language(retracted) == "de"


def test_dates_and_numbers_are_german(german: Live) -> None:
    days = page(german, "/days")
    assert [one.text for one in days.cssselect("caption")] == ["Mai 2024", "April 2024", "März 2024"]
    assert days.cssselect("td a")[0].get("aria-label") == "Montag, 6. Mai 2024, 1 Artikel"
    assert page(german, "/articles/council-reopens-d").cssselect("main p")[1].text == (
        "Dieser Artikel wurde am Montag, 6. Mai 2024 entfernt."
    )


def test_what_is_named_in_words_is_in_the_order_of_the_alphabet_of_these(german: Live) -> None:
    types = page(german, "/types")
    assert [one.text for one in types.cssselect(".all li a")] == ["Politische Entscheidung", "Rücktritt"]
    assert types.cssselect(".find, .letters") == []


def test_feeds_are_called_in_german_and_the_api_speaks_english_as_everywhere(german: Live) -> None:
    feed = german.ask("/feeds/person/mira-oduya.json").json()
    assert feed["title"] == "Nachrichten über Mira Oduya – Harbour Wire"
    assert 'text="Arten von Ereignissen"' in german.ask("/feeds.opml").body.decode()
    assert b'"label":"Policy decision"' in german.ask("/api/types").body.replace(b'": "', b'":"')
    assert german.ask("/nothing", Accept="application/json").json()["detail"] == "Nothing is published at /nothing."
