"""The explanation of an article as a function of its event and of what was kept of how it was made."""

from lxml import html as lxml_html

from feedpub.extraction.explain import explain
from feedpub.extraction.trace import TracedCandidate
from feedpub.formats import FORMATS
from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.views import Frame, explanation_page
from tests.builders import NOON, crowded
from tests.formats.samples import SITE, bridge

HEAVIEST = 150_000  # bytes
FRAME = Frame(SITE, FORMATS)


def shown(event: Event, *trace: TracedCandidate) -> bytes:
    entry = Entry(event=event, url=f"{SITE.base_url}/articles/x", published=NOON, modified=NOON)
    return explanation_page(FRAME, entry, explain(event, trace))


def left(number: int) -> TracedCandidate:
    return TracedCandidate(
        question="who", rule="who.name", start=number, end=number + 5, text="“Yes.", value=f"Nobody {number}", won=False,
        reason="named, with no part in the main event",
    )  # fmt: skip


def test_of_a_crowd_of_answers_the_first_are_followed_and_the_others_counted() -> None:
    body = shown(crowded(600), *map(left, range(9_000, 9_200)))
    assert len(body) < HEAVIEST
    who = lxml_html.fromstring(body).cssselect("section.who")[0]
    assert len(who.cssselect(".followed")) == 25
    said = [" ".join(one.text_content().split()) for one in who.cssselect("p.note, .left > summary")]
    assert said == ["575 more answers are in the document.", "Considered and left: 200", "And 180 more."]


def test_candidates_for_the_same_words_are_rivals_and_others_are_left() -> None:
    event = bridge()
    span = event.who[0].evidence[0]
    rival = left(span.start).model_copy(update={"end": span.end, "text": span.text, "value": "a bridge"})
    page = lxml_html.fromstring(shown(event, rival, left(0)))
    (claims,) = page.cssselect(".followed.who-1 .claims")
    assert "a bridge" in claims.text_content()
    assert [one.text_content() for one in page.cssselect(".left .claims li > span:first-child")] == ["Nobody 0"]


def test_what_was_not_kept_and_rules_that_nobody_knows_are_said_to_be_so() -> None:
    page = lxml_html.fromstring(shown(bridge()))
    path = page.cssselect(".followed.where-1 .path")[0].text_content()
    assert "The reason was not kept." in path
    assert "The rule sample" in path
    assert "It finds" not in path
    assert "in news that people have checked" not in path
