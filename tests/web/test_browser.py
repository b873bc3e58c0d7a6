"""The pages as a browser shows them, at a phone's width and at a desk's, light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from feedpub.media import MediaStore
from feedpub.model.article import Image
from feedpub.model.event import Event
from feedpub.model.span import Span
from feedpub.views import Logo, Look, NavigationLink
from feedpub.views.assets import Asset
from feedpub.views.colours import accents
from tests.builders import article, event
from tests.formats.samples import SITE, bare, bridge, retracted
from tests.store.test_facets import told
from tests.web.browser import Browser, running
from tests.web.conftest import STORED, Live, serving
from tests.web.test_explanation import explained

pytestmark = pytest.mark.slow

PAGES = [
    "/",
    "/articles/{bridge}",
    "/articles/{pictured}",
    "/articles/{changed}",
    "/articles/{bare}",
    "/articles/{retracted}",
    "/articles/{unexplained}",
    "/articles/{explained}/explanation",
    "/sections",
    "/sections/infrastructure",
    "/tags",
    "/tags/norway",
    "/people",
    "/people?letter=m",
    "/people?q=solvang",
    "/people/ingrid-solvang",
    "/people/mira-oduya?month=2024-03",
    "/organizations",
    "/organizations/harbour-authority",
    "/places",
    "/places/bergen-no",
    "/types",
    "/types/resignation",
    "/speakers",
    "/speakers/ingrid-solvang",
    "/languages",
    "/languages/en-gb",
    "/days",
    "/days/2024-04-22",
    "/events?section=infrastructure&type=resignation",
    "/events?section=infrastructure&language=de",
    "/quotes",
    "/quotes?person=mira-oduya",
    "/search",
    "/search?q=bridge+until",
    "/search?q=zeppelin",
    "/search?q=solvagn",
    "/search?q=-bridge",
    "/feeds",
    "/feeds/all.html",
    "/feeds/speaker/ingrid-solvang.html",
    "/feeds/query.html?q=bridge",
    "/api",
    "/about",
    "/status",
    "/no-such-page",
    "/articles/{gone}",
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
REFUSED = {"/search?q=-bridge": 400, "/no-such-page": 404, "/articles/{gone}": 410}
MAKES = [  # pages of each make: others have the same template and styles as one of these
    "/",
    "/articles/{bridge}",
    "/articles/{explained}/explanation",
    "/people/ingrid-solvang",
    "/places",
    "/days",
    "/quotes",
    "/search?q=bridge+until",
    "/feeds",
    "/feeds/all.html",
    "/status",
    "/no-such-page",
]
ROOT = Path(__file__).parents[2]
WIDTHS = [360, 768, 1440]
OTHER_LOOKS = [(360, "dark"), (360, "light"), (768, "light"), (768, "dark"), (1440, "dark")]
INNER_WIDTH = "document.body.getBoundingClientRect().width"
EXCESS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHIFTED = """new Promise(done => {
    let shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { shifted += one.value }))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifted), 20)));
})"""
SHIFT = 0.02  # of the window: more is seen
OBSTACLES = """axe.run({options}).then(
    r => r.violations.map(v => [v.id, v.nodes.map(n => n.html + n.failureSummary)])
)"""
ALL_RULES = "{rules: {'target-size': {enabled: true}}}"
RULES_OF_A_LOOK = "{runOnly: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block']}"
"""What may be well in one width or scheme and not in another; all else is the same document."""
CONTROLS = """(shown => [
    shown.filter(one => one.tabIndex !== 0).map(one => one.outerHTML),
    shown.filter(one => (one.focus(), document.activeElement !== one)).map(one => one.outerHTML),
    shown.length,
])([...document.querySelectorAll('a, button, input, summary, select, textarea, [tabindex]')]
    .filter(one => one.type !== 'hidden' && one.checkVisibility({visibilityProperty: true})))"""
"""Controls out of the order of the page, those that take no focus, and how many there are."""
LISTENED = """(
    window.awaited = new Set([...document.querySelectorAll('a, button, input, summary')]
        .filter(one => one.type !== 'hidden' && one.checkVisibility({visibilityProperty: true}))),
    addEventListener('focusin', event => awaited.delete(event.target)),
    awaited.size
)"""
MISSED = "[...awaited].map(one => one.outerHTML)"
UNSTYLED = "document.querySelectorAll('link[rel=stylesheet]').forEach(one => { one.disabled = true })"
UNSEEN = """(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const unseen = [], range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode, around = text.parentElement;
        if (!text.data.trim() || around.closest('svg, script, style, details:not([open]) > :not(summary)')) continue;
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (!(box.width && box.height && around.checkVisibility({opacityProperty: true, visibilityProperty: true})))
            unseen.push(text.data);
    }
    return unseen;
})()"""
"""Words that nobody sees; pictures and what is folded away excepted."""
LIT = "getComputedStyle(document.getElementById({!r}).closest('mark')).backgroundColor"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with shown(tmp_path_factory.mktemp("shown"), "en") as live:
        live.slugs["gone"] = live.put(event("gone"))
        live.remove(event("gone"), STORED)
        yield live


@contextmanager
def shown(folder: Path, language: str) -> Iterator[Live]:
    """A site in a language, with something on each of its pages."""
    look, media = Look(about=article("about", text="Who we are.\n\nWrite to us.")), MediaStore(folder / "media")
    address = {"base_url": "https://wire.example", "language": language}
    with serving(folder, SITE.model_copy(update=address), look=look, media=media) as live:
        live.slugs |= {"bridge": live.put(bridge()), "bare": live.put(bare()), "retracted": live.put(retracted())}
        live.slugs["pictured"] = live.put(event("pictured", images=(picture(media),), **told("pictured")))
        live.put(event("changed").model_copy(update={"revision": 1}))
        live.slugs["changed"] = live.put(
            event("changed", text="The council never reopened anything.").model_copy(update={"revision": 2})
        )
        live.slugs["unexplained"] = live.put(event("unexplained", status="canceled"))
        live.slugs["explained"] = explained(live)
        # Now, because the browser keeps for a while what it has seen.
        live.put(told_of())
        for key, month in (("walk", 3), ("stroll", 4)):
            live.put(event(key, **told(key, published=datetime(2024, month, 6, 9, 30, tzinfo=UTC))))
        yield live


def picture(media: MediaStore) -> Image:
    """A picture that the site keeps."""
    content = (ROOT / "articles" / "pictures" / "whanganui-port-vote.png").read_bytes()
    name = f"{sha256(content).hexdigest()}.png"
    assert media.take_back(name, content)
    return Image(url=f"/media/{name}", media_type="image/png", width=1200, height=675, alt="Two bars of almost one length")


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


def shift(browser: Browser) -> float:
    """How far things have moved by themselves."""
    return float(browser.run(SHIFTED))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_as_wide_while_it_still_arrives(browser: Browser, site: Live, width: int) -> None:
    show(browser, site, "/quotes", width)
    whole = browser.run(INNER_WIDTH)
    assert browser.run("document.documentElement.scrollHeight > innerHeight")
    browser.run("document.querySelectorAll('main, footer').forEach(one => one.remove())")
    assert browser.run("document.documentElement.scrollHeight <= innerHeight")
    assert browser.run(INNER_WIDTH) == whole


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_each_window_stays_asks_no_one_else_and_needs_no_style(browser: Browser, site: Live, path: str) -> None:
    for width in WIDTHS:
        show(browser, site, path, width)
        assert browser.run(EXCESS) <= 0, width
        assert shift(browser) < SHIFT, width
        outside = [url for url in browser.requests() if not url.startswith((f"http://127.0.0.1:{site.port}/", "data:"))]
        assert outside == []
        refused = f"the server responded with a status of {REFUSED.get(path, 'none')}"
        assert [text for text in browser.complaints() if refused not in text] == []
    misplaced, without_focus, controls = browser.run(CONTROLS)
    assert (misplaced, without_focus) == ([], [])
    assert controls > 10  # those of the head and the foot of every page
    browser.run(UNSTYLED)
    assert browser.run(UNSEEN) == []
    assert browser.run(EXCESS) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_obstacle_that_axe_knows(browser: Browser, site: Live, axe: str, path: str) -> None:
    show(browser, site, path)
    browser.run(axe)
    found = {(1440, "light"): browser.run(OBSTACLES.replace("{options}", ALL_RULES))}
    for look in OTHER_LOOKS if path in MAKES else OTHER_LOOKS[:1]:
        browser.look(look[0], scheme=look[1])
        found[look] = browser.run(OBSTACLES.replace("{options}", RULES_OF_A_LOOK))
    assert {look: obstacles for look, obstacles in found.items() if obstacles} == {}


@pytest.mark.parametrize("path", MAKES)
def test_the_keyboard_alone_reaches_everything(browser: Browser, site: Live, path: str) -> None:
    show(browser, site, path, 360)
    for _ in range(browser.run(LISTENED) + 10):  # more than there are: what scrolls is stopped at too
        browser.press("Tab")
    assert browser.run(MISSED) == []


@pytest.mark.parametrize("language", ["de", "fr"])
def test_longer_words_fit_a_telephone(browser: Browser, tmp_path: Path, language: str) -> None:
    with shown(tmp_path, language) as site:
        wide = []
        for path in WORDY:
            show(browser, site, path, 360)
            if browser.run(EXCESS) > 0:
                wide.append(path)
        assert wide == []


def test_opening_an_answer_lights_its_words_and_closes_the_one_before(browser: Browser, site: Live) -> None:
    show(browser, site, "/articles/{explained}/explanation")
    lit, quiet = LIT.format("who-1-1"), LIT.format("when-1-1")
    assert browser.run(lit) != browser.run(quiet)
    browser.run("document.querySelector('.followed.when-1 summary').click()")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.run("[...document.querySelectorAll('.followed[open]')].map(one => one.classList[1])") == ["when-1"]
    assert browser.run(quiet) != "rgba(0, 0, 0, 0)"
    assert browser.run(lit) == "rgba(0, 0, 0, 0)"


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
    assert browser.run(EXCESS) <= 0
    red, green, blue = bytes.fromhex(accents("#5b2a86", None)[shown[2] == "dark"][1:])
    assert browser.run("getComputedStyle(document.querySelector('.kicker')).color") == f"rgb({red}, {green}, {blue})"
    assert browser.complaints() == []
    assert all(url.startswith((f"http://127.0.0.1:{gazette.port}/", "data:")) for url in browser.requests())
    browser.run(axe)
    assert browser.run(OBSTACLES.replace("{options}", ALL_RULES)) == []


@pytest.mark.parametrize("width", [360, 1440])
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


def test_the_comma_before_a_date_stays_in_the_line_of_the_headline(browser: Browser, site: Live) -> None:
    show(browser, site, "/organizations/port-council", 360)
    lines = """[...document.querySelectorAll('.saying .from')].map(one => {
        const comma = document.createRange();
        comma.selectNode(one.querySelector('a').nextSibling);
        return [[...one.querySelector('a').getClientRects()].at(-1).bottom, comma.getClientRects()[0].bottom];
    })"""
    found = browser.run(lines)
    assert found
    assert all(abs(headline - comma) < 6 for headline, comma in found)


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
