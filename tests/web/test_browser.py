"""The pages as a browser shows them, at a phone's width and at a desk's, light and dark."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedpub.model.event import Event
from feedpub.model.span import Span
from feedpub.views import Logo, Look, NavigationLink
from feedpub.views.assets import Asset
from feedpub.views.colours import accents
from tests.builders import article, event
from tests.formats.samples import SITE, bare, bridge, retracted
from tests.store.test_facets import told
from tests.web.browser import Browser, running
from tests.web.conftest import Live, serving
from tests.web.test_explanation import explained

pytestmark = pytest.mark.slow

PAGES = [
    "/",
    "/feeds",
    "/api",
    "/quotes",
    "/people",
    "/places",
    "/days",
    "/feeds/speaker/ingrid-solvang.html",
    "/days/2024-04-22",
    "/sections/infrastructure",
    "/tags/norway",
    "/people/ingrid-solvang",
    "/organizations/harbour-authority",
    "/places/bergen-no",
    "/types/resignation",
    "/speakers/ingrid-solvang",
    "/languages/en-gb",
    "/events?section=infrastructure&type=resignation",
    "/events?section=infrastructure&language=de",
    "/articles/{bridge}",
    "/articles/{bare}",
    "/articles/{retracted}",
    "/articles/{explained}/explanation",
    "/search",
    "/search?q=bridge+until",
    "/search?q=zeppelin",
    "/search?q=solvagn",
    "/no-such-page",
]
WORDY = [  # pages of each kind, for the words of other languages
    "/",
    "/feeds",
    "/quotes",
    "/places",
    "/days",
    "/feeds/speaker/ingrid-solvang.html",
    "/people/ingrid-solvang",
    "/articles/{bridge}",
    "/articles/{explained}/explanation",
    "/search",
    "/search?q=bridge+until",
    "/no-such-page",
]
WIDTHS = [360, 1440]
SHIFTED = """new Promise(done => {
    let shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { shifted += one.value }))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(shifted), 100);
})"""
SHIFT = 0.02  # of the window: more is seen
LIT = "getComputedStyle(document.getElementById({!r}).closest('mark')).backgroundColor"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with shown(tmp_path_factory.mktemp("shown"), "en") as live:
        yield live


@contextmanager
def shown(folder: Path, language: str) -> Iterator[Live]:
    """A site in a language, with something on each of its pages."""
    with serving(folder, SITE.model_copy(update={"base_url": "https://wire.example", "language": language})) as live:
        live.slugs |= {"bridge": live.put(bridge()), "bare": live.put(bare()), "retracted": live.put(retracted())}
        live.slugs["explained"] = explained(live)
        # Now, because the browser keeps for a while what it has seen.
        live.put(told_of())
        for key, month in (("walk", 3), ("stroll", 4)):
            live.put(event(key, **told(key, published=datetime(2024, month, 6, 9, 30, tzinfo=UTC))))
        yield live


def told_of() -> Event:
    """An event in which somebody is quoted twice, once in other words."""
    answers = told()
    (said,) = answers["quotes"]
    start = article("harbour").text.index("The council")
    words = "The council reopened the quay on Monday"
    span = Span(start=start, end=start + len(words), text=words)
    reported = said.model_copy(update={"id": "q2", "text": words, "kind": "indirect", "evidence": (span,)})
    return event(**answers | {"quotes": (said, reported)})


def show(browser: Browser, site: Live, path: str, width: int = 1440, scheme: str = "light") -> None:
    browser.open(f"http://127.0.0.1:{site.port}{path.format(**site.slugs)}", width, scheme=scheme)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window_and_asks_no_one_else(browser: Browser, site: Live, path: str, width: int) -> None:
    show(browser, site, path, width)
    assert browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    outside = [url for url in browser.requests() if not url.startswith((f"http://127.0.0.1:{site.port}/", "data:"))]
    assert outside == []
    missing = ["the server responded with a status of 404"] if path == "/no-such-page" else []
    assert [text for text in browser.complaints() if not any(known in text for known in missing)] == []


@pytest.mark.parametrize("language", ["de", "fr"])
def test_longer_words_fit_a_telephone(browser: Browser, tmp_path: Path, language: str) -> None:
    with shown(tmp_path, language) as site:
        wide = []
        for path in WORDY:
            show(browser, site, path, 360)
            if browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
                wide.append(path)
        assert wide == []


@pytest.mark.parametrize("look", [(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_obstacle_that_axe_knows(
    browser: Browser, site: Live, axe: str, path: str, look: tuple[int, str]
) -> None:
    show(browser, site, path, *look)
    browser.run(axe)
    found = browser.run("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html + n.failureSummary)]))")
    assert found == []


@pytest.mark.parametrize("path", ["/", "/feeds", "/articles/{bridge}", "/articles/{explained}/explanation"])
def test_a_page_between_a_phone_and_a_desk_fits_stays_and_has_no_obstacle(
    browser: Browser, site: Live, axe: str, path: str
) -> None:
    for scheme in ("light", "dark"):
        show(browser, site, path, 768, scheme)
        assert browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        assert browser.complaints() == []
        assert browser.run(SHIFTED) < SHIFT
        browser.run(axe)
        found = browser.run(
            "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html + n.failureSummary)]))"
        )
        assert found == []


def test_opening_an_answer_lights_its_words_and_closes_the_one_before(browser: Browser, site: Live) -> None:
    show(browser, site, "/articles/{explained}/explanation")
    lit, quiet = LIT.format("who-1-1"), LIT.format("when-1-1")
    assert browser.run(lit) != browser.run(quiet)
    browser.run("document.querySelector('.followed.when-1 summary').click()")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.run("[...document.querySelectorAll('.followed[open]')].map(one => one.classList[1])") == ["when-1"]
    assert browser.run(quiet) != "rgba(0, 0, 0, 0)"
    assert browser.run(lit) == "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def axe() -> str:
    path = os.environ.get("FEEDPUB_TEST_AXE")
    if not path:
        pytest.skip("FEEDPUB_TEST_AXE names no axe.min.js (.ci/browser fetches it)")
    return Path(path).read_text() + "; null"


LOGO = Asset("logo", "svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"/>')
OWN_LOOK = Look(
    accents=accents("#5b2a86", None),
    logo=Logo(LOGO, 400, 100),
    navigation=tuple(NavigationLink(f"Section {number} of ours", f"/sections/{number}") for number in range(9)),
    footer_links=(NavigationLink("Imprint", "https://elsewhere.example/imprint"),),
    templates=(("home.html", '{% extends "feedpub/home.html" %}{% block main %}<p>Ours</p>{{ super() }}{% endblock %}'),),
    files={"site.css": Asset("site", "css", "text/css; charset=utf-8", b".masthead{display:block}"), "logo.svg": LOGO},
)


@pytest.fixture(scope="module")
def gazette(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site that looks as its publisher wants it."""
    site = SITE.model_copy(update={"base_url": "https://wire.example"})
    with serving(tmp_path_factory.mktemp("gazette"), site, look=OWN_LOOK) as live:
        live.slugs["bridge"] = live.put(bridge())
        yield live


@pytest.mark.parametrize("shown", [("/", 360, "dark"), ("/articles/{bridge}", 1440, "light")])
def test_a_look_of_its_own_is_as_sound_as_ours(
    browser: Browser, gazette: Live, axe: str, shown: tuple[str, int, str]
) -> None:
    show(browser, gazette, *shown)
    assert browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    red, green, blue = bytes.fromhex(accents("#5b2a86", None)[shown[2] == "dark"][1:])
    assert browser.run("getComputedStyle(document.querySelector('.kicker')).color") == f"rgb({red}, {green}, {blue})"
    assert browser.complaints() == []
    assert all(url.startswith((f"http://127.0.0.1:{gazette.port}/", "data:")) for url in browser.requests())
    browser.run(axe)
    assert browser.run("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_five_clicks_lead_from_home_to_what_somebody_said_in_a_month_to_its_feed_and_to_a_proof(
    browser: Browser, site: Live, width: int
) -> None:
    show(browser, site, "/", width)
    browser.follow("/quotes")
    browser.follow("/speakers/mira-oduya")
    browser.follow("?month=2024-03")
    assert browser.run("[...document.querySelectorAll('.quoted h2')].map(one => one.textContent)") == [
        "Council reopens walk"
    ]
    browser.follow("/feeds/speaker/mira-oduya.html")
    address = "https://wire.example/feeds/speaker/mira-oduya.rss"
    assert browser.run("document.querySelector('.address code').textContent") == address
    browser.follow("/articles/council-reopens-walk#quotes-1-1")
    assert "It was about time" in browser.run("document.querySelector(':target').textContent")


def test_only_what_was_said_word_for_word_stands_in_quotation_marks(browser: Browser, site: Live) -> None:
    show(browser, site, "/speakers/mira-oduya")
    marks = "getComputedStyle(document.querySelector('.saying {}'), '::before').content"
    assert browser.run(marks.format("blockquote p")) == "open-quote"
    assert browser.run(marks.format(".reported")) == "none"


def test_pointing_at_an_answer_lights_its_words_and_no_others(browser: Browser, site: Live) -> None:
    show(browser, site, "/articles/{bridge}")
    before = {name: browser.run(LIT.format(name)) for name in ("who-1-1", "who-1-2", "who-2-1")}
    browser.point_at(".panel .who-1 a")
    browser.run("new Promise(done => setTimeout(done, 300))")
    after = {name: browser.run(LIT.format(name)) for name in before}
    assert after["who-1-1"] != before["who-1-1"]
    assert after["who-1-2"] == after["who-1-1"]
    assert after["who-2-1"] == before["who-2-1"]


def test_pointing_at_words_lights_the_answer_s_other_words(browser: Browser, site: Live) -> None:
    show(browser, site, "/articles/{bridge}")
    before = browser.run(LIT.format("who-1-2"))
    browser.point_at("#who-1-3")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.run(LIT.format("who-1-2")) != before


def test_the_keyboard_reaches_an_answer_and_goes_to_its_words(browser: Browser, site: Live) -> None:
    show(browser, site, "/articles/{bridge}")
    before = browser.run(LIT.format("who-1-1"))
    browser.run("document.querySelector('.panel .who-1 a').focus()")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.run(LIT.format("who-1-1")) != before
    browser.press("Enter")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.run("location.hash") == "#who-1-1"
    assert browser.run(
        "(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('who-1-1').getBoundingClientRect())"
    )


def test_the_first_tab_leads_past_the_header(browser: Browser, site: Live) -> None:
    show(browser, site, "/")
    browser.press("Tab")
    assert browser.run("document.activeElement.getAttribute('href')") == "#content"
