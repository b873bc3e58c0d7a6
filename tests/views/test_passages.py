"""What was changed in a text, written for readers."""

from feedpub.views.passages import PassageChange, changed


def shown(before: str, after: str) -> str:
    (written,) = changed([PassageChange(before, after)])
    return str(written)


def test_words_that_were_struck_and_added_are_marked_within_what_stayed() -> None:
    assert shown("Nine people died.", "Eleven people died.") == "<del>Nine</del><ins>Eleven</ins> people died."


def test_a_passage_that_is_new_or_gone_is_marked_whole() -> None:
    assert shown("", "It was closed.") == "<ins>It was closed.</ins>"
    assert shown("It was closed.", "") == "<del>It was closed.</del>"


def test_what_stayed_far_from_any_change_is_left_out() -> None:
    stayed = " ".join(f"w{number}" for number in range(50))
    assert shown(f"{stayed} one {stayed} two", f"{stayed} 1 {stayed} 2").split("<del>")[0].split() == [
        "…",
        *(f"w{number}" for number in range(44, 50)),
    ]
    middle = shown(f"one {stayed} two", f"1 {stayed} 2")
    assert "w5 … " in middle
    assert "w20" not in middle


def test_what_could_be_mark_up_stays_text() -> None:
    assert shown("<b> stays", "<i> stays") == "<del>&lt;b&gt;</del><ins>&lt;i&gt;</ins> stays"


def test_very_long_passages_are_struck_and_added_whole() -> None:
    words = ("word " * 3_000).rstrip()
    assert shown(words, f"{words} more") == f"<del>{words}</del><ins>{words} more</ins>"
