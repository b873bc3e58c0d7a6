from pathlib import Path

import pytest

from feedpub.errors import SettingsError
from feedpub.settings import Settings, load_settings
from feedpub.wiring.site import site_of


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    assert load_settings().database_url == "sqlite:///feedpub.db"


def test_variable_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "feedpub.toml").write_text('title = "File"\npublisher = "Press"\n', encoding="utf-8")
    monkeypatch.setenv("FEEDPUB_TITLE", "Variable")
    settings = load_settings()
    assert (settings.title, settings.publisher) == ("Variable", "Press")


@pytest.mark.parametrize(("value", "full"), [("full", True), ("summary", False)])
def test_feeds_carry_what_is_set(value: str, full: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDPUB_FEED_TEXT", value)
    assert site_of(load_settings()).full_text is full


def test_named_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "site.toml"
    file.write_text('[[sources]]\nname = "desk"\npath = "copy"\ninterval = 5\n', encoding="utf-8")
    monkeypatch.setenv("FEEDPUB_CONFIG", str(file))
    (source,) = load_settings().sources
    assert (source.name, source.path, source.interval) == ("desk", Path("copy"), 5)


def test_sources_can_be_given_as_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDPUB_SOURCES", '[{"name": "desk", "path": "copy", "timezone": "Asia/Tokyo"}]')
    assert load_settings().sources[0].timezone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("FEEDPUB_INTERVAL", "soon", "valid number"),
        ("FEEDPUB_INTERVAL", "0", "greater than 0"),
        ("FEEDPUB_SCHEDULER", "maybe", "'on' or 'off'"),
        ("FEEDPUB_FEED_TEXT", "half", "'full' or 'summary'"),
        ("FEEDPUB_INTERVAL", "inf", "less than or equal"),
        ("FEEDPUB_LEASE_SECONDS", "1e30", "less than or equal"),
        ("FEEDPUB_BASE_URL", "news.example.org", "'news.example.org' is no absolute address such as https://"),
        ("FEEDPUB_BASE_URL", "", "no absolute address"),
        ("FEEDPUB_BASE_URL", "https://news.example.org:99999/", "no absolute address"),
        ("FEEDPUB_BASE_URL", "https://name:word@news.example.org", "no absolute address"),
        ("FEEDPUB_LOGO", "logo.png", "no absolute address"),
        ("FEEDPUB_LANGUAGE", "english please", "no language code"),
        ("FEEDPUB_LANGUAGE", "en-UK", "did you mean 'en-GB'?"),
        ("FEEDPUB_SOURCES", '[{"name": "a", "path": "x", "language": "??"}]', "no language code"),
        ("FEEDPUB_TITEL", "x", "there is no such setting; did you mean FEEDPUB_TITLE?"),
        ("FEEDPUB_SOURCES", "[]]", r"FEEDPUB_SOURCES: cannot be read as JSON \(Extra data"),
        ("FEEDPUB_SOURCES", '[{"name": "a", "path": "x", "timezone": "Mars/Base"}]', "no IANA time zone"),
        ("FEEDPUB_SOURCES", '[{"name": "a", "path": "x"}, {"name": "a", "path": "y"}]', "share a name"),
        ("FEEDPUB_CONFIG", "missing.toml", "there is no file missing.toml"),
    ],
)
def test_bad_variable_is_named_with_the_reason(
    variable: str, value: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=reason):
        load_settings()


def test_unknown_key_in_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "feedpub.toml").write_text("intervall = 5\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"feedpub\.toml: intervall: there is no such setting; did you mean interval\?"):
        load_settings()


def test_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "feedpub.toml").write_text("title = \n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"feedpub\.toml: cannot be read"):
        load_settings()


def test_variable_that_is_no_json_is_named_where_there_is_a_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feedpub.toml").write_text('title = "File"\n', encoding="utf-8")
    monkeypatch.setenv("FEEDPUB_SOURCES", "articles")
    with pytest.raises(SettingsError, match=r"^FEEDPUB_SOURCES: cannot be read as JSON"):
        load_settings()


def test_base_url_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDPUB_BASE_URL", "https://news.example.org/")
    assert load_settings().base_url == "https://news.example.org"


def test_every_setting_says_what_it_means() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("said", "meant"),
    [("600", "600/minute"), ("20/second", "20/second"), ("20 per second", "20/second"), ("0", "off"), ("OFF", "off")],
)
def test_a_rate_may_be_written_in_several_ways(said: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDPUB_RATE_LIMIT", said)
    assert load_settings().rate_limit == meant


@pytest.mark.parametrize("said", ["-1", "many", "10/fortnight", "0/minute", ""])
def test_what_is_no_rate_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDPUB_RATE_LIMIT", said)
    with pytest.raises(SettingsError, match="RATE_LIMIT"):
        load_settings()
