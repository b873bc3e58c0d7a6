"""Answers about words, remembered."""

from feedpub.language.memo import Memo


def test_a_word_is_asked_about_once() -> None:
    asked: list[str] = []
    memo = Memo(asked.append)
    assert memo["mayor"] is memo["mayor"] is None
    assert asked == ["mayor"]


def test_what_is_too_long_for_a_word_is_answered_and_not_kept() -> None:
    memo = Memo(len)
    assert memo["a" * 201] == 201
    assert not memo
    assert memo["a" * 200] == 200
    assert len(memo) == 1


def test_a_full_memory_begins_anew() -> None:
    memo = Memo(len, most=2)
    for word in ("a", "bb", "ccc"):
        assert memo[word] == len(word)
    assert dict(memo) == {"ccc": 3}
