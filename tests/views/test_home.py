"""The front page as a function of what it is given."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import html as lxml_html

from feedpub.formats import FORMATS
from feedpub.model.article import Image
from feedpub.model.feed import Entry
from feedpub.model.selection import Facet
from feedpub.model.span import Span
from feedpub.views import Frame, FrontPage, SectionNews, home_page
from feedpub.views.assets import stylesheet
from tests.builders import event
from tests.formats.samples import SITE, bridge
from tests.store.test_facets import told

FRAME = Frame(SITE, FORMATS)
MONDAY = datetime(2024, 5, 6, 9, 30, tzinfo=UTC)
HEAVIEST = 60_000  # bytes of a page and its stylesheet


def entry(key: str, days: int = 0, **changes: Any) -> Entry:
    published = MONDAY - timedelta(days=days)
    made = event(key, **told(key, published=published, **changes))
    return Entry(event=made, url=f"{SITE.base_url}/articles/{key}", published=published, modified=published)


def shown(**front: Any) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(home_page(FRAME, FrontPage(**front)))


def texts(page: lxml_html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.cssselect(selector)]


def test_one_story_leads_and_the_others_stand_beside_it_or_with_their_section() -> None:
    top, sport = [entry("a"), entry("b", 1)], [entry("c", 2)]
    news = SectionNews(Facet("section", "sport", "Sport"), sport)
    page = shown(top=top, newest=[*top, *sport, entry("d", 8)], sections=[news], named=[news.section])
    assert texts(page, ".lead h2") == ["Council reopens a"]
    assert texts(page, ".seconds h2") == ["Council reopens b"]
    assert texts(page, ".of-section h2, .of-section h3") == [
        "Sport", "Council reopens c", "More news", "Council reopens d"
    ]  # fmt: skip
    assert texts(shown(top=top, newest=[*top, *sport]), ".others h3") == ["Council reopens c"]
    times = [(one.text, one.get("title")) for one in page.cssselect("main .card time")]
    assert times[0] == ("Monday, 09:30", "Monday 6 May 2024, 09:30 UTC")
    assert [words for words, _ in times] == ["Monday, 09:30", "Sunday, 09:30", "Saturday, 09:30", "Sunday 28 April"]
    assert [link.get("href") for link in page.cssselect(".edition nav a")] == ["/sections/sport", "/sections"]


def test_where_all_was_taken_back_its_notices_are_still_listed() -> None:
    gone = entry("a", status="canceled")
    page = shown(newest=[gone])
    assert texts(page, ".others h3") == ["Council reopens a"]
    assert "Nothing has been published yet." not in page.text_content()
    assert "Nothing has been published yet." in shown().text_content()


def test_whoever_acts_is_named_and_no_group_stands_for_them() -> None:
    mira, council, _ = told()["who"]
    officials = mira.model_copy(update={"id": "p4", "name": "officials", "kind": "group", "role": "agent"})
    named = entry("a", who=(officials, mira, council.model_copy(update={"role": "agent"})))
    page = shown(top=[named], newest=[named])
    assert texts(page, ".lead .people") == ["Who Mira Oduya, Port Council"]
    assert [(one.text, one.get("href")) for one in page.cssselect("[aria-labelledby=who] a")] == [
        ("Mira Oduya", "/people/mira-oduya"),
        ("Port Council", "/organizations/port-council"),
    ]
    assert "officials" not in page.text_content()


def test_who_has_a_part_in_most_of_the_news_is_named_first() -> None:
    mira, council, _ = told()["who"]
    alone = entry("a", who=(council.model_copy(update={"role": "agent"}), mira))
    assert texts(shown(top=[alone], newest=[alone, entry("b"), entry("c")]), "[aria-labelledby=who] li") == [
        "Mira Oduya",
        "Port Council",
    ]


def test_of_the_latest_day_with_enough_of_them_one_quotation_of_each_article_is_shown() -> None:
    today, many = [entry("today", quotes=())], [entry(key, 1, **_longer()) for key in "abcd"]
    older = [entry("old", 2, **_longer())]
    page = shown(top=today, newest=today, quoting=[*today, *many, *older])
    assert texts(page, "#said") == ["Said on Sunday 5 May 2024"]
    assert texts(page, ".spoken .from") == [f"Council reopens {key}" for key in "abcd"]
    assert texts(page, ".spoken .speaker") == ["Mira Oduya"] * 4
    page = shown(top=today, newest=today, quoting=[*today, *many[:1], *older])
    assert texts(page, "#said") == ["Said lately"]
    assert texts(page, ".spoken .from") == [
        "Council reopens a, Sunday 5 May 2024",
        "Council reopens old, Saturday 4 May 2024",
    ]
    assert texts(shown(top=today, newest=today, quoting=today), ".spoken") == []


def _longer() -> dict[str, Any]:
    """An article that quotes a sentence of the length that is worth to be quoted alone."""
    text = "“It was about time that the quay was open,” said Mira Oduya."
    said, name = "It was about time that the quay was open,", "Mira Oduya"
    spans = {one: (Span(start=text.index(one), end=text.index(one) + len(one), text=one),) for one in (said, name)}
    mira, quote = told()["who"][0], told()["quotes"][0]
    speaker = quote.speaker.model_copy(update={"evidence": spans[name]})
    return {
        "text": text,
        "who": (mira.model_copy(update={"evidence": spans[name]}),),
        "what": None,
        "where": (),
        "quotes": (quote.model_copy(update={"text": said, "evidence": spans[said], "speaker": speaker}),),
    }


def test_pictures_that_the_site_keeps_are_shown_and_no_others() -> None:
    ours = Image(url=f"{SITE.base_url}/media/a.png", alt="A quay", width=640, height=400)
    pictured, plain = entry("a", images=(ours,)), entry("b", images=(Image(url="https://elsewhere.example/b.png"),))
    page = shown(top=[pictured, plain], newest=[pictured, plain])
    (picture,) = page.cssselect("main img")
    assert dict(picture.attrib) == {
        "src": "/media/a.png", "alt": "A quay", "width": "640", "height": "400", "decoding": "async", "fetchpriority": "high"
    }  # fmt: skip


def test_the_latest_places_are_on_a_map_and_named_beside_it() -> None:
    copy = bridge()
    found = Entry(event=copy, url=f"{SITE.base_url}/articles/x", published=MONDAY, modified=MONDAY)
    wide = copy.where[0].model_copy(update={"name": "Asia", "kind": "area", "country_code": None, "admin1": None})
    other = found.model_copy(update={"event": copy.model_copy(update={"where": (wide,)})})
    page = shown(top=[found], newest=[found, other])
    assert [one.get("aria-label") for one in page.cssselect("svg.locator")] == ["Map of the latest news: Bergen"]
    assert [one.get("href") for one in page.cssselect("[aria-labelledby=where] li a")] == ["/places/bergen-no"]


def test_a_full_front_page_with_its_styles_weighs_little() -> None:
    many = [entry(f"n{number}", standfirst="Boats may dock again. " * 12, **_longer()) for number in range(24)]
    parts = [SectionNews(Facet("section", f"s{one}", f"Section {one}"), many[5 + one : 9 + one]) for one in range(6)]
    front = FrontPage(many[:5], many, parts, [one.section for one in parts], many[:12], more=True)
    assert len(home_page(FRAME, front)) + len(stylesheet().body) < HEAVIEST
