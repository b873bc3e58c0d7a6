"""What queries are called."""

import pytest

from feedpub.language.en import ENGLISH as TONGUE
from feedpub.language.search import search_of
from feedpub.model.event_types import event_types
from feedpub.model.selection import Facet, FacetKind
from feedpub.site.titles import query_title
from feedpub.translation import ENGLISH


def named(language: str = ENGLISH, /, **labels: str) -> str:
    kinds: dict[str, FacetKind] = {
        "section": "section", "tag": "tag", "person": "person", "organization": "organization", "place": "place",
        "type": "type", "speaker": "speaker", "language": "language",
    }  # fmt: skip
    return query_title([Facet(kinds[kind], "slug", label, 1) for kind, label in labels.items()], language)


@pytest.mark.parametrize(
    ("facets", "title"),
    [
        ({"place": "Graz", "type": "arrest"}, "Arrests in Graz"),
        ({"person": "Mira Oduya", "place": "Graz"}, "News of Mira Oduya from Graz"),
        ({"person": "Mira Oduya", "organization": "Port Council", "type": "policy_decision"},
         "Policy decisions involving Mira Oduya and Port Council"),
        ({"section": "Sport", "type": "sport_result"}, "Sport: sport results"),
        ({"section": "Sport", "language": "de"}, "Sport: news, in German"),
        ({"tag": "sea", "speaker": "Mira Oduya"}, "News tagged “sea”, with words of Mira Oduya"),
        ({"type": "arrest"}, "Events: Arrest"),
    ],
)  # fmt: skip
def test_a_title_says_all_that_is_asked(facets: dict[str, str], title: str) -> None:
    assert named(**facets) == title


def test_a_title_says_what_is_searched_for() -> None:
    search = search_of('Knife "Port Council"', TONGUE)
    assert query_title((), "en", search) == 'Search: knife "port council"'
    assert query_title((Facet("section", "sport", "Sport", 1),), "en", search) == 'Sport; search: knife "port council"'


def test_several_events_of_each_type_have_a_name() -> None:
    heads = {one.name: named(type=one.name, place="X").removesuffix(" in X") for one in event_types()}
    wanted = {
        "discovery": "Discoveries", "bankruptcy": "Bankruptcies", "launch": "Launches", "company_results": "Company results",
        "legislation": "Legislation", "crime": "Crime", "armed_conflict": "Armed conflicts", "election": "Elections",
        "rescue": "Rescues", "job_cuts": "Job cuts",
    }  # fmt: skip
    assert {name: heads[name] for name in wanted} == wanted
