"""The README says what the program does: its tables are compared with the registries and models they describe."""

import json
import re
import shlex
import tomllib
from pathlib import Path
from uuid import UUID

import pytest

from benchmarks.quality import RECORD, table
from feedpub.cli import main
from feedpub.formats import FORMATS
from feedpub.readers import READERS
from feedpub.settings import PREFIX, Settings, SourceSettings
from feedpub.wiring import create_app

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def settings_table() -> str:
    rows = ["| setting | variable | default | meaning |", "| --- | --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, ()) else f"`{str(field.default).removesuffix('.0')}`"
        rows.append(f"| `{name}` | `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def formats_table() -> str:
    rows = ["| `--format` | what | media type | address | specification |", "| --- | --- | --- | --- | --- |"]
    places = {"feed": "/feeds/all", "event": "/articles/{slug}"}
    rows += [
        f"| `{form.name}` | {form.title} | `{form.media_type}` | `{places[form.scope]}.{form.suffix}` | {form.spec} |"
        for form in FORMATS
    ]
    return "\n".join(rows)


def readers_table() -> str:
    rows = ["| format | file names | media types | specification |", "| --- | --- | --- | --- |"]
    for reader in READERS:
        suffixes = " ".join(f"`.{suffix}`" for suffix in reader.suffixes)
        types = " ".join(f"`{media_type}`" for media_type in reader.media_types)
        rows.append(f"| {reader.name} | {suffixes} | {types} | {reader.spec} |")
    return "\n".join(rows)


def sources_table() -> str:
    rows = ["| of a source | default | meaning |", "| --- | --- | --- |"]
    for name, field in SourceSettings.model_fields.items():
        default = "" if field.is_required() or field.default is None else f"`{field.default}`"
        rows.append(f"| `{name}` | {default} | {field.description} |")
    return "\n".join(rows)


TABLES = {"settings": settings_table, "sources": sources_table, "formats": formats_table, "readers": readers_table}


@pytest.mark.parametrize("name", TABLES)
def test_table_is_that_of_the_program(name: str, update_golden: bool) -> None:
    text, table = README.read_text(encoding="utf-8"), TABLES[name]()
    section = re.compile(rf"(<!-- {name} -->\n\n)(?:\|.*\n)*\n?")
    assert section.search(text), f"README has no <!-- {name} -->"
    if update_golden:
        README.write_text(section.sub(lambda found: f"{found[1]}{table}\n\n", text), encoding="utf-8")
    assert f"<!-- {name} -->\n\n{table}\n" in README.read_text(encoding="utf-8")


def test_quality_table_is_that_of_the_record() -> None:
    noted = json.loads(RECORD.read_text(encoding="utf-8"))
    assert f"<!-- quality -->\n\n{table(noted)}\n" in README.read_text(encoding="utf-8")
    entries = [entry for facets in noted.values() for wanted in facets.values() for entry in wanted.values()]
    assert entries
    assert all(entry.get("floor", 0) <= entry["figure"] <= entry.get("ceiling", entry["figure"]) for entry in entries)
    assert all({"floor", "ceiling"} & entry.keys() for entry in entries)


def test_every_command_and_its_options_stand_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `feedpub (\w+)", text, re.MULTILINE)) == set(main.commands)


def test_every_command_line_in_the_readme_is_understood() -> None:
    shown = re.findall(r"^\| `feedpub ([^`]+)`", README.read_text(encoding="utf-8"), re.MULTILINE)
    for line in shown:
        name, *rest = shlex.split(re.sub(r"[\[\].]", " ", line))
        command = main.commands[name].make_context(name, [], resilient_parsing=True).command
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= known, line


def test_every_address_is_served(tmp_path: Path) -> None:
    shown = re.findall(r"`(/[a-z.{][^`?]*|/)(?:\?[^`]*)?`", README.read_text(encoding="utf-8"))
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'feedpub.db'}", scheduler="off"))
    routes = app.url_map.bind("127.0.0.1")
    assert "/api/changes" in shown
    for path in shown:
        named = path.replace("{slug}", "a").replace("{id}", f"{UUID(int=1)}").replace("{digest}", "0" * 16)
        assert routes.match(named), path


def test_example_settings_are_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    file = tmp_path / "feedpub.toml"
    file.write_text(found[1], encoding="utf-8")
    monkeypatch.setenv("FEEDPUB_CONFIG", str(file))
    assert set(tomllib.loads(found[1])) <= Settings().model_fields_set


def test_set_up_commands_are_what_continuous_integration_runs() -> None:
    text = README.read_text(encoding="utf-8")
    for purpose, program in (("serve", "feedpub serve"), ("test", "pytest")):
        found = re.search(rf"<!-- {purpose} -->\n```sh\n(.+)\n```", text)
        assert found, purpose
        assert found[1].endswith(program)
    assert "readme_command.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_check_under_working_on_feedpub_is_run_by_continuous_integration() -> None:
    found = re.search(r"<!-- work -->\n```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for tool in ("ruff check", "mypy", "lint-imports", "pytest"):
        assert tool in found[1]
        assert tool in run
