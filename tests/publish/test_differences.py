"""What two revisions say otherwise."""

from typing import Any

from feedpub.model.event import Event
from feedpub.publish.differences import differences
from tests.builders import crowded, event
from tests.formats.samples import bridge


def document(of: Event, **changes: Any) -> dict[str, Any]:
    return of.model_dump(mode="json") | changes


def edited(of: Event, **changes: Any) -> dict[str, Any]:
    made = document(of)
    return made | {"article": made["article"] | changes}


NOTHING: dict[str, Any] = {"fields": [], "answers": [], "quotations": []}


def test_the_same_differs_in_nothing() -> None:
    assert differences(document(bridge()), document(bridge())) == NOTHING


def test_fields_that_were_edited_came_and_went() -> None:
    before, after = document(event(section="City")), edited(event(), headline="Quay reopens", tags=["ships"])
    fields = {one["field"]: one for one in differences(before, after)["fields"]}
    assert fields["article.headline"] == {
        "field": "article.headline",
        "before": "Council reopens harbour",
        "after": "Quay reopens",
    }
    assert fields["article.section"]["after"] is None
    assert fields["article.tags"] == {"field": "article.tags", "before": [], "after": ["ships"]}
    assert len(fields) == 3


def test_a_text_is_compared_paragraph_by_paragraph() -> None:
    before, after = (
        edited(event(), text=text) for text in ("One.\n\nTwo.\n\nThree.", "One.\n\nTwo, she said.\n\nThree.\n\nFour.")
    )
    (field,) = differences(before, after)["fields"]
    assert field["passages"] == [{"before": "Two.", "after": "Two, she said."}, {"before": "", "after": "Four."}]


def test_where_an_answer_stands_and_how_sure_it_is_are_no_difference() -> None:
    after = document(bridge())
    for question in ("who", "when", "where", "quotes"):
        after[question] = [one | {"confidence": 0.123, "rule": "another", "evidence": []} for one in after[question]]
    assert differences(document(bridge()), after) == NOTHING


def test_answers_came_went_and_changed() -> None:
    before, after = document(bridge()), document(bridge())
    gone, kept = before["where"][0], after["who"][0]
    after["where"] = after["where"][1:]
    after["who"] = [kept | {"title": "Admiral"}, *after["who"][1:]]
    after["what"] = None
    found = differences(before, after)["answers"]
    assert [(one["question"], one["op"]) for one in found] == [("who", "changed"), ("where", "removed"), ("what", "removed")]
    assert found[0]["after"]["title"] == "Admiral"
    assert found[1]["before"]["name"] == gone["name"]
    assert "evidence" not in found[1]["before"]


def test_quotations_are_paired_by_their_words() -> None:
    before, after = document(crowded(3)), document(crowded(3))
    said = ["It was about time.", "Boats may dock again.", "Nobody was hurt."]
    before["quotes"] = [one | {"text": text} for one, text in zip(before["quotes"], said, strict=True)]
    corrected = [said[2], "Boats may dock again, all of them.", "The mayor is new."]
    after["quotes"] = [one | {"text": text} for one, text in zip(after["quotes"][::-1], corrected, strict=True)]
    after["quotes"][0]["speaker"] = before["quotes"][2]["speaker"]
    found = [(one["op"], one["quotation"]) for one in differences(before, after)["quotations"]]
    assert found == [("removed", said[0]), ("changed", corrected[1]), ("added", corrected[2])]


def test_a_speaker_who_was_corrected_changes_the_quotation() -> None:
    before, after = document(crowded(1)), document(crowded(1))
    after["quotes"][0]["speaker"] = after["quotes"][0]["speaker"] | {"name": "Mira Oduya"}
    (found,) = differences(before, after)["quotations"]
    assert (found["op"], found["before"]["speaker"]["name"], found["after"]["speaker"]["name"]) == (
        "changed",
        before["quotes"][0]["speaker"]["name"],
        "Mira Oduya",
    )


def test_crowds_of_quotations_take_no_more_than_their_share_of_work() -> None:
    before, after = document(crowded(300)), document(crowded(300))
    after["quotes"] = [one | {"text": f"No {number}."} for number, one in enumerate(after["quotes"])]
    found = differences(before, after)["quotations"]
    assert [one["op"] for one in found].count("added") == 300
