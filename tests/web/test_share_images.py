"""What stands for an article where its address is shared, over HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html

from feedpub.model.article import Author
from tests.builders import event
from tests.formats.samples import SITE
from tests.web.conftest import STORED, Live, serving


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site with an article that has no picture."""
    with serving(tmp_path_factory.mktemp("plain")) as live:
        live.slugs["harbour"] = live.put(event())
        yield live


def named(live: Live, slug: str) -> dict[str, str]:
    """What the page of an article tells who shares it."""
    page = lxml_html.fromstring(live.ask(f"/articles/{slug}").body)
    return {one.get("property") or one.get("name") or "": one.get("content") or "" for one in page.cssselect("meta")}


def test_an_article_without_a_picture_is_shared_with_one_that_is_made(plain: Live) -> None:
    told = named(plain, plain.slugs["harbour"])
    assert (told["og:image:type"], told["og:image:width"], told["og:image:height"]) == ("image/png", "1200", "630")
    assert told["og:image:alt"] == "Council reopens harbour. Monday 6 May 2024. Harbour Wire"
    assert told["twitter:card"] == "summary_large_image"
    path = urlsplit(told["og:image"]).path
    answer = plain.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.body.startswith(b"\x89PNG")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert plain.ask(path, If_None_Match=answer.headers["ETag"]).status == 304
    head = plain.ask(path, "HEAD")
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(answer.body)))


def test_another_headline_has_another_address_to_which_the_old_one_leads(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        slug = live.put(event())
        before = urlsplit(named(live, slug)["og:image"]).path
        live.put(event(headline="Council closes harbour again"), STORED + timedelta(minutes=1))
        after = urlsplit(named(live, slug)["og:image"]).path
        assert after != before
        moved = live.ask(before)
        assert (moved.status, moved.headers["Location"]) == (301, after)
        assert live.ask(after).status == 200


def test_an_article_with_a_picture_or_none_at_all_has_none_that_is_made(live: Live) -> None:
    assert named(live, live.slugs["bridge"])["og:image"].endswith("/pictures/bridge.jpg")
    assert live.ask(f"/articles/{live.slugs['bridge']}/image-{'0' * 16}.png").status == 404
    assert live.ask(f"/articles/nothing/image-{'0' * 16}.png").status == 404
    assert live.ask(f"/articles/{live.slugs['gone']}/image-{'0' * 16}.png").status == 410


def test_the_picture_that_a_site_has_for_such_articles_goes_before(tmp_path: Path) -> None:
    site = SITE.model_copy(update={"image": "https://news.example/harbour.png"})
    with serving(tmp_path, site) as live:
        assert named(live, live.put(event()))["og:image"] == "https://news.example/harbour.png"


def test_accounts_of_authors_are_named_to_the_fediverse(tmp_path: Path) -> None:
    authors = (Author(name="Ada Osei", fediverse="@ada@social.example"), Author(name="Jonas Veld"))
    with serving(tmp_path) as live:
        page = lxml_html.fromstring(live.ask(f"/articles/{live.put(event(authors=authors))}").body)
        assert [one.get("content") for one in page.cssselect("meta[name='fediverse:creator']")] == ["@ada@social.example"]
