"""The five answers as the page lays them out."""

import pytest

from feedpub.model.article import Article
from feedpub.model.event import Event, When, Where, Who
from feedpub.views.answers import answer_sections
from feedpub.views.locations import located
from feedpub.views.map import MapPoint
from tests.builders import article
from tests.formats.samples import bridge, span

NAMES = ("Ada Blum", "Bo Dahl", "Cem Ek", "Dora Falk", "Eva Grahn", "Finn Holt")


def people(*roles: str) -> Event:
    copy: Article = article(text=f"{', '.join(NAMES)} met.")
    found = [
        Who(id=name, name=name, kind="person", role=role, evidence=(span(copy, name),), rule="test")
        for name, role in zip(NAMES, roles, strict=False)
    ]
    return Event(id=copy.id, article=copy, who=tuple(found))


@pytest.mark.parametrize(
    ("roles", "shown", "folded"),
    [
        (["agent"] + ["mentioned"] * 4, 5, 0),
        (["agent"] + ["mentioned"] * 5, 1, 5),
        (["agent"] * 5 + ["mentioned"], 6, 0),
        (["mentioned"] * 6, 3, 3),
        (["agent"] * 6, 6, 0),
    ],
)
def test_who_has_no_part_is_folded_away_where_there_are_many(roles: list[str], shown: int, folded: int) -> None:
    (section,) = answer_sections(people(*roles), "en")
    assert (len(section.answers), len(section.more)) == (shown, folded)
    assert [answer.number for answer in section.all] == list(range(1, len(roles) + 1))


def test_a_place_is_said_to_lie_in_the_country_that_the_article_names() -> None:
    where = next(section for section in answer_sections(bridge(), "en") if section.question == "where")
    assert [(answer.text, answer.note) for answer in where.answers] == [("Bergen", "Vestland, Norway"), ("Norway", "")]


def test_a_country_that_the_article_does_not_name_has_its_code() -> None:
    copy = article(text="Lyon was quiet.")
    lyon = Where(name="Lyon", kind="city", country_code="FR", evidence=(span(copy, "Lyon"),), rule="test")
    (section,) = answer_sections(Event(id=copy.id, article=copy, where=(lyon,)), "en")
    assert section.answers[0].note == "FR"


def test_a_name_that_is_no_place_says_what_it_stands_for() -> None:
    copy = article(text="Paris refused.")
    paris = Where(name="Paris", kind="city", use="metonym", evidence=(span(copy, "Paris"),), rule="test")
    (section,) = answer_sections(Event(id=copy.id, article=copy, where=(paris,)), "en")
    assert (section.answers[0].note, section.answers[0].remark) == ("", "Names those who act there")


def test_a_date_keeps_the_article_s_own_words_beside_it() -> None:
    copy = article(text="It opens next spring.")
    spring = When(
        value="2025-21", precision="season", text="next spring", evidence=(span(copy, "next spring"),), rule="test"
    )
    (section,) = answer_sections(Event(id=copy.id, article=copy, when=(spring,)), "en")
    assert (section.answers[0].note, section.answers[0].machine) == ("“next spring”", None)


def test_an_event_without_answers_has_no_panel() -> None:
    copy = article()
    assert answer_sections(Event(id=copy.id, article=copy), "en") == ()


def places(*found: tuple[str, str, str | None, float | None]) -> Event:
    copy = article(text=", ".join(name for name, *_ in found))
    where = [
        Where(
            name=name,
            kind="city",
            role="event" if role == "event" else "mentioned",
            country_code=country,
            latitude=latitude,
            longitude=latitude,
            evidence=(span(copy, name),),
            rule="test",
        )
        for name, role, country, latitude in found
    ]
    return Event(id=copy.id, article=copy, where=tuple(where))


def test_a_map_shows_the_place_of_the_event_and_what_is_near() -> None:
    event = places(("Lyon", "event", "FR", 45.7), ("Paris", "mentioned", "FR", 48.8), ("Quito", "mentioned", "EC", -0.2))
    assert located(event, "en") == (MapPoint("Lyon", 45.7, 45.7, "France"), MapPoint("Paris", 48.8, 48.8, "France"))


def test_there_is_no_map_of_what_is_only_mentioned_or_has_no_coordinates() -> None:
    assert located(places(("Paris", "mentioned", "FR", 48.8)), "en") == ()
    assert located(places(("Lyon", "event", "FR", None)), "en") == ()


def test_what_is_less_sure_says_so_and_nothing_else_does() -> None:
    sections = {section.question: section for section in answer_sections(bridge(), "en")}
    doubts = {question: [answer.doubt for answer in section.all] for question, section in sections.items()}
    assert doubts == {
        "who": ["", "", ""],
        "what": [""],
        "when": ["", "right 6 times in 10"],
        "where": ["", ""],
        "quotes": ["", "", "right 6 times in 10"],
    }
    (unrated,) = answer_sections(people("agent"), "en")
    assert [answer.doubt for answer in unrated.answers] == ["not rated"]
