"""Participants."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedpub.extraction import extract
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.reporting import attributions_of
from feedpub.extraction.entities.entity import Reference
from feedpub.extraction.entities.table import entities_of, participants
from feedpub.extraction.quotes.kinds import why_no_quotation
from feedpub.extraction.quotes.speakers import features_at
from feedpub.model.event import Who
from tests.builders import article

CASES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "data/extraction/who.toml").read_text("utf-8"))


def found(text: str, **fields: Any) -> list[Who]:
    analysis = Analysis(article(text=text, **{"headline": "Rain", "standfirst": None} | fields))
    return [claim.answer for claim in participants(analysis) if isinstance(claim.answer, Who)]


def described(who: Who, like: dict[str, Any]) -> dict[str, Any]:
    known = {"name": who.name, "kind": who.kind, "title": who.title, "affiliation": who.affiliation}
    return {key: known[key] for key in like if key in known} | (
        {"mentions": [span.text for span in sorted(who.evidence, key=lambda span: span.start)]} if "mentions" in like else {}
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_finds_participants_and_their_mentions(case: dict[str, Any]) -> None:
    answers = found(case["text"])
    assert [described(who, like) for who, like in zip(answers, case["who"], strict=False)] == case["who"]
    assert len(answers) == len(case["who"])


def test_the_fullest_name_is_the_first_evidence() -> None:
    assert [span.text for span in found("Osei spoke. Then Ada Osei left.")[0].evidence] == ["Ada Osei", "Osei"]


def test_names_in_headline_and_standfirst_are_evidence_in_their_field() -> None:
    who = found("Ada Osei spoke.", headline="OSEI SPEAKS", standfirst="It was Ada Osei’s first speech.")[0]
    assert [(span.field, span.text) for span in who.evidence] == [
        (None, "Ada Osei"),
        ("headline", "OSEI"),
        ("standfirst", "Ada Osei"),
    ]


def test_a_description_that_speaks_is_a_participant() -> None:
    who = found("“No ship will leave,” the port authority said. “None,” the port authority repeated.")[0]
    assert (who.name, who.kind, len(who.evidence)) == ("port authority", "organization", 2)


def test_the_coast_guard_is_an_organization_and_a_merger_and_a_ship_are_nobody() -> None:
    who = found("The coast guard said it was late. A judge blocked the merger. The MV Zorvan sank.")
    assert {one.name: one.kind for one in who} == {"coast guard": "organization"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“No ship will leave,” said its harbour master, Ada Osei.", "Ada Osei"),
        ("“No ship will leave,” said the outgoing chairwoman, Ada Osei.", "Ada Osei"),
        ("It was written by Ada Osei, a nurse who came to help and who called the day “an endless queue.”", "Ada Osei"),
        ("They met a nurse who called the day “an endless queue.”", "nurse"),
        ("“No ship will leave,” Ada Osei, its minister for the sea added.", "Ada Osei"),
        ("A banker called it “a mess.”\n\nThe bank's new head, Ada Osei, left in May.", "Ada Osei"),
        ("The port chairwoman and chief executive Ada Osei said: “No ship will leave.”", "Ada Osei"),
        ("“No ship will leave,” said Robert “Bobby” Lind.", "Robert “Bobby” Lind"),
        ("Mayor B. “Sparky” Lind left. “No ship will leave,” Lind said.", "B. “Sparky” Lind"),
        ("Robert “Bobby” Lind left. “No ship will leave,” Bobby Lind said.", "Robert “Bobby” Lind"),
    ],
)
def test_a_description_beside_a_name_is_that_persons(text: str, name: str) -> None:
    event, _ = extract(article(text=text, headline="Rain", standfirst=None))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes] == [name]
    assert [who.name for who in event.who] == [name]


@pytest.mark.parametrize(
    ("lead", "following", "name"),
    [
        ("A banker called it “a mess.”", "Volta Reserve Bank of Tamale President Ada Osei left in May.", "Ada Osei"),
        ("A father called it “a mess.”", "Prime Minister Bo Lind left in May.", "father"),
        ("The mayor called it “a mess.”", "Bo Lind left in May.", "Bo Lind"),
        ("The mayor called it “a mess.”", "In a speech on Monday, Bo Lind left no doubt.", "Bo Lind"),
        ("The mayor called it “a mess.”", "Bo Lind, a farmer, left in May.", "mayor"),
        ("It rained. It snowed. The mayor called it “a mess.”", "Bo Lind left in May.", "mayor"),
        ("The head of the port called it “a mess.”", "Bo Lind left. Ada Osei, the head of the port, wept.", "Ada Osei"),
        ("Ghana's envoy to Cuba called it “a mess.”", "Bo Lind left. Ada Osei, Ghana's envoy to Cuba, wept.", "Ada Osei"),
        ("The head of the port called it “a mess.”", "Bo Lind left. Ada Osei, the head of the club, wept.", "Bo Lind"),
        ("The mayor called it “a mess.”", "Senator Bo Lind left in May.", "mayor"),
        ("His boss called it “a mess.”", "Bo Lind left in May.", "His boss"),
        ("Its boss called it “a mess.”", "Bo Lind left in May.", "Bo Lind"),
        ("A lawmaker of Jane Bello's party called it “a mess.”", "Ada Osei left in May.", "Ada Osei"),
        ("The port's spokesman called it “a mess.”", "Bo Lind left in May.", "Bo Lind"),
        ("The father of the gunman called it “a mess.”", "Bo Lind left in May.", "Bo Lind"),
        ("A spokesman for the port called it “a mess.”", "Bo Lind left in May.", "spokesman for the port"),
        ("A lawmaker who met Jane Bello called it “a mess.”", "Ada Osei left in May.", "lawmaker"),
        ("A banker called it “a mess.”", "In Tamale Ada Osei left in May.", "banker"),
        ("The mayor called it “a mess.”", "But Bo Lind said nobody came.", "mayor"),
        ("The mayor called it “a mess.”", "Bo Lind of Osemar said nobody came.", "mayor"),
        ("The mayor called it “a mess.”", "Nobody came, Bo Lind's son said.", "mayor"),
        ("The mayor called it “a mess.”", "Nobody came, Labour spokesman Bo Lind said.", "mayor"),
        ("A banker called it “a mess.”", "Nobody came, police chief Bo Lind said.", "banker"),
        ("The port's most senior officer called it “a mess.”", "It rained.", "port's most senior officer"),
        ("The father of the gunman Bo Lind called it “a mess.”", "It rained.", "father of the gunman Bo Lind"),
    ],
)
def test_whom_the_lead_tells_of_is_who_opens_the_next_paragraph(lead: str, following: str, name: str) -> None:
    event, _ = extract(article(text=f"{lead}\n\n{following}", headline="Rain", standfirst=None))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes] == [name]


def test_an_adviser_to_the_director_is_another_than_the_director() -> None:
    who = found("It rains, said Bo Lind, adviser to the port's managing director, Ada Osei.")
    assert [(answer.name, answer.title) for answer in who] == [("Bo Lind", "adviser"), ("Ada Osei", None)]


def test_a_name_after_a_preposition_is_not_what_the_next_words_describe() -> None:
    event, _ = extract(article(text="In a letter to Ada Osei, the director wrote: “Nobody paid.”", headline="Rain"))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes] == ["director"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Osei died in May. “She kept every letter,” her son said.", "Ada Osei's son"),
        ("A boy died in May. “He kept every letter,” his mother said.", "his mother"),
        ("Bo Lind and Ada Osei left. Their lawyer said: “They are fine.”", "Their lawyer"),
        ("“Nobody will sail,” Ada Osei's official spokesman said.", "Ada Osei's official spokesman"),
        ("Ada Osei died in May. “She kept every letter,” her son, Bo Lind, said.", "Bo Lind"),
        ("Ada Osei came in May. “I kept every letter,” she said.", "Ada Osei"),
    ],
)
def test_whoever_belongs_to_somebody_is_somebody_else(text: str, name: str) -> None:
    event, _ = extract(article(text=text, headline="Rain", standfirst=None))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes] == [name]


def test_relatives_of_different_people_are_different_people() -> None:
    who = found("“No,” Ada Osei's son said. “Yes,” Bo Lind's son said.")
    assert {answer.name for answer in who} >= {"Ada Osei's son", "Bo Lind's son", "Ada Osei", "Bo Lind"}


_LONG = "Rain fell. The port closed. Ships waited. Nobody came. Fog rose. Boats left. Gulls cried. Night fell. "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (_LONG + "Zorvanex said that the port was safe.", "organization"),
        (_LONG + "Zorvanex, who owns it, said that the port was safe.", "person"),
        (_LONG + "Ada Zorvanex came. Zorvanex said that the port was safe.", "person"),
        (_LONG + "Mr. Zorvanex came. Zorvanex said that the port was safe.", "person"),
        ("Zorvanex said that the port was safe.", "person"),
    ],
)
def test_a_speaker_of_one_unknown_word_is_a_firm_where_people_have_full_names(text: str, kind: str) -> None:
    assert [who.kind for who in found(text)] == [kind]


def references(text: str, rule: str) -> list[Reference]:
    analysis = Analysis(article(text=text, headline="Rain", standfirst=None))
    everybody = analysis.layer(entities_of).entities
    return [reference for entity in everybody for reference in entity.references if reference.rule == rule]


def test_a_pronoun_tells_how_near_the_next_likeliest_was() -> None:
    (alone,) = references("Ada Osei resigned. She had served for years.", "who.pronoun")
    (beside,) = references("Ada Osei resigned. Jane Lind stayed. She had served for years.", "who.pronoun")
    assert alone.rival == 0 < alone.salience
    assert 0 < beside.rival < beside.salience
    assert (alone.candidates, beside.candidates) == (1, 2)


def test_a_pronoun_that_could_as_well_mean_another_means_nobody() -> None:
    assert not references("Ada Osei and Jane Lind met. She left.", "who.pronoun")
    assert not references("Ada Osei of Kumasi and Jane Lind of Tamale met. She left.", "who.pronoun")
    assert references("Ada Osei met Bo Lind of Kumasi and Jane Lind of Tamale. She left.", "who.pronoun")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gen. Ada Osei met Bo Lind. “We have rice,” the general said.", "Ada Osei"),
        ("Detective Inspector Ada Osei thanked Bo Lind. “They were patient,” the officer said.", "Ada Osei"),
        ("Ada Osei, 44, met Bo Lind, 51. “We have rice,” the 51-year-old said.", "Bo Lind"),
        ("Bo Lind gave an interview to Ada Osei, in which the singer said “nothing at all, really.”", "Bo Lind"),
        ("Leeds manager Ada Osei was furious. “A bird was there,” said the German.", "Ada Osei"),
        ("Lake Bank sued Ada Osei. “She owes us,” the bank said.", "Lake Bank"),
        ("“Nobody was hurt,” a police spokesman told Ada Osei. He added: “Nobody sank.”", "police spokesman"),
        ("The family of Bo Lind came. “He was kind,” they said.", "family of Bo Lind"),
        ("The captain of the ferry, Ada Osei, waited for Bo Lind. “It sank,” the captain said.", "Ada Osei"),
    ],
)
def test_descriptions_mean_whom_they_fit(text: str, name: str) -> None:
    event, _ = extract(article(text=text, headline="Rain", standfirst=None))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes][-1] == name


def test_a_titled_surname_before_anybody_of_that_name_is_somebody_else() -> None:
    who = found("President Osei spoke. Jane Osei, his wife, left. “I will stay,” Jane Osei said.")
    assert [answer.name for answer in who] == ["Osei", "Jane Osei"]


def test_a_name_that_stands_for_a_place_is_no_participant_unless_it_speaks() -> None:
    text = "Ada Osei flew from Accra to Lagos."
    assert [answer.name for answer in found(text)] == ["Ada Osei"]


def test_a_team_that_goes_by_its_towns_name_is_a_participant() -> None:
    assert ("Pittsburgh", "organization") in [(who.name, who.kind) for who in found("It rained as Pittsburgh (12-3) won.")]


def test_how_sure_a_speaker_is_shows_in_features() -> None:
    text = "Ada Osei met Jon Lind. “We have rice,” said Osei. “It will last,” she added."
    analysis = Analysis(article(text=text, headline="Rain", standfirst=None))
    first, second = (features_at(analysis, span.start) for span in analysis.quoted)
    assert first is not None
    assert second is not None
    assert (first.form, first.named, first.beside, first.cued, first.far) == ("name", True, True, True, 0)
    assert (second.form, second.resolution, second.candidates, second.agrees) == ("pronoun", "who.pronoun", 1, 2)
    assert second.margin > 1


def test_no_mention_belongs_to_two_entities() -> None:
    text = (
        "Ada Osei, the mayor, met Bo Lind. She thanked him. “Rain,” the mayor said. Lind, who came late, left. Osei slept."
    )
    analysis = Analysis(article(text=text, headline="Rain", standfirst=None))
    entities = analysis.layer(entities_of).entities
    mentions = [reference.mention.start for entity in entities for reference in entity.references]
    assert len(mentions) == len(set(mentions)) == 9


def test_words_between_marks_that_nobody_says_have_a_reason() -> None:
    text = "The film “Dark Water” starred Zorv “Bobby” Lind at the so-called “summit” that Osei called “a mess.”"
    analysis = Analysis(article(text=text, headline="Rain", standfirst=None))
    sources = analysis.layer(attributions_of)
    reasons = [why_no_quotation(analysis, number, source) for number, source in enumerate(sources)]
    assert reasons == ["a title", "a nickname", "a term", None]


def test_whom_the_lead_told_of_before_naming_them_is_nobody_else_afterwards() -> None:
    event, _ = extract(
        article(
            text="Leeds woman said that she was the spark of her family. Ada Osei’s father nicknamed her “the juice” "
            "because she kept it going. At 4, she ran down the aisle of a church, and she was adamant, relatives said."
        )
    )
    assert {quote.speaker.who for quote in event.quotes if quote.speaker} <= {who.id for who in event.who}
