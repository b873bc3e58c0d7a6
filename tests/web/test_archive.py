"""Pages that lead back in time."""

from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.builders import event
from tests.web.conftest import STORED, Live, serving
from tests.web.test_pages import attr, page, texts


def test_a_day_lists_what_was_published_on_it_and_leads_to_its_neighbours(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(5):
            live.put(event(f"dock {number}", published=STORED - timedelta(hours=12 * number)))
        made = page(live, "/days/2024-05-05")
        assert texts(made.cssselect("h1")) == ["News of Sunday 5 May 2024"]
        assert texts(made.cssselect("h2")) == ["Council reopens dock 2", "Council reopens dock 3"]
        assert texts(made.cssselect(".card time")) == ["12:00", "00:00"]  # the day is that of the page
        links = {attr(one, "rel"): attr(one, "href") for one in made.cssselect(".onward a")}
        assert links == {"prev": "/days/2024-05-04", "next": "/days/2024-05-06"}


def test_the_home_page_leads_to_all_news_of_its_day_and_to_the_days_before(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(40):
            live.put(event(f"dock {number}", published=STORED - timedelta(hours=number)))
        assert [attr(one, "href") for one in page(live, "/").cssselect(".onward a")] == ["/days/2024-05-06", "/days"]


def test_a_day_with_much_news_has_several_pages_that_miss_and_repeat_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(85):
            live.put(event(f"dock {number:02}", published=STORED - timedelta(minutes=number)))
        path, pages, seen = "/days/2024-05-06", [], []
        while path:
            made = page(live, path)
            pages.append(made)
            seen += texts(made.cssselect("h2"))
            assert attr(made.cssselect("link[rel=canonical]")[0], "href") == f"https://news.example{path}"
            path = next((attr(one, "href") for one in made.cssselect(".onward a") if one.text == "Older"), "")
        assert seen == [f"Council reopens dock {number:02}" for number in range(85)]
        newer = [attr(one, "href") for made in pages for one in made.cssselect(".onward a") if one.text == "Newer"]
        assert newer == ["/days/2024-05-06", "/days/2024-05-06?page=2"]
        for wrong in ("4", "0", "01", "-1", "x", "", "9999999", "99999999"):
            assert live.ask(f"/days/2024-05-06?page={wrong}").status == 404
        assert live.ask("/days/2024-05-06?utm_source=x").status == 200


def test_search_engines_are_kept_from_a_page_that_repeats_one_article(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for key, days in (("a", 0), ("b", 0), ("c", 1)):
            live.put(event(key, published=STORED - timedelta(days=days)))
        live.put(event("notice", published=STORED - timedelta(days=1), status="canceled"))
        said = [
            attr(page(live, f"/days/{day}").cssselect("meta[name=robots]")[0], "content")
            for day in ("2024-05-06", "2024-05-05")
        ]
        assert said == ["max-image-preview:large", "noindex, follow"]


@pytest.mark.parametrize("day", ["2024-04-21", "2024-02-30", "9999-12-31", "0001-01-01", "0000-01-01"])
def test_a_day_without_news_has_no_page(live: Live, day: str) -> None:
    assert live.ask(f"/days/{day}").status == live.ask(f"/sitemaps/{day}.xml").status == 404


def test_each_quote_names_its_speaker_and_leads_to_its_words(live: Live) -> None:
    made = page(live, "/quotes")
    first: lxml_html.HtmlElement = made.cssselect(".saying")[0]
    assert texts(first.cssselect("blockquote")) == [
        "I signed the plans, and I answer for them. The bridge will open when it is safe."
    ]
    assert texts(first.cssselect(".speaker")) == ["Ingrid Solvang"]
    links = [attr(link, "href") for link in first.cssselect("a")]
    assert links == ["/speakers/ingrid-solvang", f"/articles/{live.slugs['bridge']}#quotes-1-1"]
    assert "<repairs>" not in made.text_content()
