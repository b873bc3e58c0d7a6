"""What things are called in addresses: one name for each, whoever asks."""

import pytest

from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.event_types import event_types
from feedpub.model.selection import EVERYTHING, KINDS, Query, Selection
from feedpub.site.addresses import feed_name, feed_query, numbered, page_path, query_path
from feedpub.site.facets import facets_of
from feedpub.site.kinds import KIND_NAMES
from feedpub.site.slugs import article_slugs, facet_slug, is_extended
from tests.builders import article, event, query
from tests.formats.samples import SITE

DESK = SITE.model_copy(update={"base_url": "https://news.example/desk"})


def test_every_kind_of_facet_has_a_folder_of_its_own() -> None:
    assert set(KIND_NAMES) == set(KINDS)
    assert len({names.folder for names in KIND_NAMES.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("asked", "path", "feed", "string"),
    [
        (EVERYTHING, "/", "all", ""),
        (query(section="sport"), "/sections/sport", "section/sport", ""),
        (query(tag="sea", section="sport"), "/events?section=sport&tag=sea", "query", "section=sport&tag=sea"),
        (Query(search=search_of("quay", ENGLISH)), "/search?q=quay", "query", "q=quay"),
    ],
)
def test_the_page_and_the_feed_of_a_query(asked: Query, path: str, feed: str, string: str) -> None:
    assert (query_path(asked), feed_name(asked), feed_query(asked)) == (path, feed, string)


def test_pages_of_a_list_are_numbered_from_the_second_on() -> None:
    assert [numbered("/days/2024-05-06", number) for number in (1, 2)] == ["/days/2024-05-06", "/days/2024-05-06?page=2"]
    assert numbered("/events?section=sport", 3) == "/events?section=sport&page=3"


def test_a_site_below_a_path_of_its_host_completes_and_shortens_addresses() -> None:
    assert DESK.url("/feeds") == "https://news.example/desk/feeds"
    assert DESK.local(DESK.url("/feeds")) == "/desk/feeds"
    assert DESK.local("https://news.example/desks/feeds") == "https://news.example/desks/feeds"


def test_an_articles_page_is_called_by_its_headline_and_where_that_is_taken_by_its_id_as_well() -> None:
    made = article(headline="Quay reopens")
    number = made.id.removeprefix("urn:uuid:").replace("-", "")
    assert list(article_slugs(made)) == ["quay-reopens"] + [f"quay-reopens-{number[:length]}" for length in (8, 16, 32)]
    assert next(article_slugs(article(headline="…"))) == article(headline="…").id.removeprefix("urn:uuid:")[:8]


@pytest.mark.parametrize("name", [one.name for one in event_types()])
def test_a_type_of_event_has_the_same_name_in_every_address(name: str) -> None:
    assert page_path(Selection(kind="type", slug=facet_slug(name))) == f"/types/{name.replace('_', '-')}"


def test_labels_of_the_same_letters_have_slugs_of_their_own() -> None:
    slugs = [facet_slug(words) for words in ("C", "C++", "C#")]
    assert len(set(slugs)) == 3
    assert [is_extended(slug, "c") for slug in slugs] == [False, True, True]


def test_what_was_taken_back_has_no_facets() -> None:
    assert facets_of(event(tags=("sea",)))
    assert not facets_of(event(tags=("sea",), status="canceled"))
