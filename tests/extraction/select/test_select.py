import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedpub.extraction import extract
from feedpub.extraction.trace import Extraction
from feedpub.model.document import article_id
from feedpub.model.event import Event
from tests.builders import written

DATA = Path(__file__).parents[2] / "data/extraction/what/roles.toml"
CASES = tomllib.loads(DATA.read_text("utf-8"))["case"]


def read(headline: str, text: str, **fields: Any) -> tuple[Event, Extraction]:
    return extract(written(id=article_id("test", headline), headline=headline, text=text, **fields))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_roles_come_from_the_main_event(case: dict[str, Any]) -> None:
    event, _ = read(case["headline"], case["text"], standfirst=case.get("standfirst"))
    for role in ("agent", "affected", "speaker"):
        if role in case:
            assert [who.name for who in event.who if who.role == role] == case[role]


def test_a_description_means_the_person_whose_name_goes_with_the_same_event() -> None:
    text = (
        "NORDHAVN, Denmark — The head of the port authority resigned on Monday over a fire in the ferry terminal.\n\n"
        "Director Lars Egholm’s resignation came a day after the report. “I should have listened,” Egholm said."
    )
    event, _ = read(
        "Lars Egholm’s resignation could change the port.", text, headline_generated=True, published="2025-03-04"
    )
    assert (event.who[0].name, event.who[0].role) == ("Lars Egholm", "agent")
    assert event.what is not None
    assert (event.what.action, event.what.type) == ("resigned over a fire in the ferry terminal", "resignation")
    assert event.when[0].value == "2025-03-03"


def test_a_firm_in_the_headline_by_its_first_word_comes_before_one_that_is_named_more_often() -> None:
    text = (
        "An Osemar Airlines flight left Tamale in 2024. It was seen by Voltatrack Inc, a website, and Voltatrack Inc wrote "
        "nothing. Follow the flight on Voltatrack Inc."
    )
    event, _ = read("Osemar Air Flight That Left in 2024 Will Land in 2023", text)
    assert [who.name for who in event.who if who.role == "mentioned"][:1] == ["Osemar Airlines"]


@pytest.mark.parametrize(
    ("standfirst", "text", "headline"),
    [
        (
            "Residents were told to keep their windows shut.",
            "HELMSBY, May 3 — Fire tore through a paper mill on the edge of the town on Friday night, injuring nine people.",
            "Fire tore through a paper mill on the edge of the town",
        ),
        ("Court jails bookkeeper for fraud.", "She had kept two sets of books. She will appeal.", None),
        ("", "She resigned on Monday after eleven years at the head of the port authority.", None),
    ],
)
def test_a_headline_that_the_program_makes_says_what_happened(standfirst: str, text: str, headline: str | None) -> None:
    made = standfirst.rstrip(".") or "She resigned on Monday after eleven years"
    event, _ = read(made, text, headline_generated=True, standfirst=standfirst or None, published="2024-05-04")
    assert event.article.headline == (headline or made)
    assert read("Mill burns", text)[0].article.headline == "Mill burns"


def test_every_claim_is_in_the_trace_with_its_reason() -> None:
    event, extraction = read(
        "Court jails bookkeeper for fraud", "A court in Helmsby jailed Ada Quill on Friday. She had stolen for years."
    )
    assert event.what is not None
    won = [entry for entry in extraction.trace if entry.question == "what" and entry.won]
    lost = [entry for entry in extraction.trace if entry.question == "what" and not entry.won]
    assert [entry.value for entry in won] == [event.what.action]
    assert lost
    assert all(entry.reason for entry in extraction.trace)


def test_lists_begin_with_the_main_answer() -> None:
    text = (
        "HELMSBY, England — Ada Quill was jailed on Friday for stealing from a school, where she began in 2011.\n\n"
        "“She kept two sets of books,” said Detective Inspector Moses Hale."
    )
    event, _ = read("Bookkeeper jailed", text, published="2025-03-08")
    order = ["agent", "affected", "speaker", "mentioned"]
    roles = [order.index(who.role) for who in event.who]
    assert roles == sorted(roles)
    assert [when.role for when in event.when][:1] == ["event"]


@pytest.mark.parametrize(
    ("shows", "headline", "text", "name", "role"),
    [
        (
            "the place in the main event's clause",
            "Museum takes painting home",
            "PARIS, France — A stolen painting was returned in Lyon on Monday. Ministers in Paris had asked for it.",
            "Lyon",
            "event",
        ),
        (
            "a background place does not take the event from the dateline",
            "Minister resigns over contract",
            "LISBON, Portugal — The minister of transport resigned on Monday over a contract.\n\n"
            "The contract was for a war in Gaza. Aid was sent to Gaza, and troops were stationed in Gaza.",
            "Lisbon",
            "dateline",
        ),
    ],
)
def test_place_is_the_main_events(shows: str, headline: str, text: str, name: str, role: str) -> None:
    event, _ = read(headline, text, published="2025-03-04")
    assert event.where[0].name == name, shows
    assert event.where[0].role in ("event", role)


@pytest.mark.parametrize(
    ("headline", "first"),
    [("Beekeeper arrested over hives", "beekeeper"), ("Police arrest beekeeper over hives", "Police")],
)
def test_whom_the_headline_is_about_comes_before_an_office_that_it_leaves_out(headline: str, first: str) -> None:
    event, _ = read(headline, "Police in Styria have arrested a beekeeper over the theft of forty hives. He denies it.")
    assert [who.name for who in event.who][:1] == [first]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A film won over the jury. Crowds in Lyon cheered when its star came in.", "Lyon"),
        ("Karvania’s neighbour Portugal is calm. Portugal’s exports grew, and Portugal’s shops were full.", "Portugal"),
        ("Spain’s economy grew faster than economists had thought.", "Spain"),
        (
            "Portuguese exports grew. It was a good year for cork, the office said. Portugal sells it to all.",
            "Portugal",
        ),
        ("A shareholder has sold his stake. The buyer is an old friend who is based in Lyon.", None),
        ("A singer has sold her house. She bought it from a dentist of Lyon.", None),
        ("A Lyon-based firm has sold its fleet.", None),
        ("A Lyon-based firm has sold its fleet. The people of Lyon are sorry.", "Lyon"),
        ("A singer has sold her house. " + "She had lived there for years. " * 20 + "Her next show is in Lyon.", None),
    ],
)
def test_event_told_without_a_place_has_the_one_that_the_article_is_about(text: str, name: str | None) -> None:
    event, _ = read("A quiet day", text)
    assert next((where.name for where in event.where if where.role == "event"), None) == name


@pytest.mark.parametrize(
    ("shows", "headline", "text", "value"),
    [
        (
            "the event's own noun says when it was",
            "Island votes to borrow for a bridge",
            "Voters have agreed to let the council borrow. Figures released on Sunday gave 812 votes to the plan.\n\n"
            "Turnout in Saturday's referendum was 52 percent.",
            "2024-04-20",
        ),
        (
            "another event's noun does not",
            "Leaders meet in Valdoro",
            "The leaders of the two parties met after the shock of Tuesday's election.\n\n"
            "“It went well,” one said. After Wednesday's two-hour meeting both smiled.",
            "2024-04-17",
        ),
        (
            "what is still to come has its own day, and not that of the announcement",
            "Pope to visit Iceland in June",
            "Pope Leo will visit Iceland in June, the Vatican announced on Monday.",
            "2024-06",
        ),
        (
            "what was announced may be over",
            "Pope returns from Iceland",
            "Pope Leo returned from Iceland on Sunday, the Vatican announced on Monday.",
            "2024-04-21",
        ),
        (
            "today is the speaker's in a quotation",
            "Rovers win cup",
            "Rovers won the cup on Saturday. “Today is the day,” the coach said. “Today we are kings. We thank you today.”",
            "2024-04-20",
        ),
        (
            "what had happened before is background",
            "Rovers win cup",
            "Rovers won the cup with a tired team. " + "Nobody had slept. " * 12 + "Brandl had pitched on Sunday.",
            None,
        ),
        (
            "the clause with the event's own verb says when it was",
            "Baker released after arrest",
            "Mirela Vance was arrested on Friday. The baker was released on Saturday.",
            "2024-04-20",
        ),
        (
            "whoever spoke on another day is another's matter",
            "Mayor turns down grant",
            "Mayor Ada Osei said Friday she will not take the grant. On Thursday, the mayor of Dorring said he would.",
            "2024-04-19",
        ),
        (
            "what happened on the day on which the sentence begins is no speech",
            "Mayor turns down grant",
            "Ada Osei was happy. On Thursday, the mayor of Dorring sold a boat that had been lost, Lind said on Saturday.",
            "2024-04-18",
        ),
        (
            "the time of day that a page prints is no event's",
            "Fire kills two at mill",
            "Video of the mill, April 19, 2024, 4:15 p.m.\n\nA fire killed two people at the mill on Friday.",
            "2024-04-19",
        ),
        (
            "the time of day that a sentence tells is",
            "Fire kills two at mill",
            "A fire broke out at 4:15 p.m. on April 19, 2024. It killed two people.",
            "2024-04-19T16:15",
        ),
        (
            "the present tells of what stands in a calendar",
            "Circus returns to Dorring",
            "The circus returns to Dorring on April 29. The next morning there is breakfast.",
            "2024-04-29",
        ),
        (
            "what somebody prepares has the headline's date where nothing else is dated",
            "Osemar prepares for landing on Mars in 2026",
            "The firm has built a ship.",
            "2026",
        ),
        (
            "what somebody warns of has not",
            "Osemar warns of floods in 2026",
            "The firm has built a ship.",
            None,
        ),
        (
            "nor has what will be done by then",
            "Osemar plans landing on Mars by 2026",
            "The firm has built a ship.",
            None,
        ),
        (
            "what has happened by a time of day has",
            "Osemar shares rise",
            "Shares in Osemar were up by noon on Monday. The firm had spoken of an offer on Sunday.",
            "2024-04-22T12:00",
        ),
        (
            "nor what was planned for a day long over",
            "Osemar plans landing on Mars in 2019",
            "The firm has built a ship.",
            None,
        ),
        (
            "a week named far below the lead is background",
            "Exchange weighs offer",
            "An exchange is poised to bid for its rival. "
            + "The rival is old. " * 9
            + "Last week it turned down another offer.",
            None,
        ),
    ],
)
def test_date_is_the_main_events(shows: str, headline: str, text: str, value: str | None) -> None:
    event, _ = read(headline, text, published="2024-04-22")
    assert next((when.value for when in event.when if when.role == "event"), None) == value, shows
    assert all(when.role == "mentioned" for when in event.when[1:])


def test_event_in_what_a_place_gives_its_name_to_is_there_where_the_article_names_the_place_too() -> None:
    text = "The Dubai Tennis Championships began with a win for Tim Hale. " + "Rain fell. " * 40 + "Dubai was wet."
    assert [(where.name, where.role) for where in read("Tennis", text)[0].where if where.use == "literal"] == [
        ("Dubai", "event")
    ]
    text = "The tennis championships began with a win for Tim Hale. " + "Rain fell. " * 40 + "Dubai was wet."
    assert [where.role for where in read("Tennis", text)[0].where] == ["mentioned"]
