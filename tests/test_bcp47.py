import pytest

from feedpub.bcp47 import direction, existing, language_name, standard


@pytest.mark.parametrize(
    "tag",
    ["en", "en-GB", "EN-gb", "pt-BR", "zh-Hant-TW", "es-419", "de-1996", "sr-Latn", "az-Arab", "yue", "tlh", "qaa"],
)
def test_a_language_that_there_is_stays_as_it_is_written(tag: str) -> None:
    assert existing(tag) == tag


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("en_GB", "en-GB"),
        ("pt_br", "pt-BR"),
        ("en-UK", "en-GB"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu-AT", "de-AT"),
        ("jp", "ja"),
        ("jp-JP", "ja-JP"),
        ("gr", "el"),
        ("cz-CZ", "cs-CZ"),
        ("en-EN", "en"),
        ("en-123", "en"),
        ("english", "en"),
        ("frensh", "fr"),
        ("Deutsch", "de"),
        ("中文", "zh"),
        ("nb_NO.UTF-8", "nb"),
    ],
)
def test_one_that_there_is_not_is_refused_with_the_one_that_is_meant(tag: str, meant: str) -> None:
    with pytest.raises(ValueError, match=rf"is no language.*BCP 47\); did you mean '{meant}'\?$"):
        existing(tag)


@pytest.mark.parametrize("tag", ["xx", "zz", "a", "", "x-foo", "english, mostly", "en\n", "x" * 100_000, "\udcff"])
def test_one_that_is_nothing_known_is_refused_alone(tag: str) -> None:
    with pytest.raises(ValueError, match=r"is no language.* \(BCP 47\)$") as refused:
        existing(tag)
    assert len(str(refused.value)) < 200


def test_a_language_is_written_as_the_script_that_it_has_is() -> None:
    right = [
        "ar",
        "ar-EG",
        "he",
        "iw",
        "fa",
        "ur-PK",
        "yi",
        "ps",
        "sd",
        "ckb",
        "dv",
        "ug",
        "syr",
        "az-Arab",
        "pa-PK",
        "ff-Adlm",
    ]
    left = ["en", "ar-Latn", "az", "pa", "sd-Deva", "tr", "ja", "xx", "english, mostly", ""]
    assert {direction(tag) for tag in right} == {"rtl"}
    assert {direction(tag) for tag in left} == {"ltr"}


def test_languages_have_names() -> None:
    named = {tag: language_name(tag, "en") for tag in ("de", "pt-BR", "zh-Hant-TW", "is", "iw", "xx")}
    assert named == {
        "de": "German", "pt-BR": "Portuguese (BR)", "zh-Hant-TW": "Chinese (Hant-TW)", "is": "Icelandic", "iw": "Hebrew",
        "xx": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("en-GB", "en-GB"), ("en_US", "en-US"), ("ger", "de"), ("", None), ("English", None), ("x" * 99, None)],
)
def test_a_machine_s_tag_is_taken_as_it_is_meant(tag: str, meant: str | None) -> None:
    assert standard(tag) == meant
