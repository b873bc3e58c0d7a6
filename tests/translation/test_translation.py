"""Words, numbers and dates in the languages of readers."""

from datetime import date

import pytest

from feedpub.translation import ENGLISH, Message, message, translation_of
from feedpub.views import dates
from feedpub.views.event_dates import in_words
from feedpub.views.translated import words_for_templates


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "de"), ("de-AT", "de"), ("fr-CA", "fr"), ("en-GB", "en"), ("eo", "en")]
)
def test_a_language_has_its_words_whatever_its_region_and_english_ones_where_nobody_wrote_any(
    language: str, shown: str
) -> None:
    assert translation_of(language).language == shown
    assert translation_of(language) is translation_of(shown)


def test_a_number_takes_its_form() -> None:
    said = [
        [translation_of(language).ngettext("1 article", "%(count)s articles", count) for count in (0, 1, 2, 12_345)]
        for language in ("en", "de", "fr")
    ]
    assert said == [
        ["0 articles", "1 article", "2 articles", "12,345 articles"],
        ["0 Artikel", "1 Artikel", "2 Artikel", "12.345 Artikel"],
        ["0 article", "1 article", "2 articles", "12\u202f345 articles"],
    ]


def test_a_message_is_english_until_somebody_says_it() -> None:
    removed = message("This article was removed on %(day)s.", day=date(2024, 5, 6))
    assert removed == "This article was removed on Monday 6 May 2024."
    assert translation_of("de").say(removed) == "Dieser Artikel wurde am Montag, 6. Mai 2024 entfernt."
    assert translation_of("fr").say(removed) == "Cet article a été retiré le lundi 6 mai 2024."
    assert translation_of("de").say("removed by hand") == "removed by hand"
    assert isinstance(message("Quotes"), Message)


def test_what_is_put_into_a_message_of_a_page_is_escaped_and_its_own_mark_up_is_not() -> None:
    said = words_for_templates("de")["gettext"]("Search results for <q>%(typed)s</q>", typed="<b>")
    assert str(said) == "Suchergebnisse für <q>&lt;b&gt;</q>"


@pytest.mark.parametrize(
    ("value", "german", "french"),
    [
        ("2024-04-22", "Montag, 22. April 2024", "lundi 22 avril 2024"),
        ("2024-04-22T15:30-04:00", "Montag, 22. April 2024, 15:30 UTC−4", "lundi 22 avril 2024, 15:30 UTC−4"),
        ("2024-04-22T15", "Montag, 22. April 2024, 15 Uhr", "lundi 22 avril 2024, 15 h"),
        ("2024-W17", "die Woche vom 22. April 2024", "la semaine du 22 avril 2024"),
        ("2024-03", "März 2024", "mars 2024"),
        ("2024-21", "Frühjahr 2024", "printemps 2024"),
        ("2024-35", "das dritte Quartal 2024", "le troisième trimestre 2024"),
        ("199X", "die 1990er Jahre", "les années 1990"),
        ("2024-04-22/2024-04-24", "22.–24. April 2024", "22–24 avril 2024"),
        ("2024-04-30/2024-05-03", "30. April – 3. Mai 2024", "30 avril – 3 mai 2024"),
        ("2019-01/2019-06", "Januar–Juni 2019", "janvier–juin 2019"),
        ("2019-07/2020-06", "Juli 2019 bis Juni 2020", "juillet 2019 – juin 2020"),
        ("0000-05", "Mai 1", "mai 1"),
    ],
)
def test_dates_of_events_in_words(value: str, german: str, french: str) -> None:
    assert (in_words(value, "de"), in_words(value, "fr-CH")) == (german, french)


@pytest.mark.parametrize(
    ("language", "first", "letters"), [("en", "Monday", "MTWTFSS"), ("de", "Montag", "MDMDFSS"), ("fr", "lundi", "LMMJVSD")]
)
def test_the_days_of_the_week_begin_with_monday(language: str, first: str, letters: str) -> None:
    days = dates.weekdays(language)
    assert (days[0][0], "".join(letter for _, letter in days)) == (first, letters)


def test_the_words_of_a_language_are_read_once() -> None:
    assert translation_of("de").messages is translation_of("de-CH").messages
    assert translation_of(ENGLISH).gettext("100 %%") == "100 %"
