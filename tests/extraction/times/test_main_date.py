"""Which date comes first, and what it is counted from."""

import pytest

from tests.extraction.times.reading import dates, found

LEAD = "LISBON, April 20 (Lusa) — The mill at Dorring burned down {}."


def main(text: str, published: str | None = "2024-04-24") -> tuple[str, str] | None:
    answers = [when for when in dates(text, published) if when.role == "event"]
    assert len(answers) <= 1
    assert answers == dates(text, published)[: len(answers)]
    return (answers[0].text, answers[0].value) if answers else None


def test_relative_dates_are_counted_from_the_datelines_day() -> None:
    assert ("yesterday", "2024-04-19") in found(LEAD.format("yesterday"))


def test_a_dateline_without_year_takes_the_year_of_publication_or_the_one_before() -> None:
    text = "LISBON, Dec. 30 (Lusa) — The mill at Dorring burned down on Friday."
    assert found(text, "2024-01-02") == [("Dec. 30", "2023-12-30"), ("Friday", "2023-12-29")]


def test_a_datelines_own_year_is_enough_without_a_day_of_publication() -> None:
    text = "LISBON, Dec. 30, 2023 (Lusa) — The mill at Dorring burned down yesterday."
    assert main(text, None) == ("yesterday", "2023-12-29")


def test_a_text_that_gives_no_date_has_its_datelines() -> None:
    assert main(LEAD.format("to the ground")) == ("April 20", "2024-04-20")


def test_the_day_of_publication_is_never_published_in_disguise() -> None:
    assert dates("The mill at Dorring burned down. Nobody was hurt.") == []


def test_without_any_day_of_writing_relative_dates_are_not_published() -> None:
    assert dates("The mill at Dorring burned down on Monday, two weeks after the flood in March.", None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Judge Mirela Vance resigned on Monday over the failures of last year.", "2024-04-22"),
        ("The mill, built in 1911, burned down on Tuesday. It was insured in 2019.", "2024-04-23"),
        ("The court will rule on Friday whether the vote of March 3 was valid.", "2024-04-26"),
        ("Mayor Ruta Almond, who took office on Sunday, stepped down on Tuesday.", "2024-04-23"),
        ("The flood of 1953 is remembered in Dorring.", None),
    ],
)
def test_the_main_date_is_the_main_events_and_not_the_backgrounds(text: str, expected: str | None) -> None:
    answer = main(text)
    assert (answer and answer[1]) == expected


def test_one_answer_carries_every_mention_of_its_date() -> None:
    text = "The mill burned down on Monday. Rain fell on Monday, 22 April. On Monday night it stopped."
    (answer,) = dates(text)
    assert [span.text for span in answer.evidence] == ["Monday", "Monday, 22 April", "Monday night"]
