import pickle

from feedpub.language.en import ENGLISH
from feedpub.language.lexicon import Is
from feedpub.language.registry import language_of, languages


def test_one_object_stands_for_a_language() -> None:
    assert language_of("en") is language_of("en-GB") is language_of("EN-us") is ENGLISH
    assert pickle.loads(pickle.dumps(ENGLISH)) is ENGLISH  # noqa: S301 what it dumped itself
    assert "en" in languages()


def test_codes_without_a_pack_have_no_language() -> None:
    assert [language_of(code) for code in ("de", "enm", "", "-", "language", "lexicon", "../en")] == [None] * 7


def test_what_a_language_lacks_is_empty() -> None:
    assert ENGLISH.words("no_such_list") == ENGLISH.words("roles", "no_such_section") == frozenset()
    assert ENGLISH.lines("no_such_list") == ()
    assert ENGLISH.table("no_such_table", "section") == {}


def test_lists_become_what_is_known_of_words() -> None:
    assert ENGLISH.lexicon["attorneys"] & Is.GROUP
    assert ENGLISH.lexicon["whispered"] & Is.SAY
    assert ENGLISH.verbs["swept"].lemma == "sweep"
    assert ENGLISH.verbs["votes"].kinds == {"s"}
    assert ENGLISH.verbs["votes"].noun
    assert "denied" in ENGLISH.verb_forms("reporting_verbs", "say")
    assert (ENGLISH.months["sept"], ENGLISH.weekdays["sunday"]) == (9, 7)
