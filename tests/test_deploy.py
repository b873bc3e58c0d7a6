"""What deploy/ offers, checked by the programs that it is for, where they are there."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest

from feedpub.cli import main
from feedpub.settings import PREFIX, Settings
from feedpub.wiring import create_app

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SYSTEMD = os.environ.get("FEEDPUB_TEST_SYSTEMD")
UNIT = DEPLOY / "feedpub.service"
_MOST_EXPOSED = 2.5  # of 10; systemd calls up to 2 safe and up to 5 ok, and a service that talks to networks has more than 1


def instructions(file: Path) -> list[tuple[str, str]]:
    """The instructions of a Containerfile, in order."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


@pytest.mark.skipif(not SYSTEMD, reason="FEEDPUB_TEST_SYSTEMD names no systemd-analyze (.ci/systemd installs it)")
def test_the_unit_is_one_that_systemd_takes_and_finds_closed(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/feedpub/bin/feedpub ", f"{sys.executable} -m feedpub "), encoding="utf-8")
    verified = subprocess.run([str(SYSTEMD), "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert [line for line in verified.stderr.splitlines() if UNIT.name in line] == []
    judged = subprocess.run(
        [str(SYSTEMD), "security", "--offline=true", f"--threshold={_MOST_EXPOSED * 10:.0f}", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_the_unit_starts_a_command_that_there_is_with_settings_that_there_are() -> None:
    text = UNIT.read_text(encoding="utf-8")
    started = re.search(r"^ExecStart=/opt/feedpub/bin/feedpub (.*)$", text, re.MULTILINE)
    assert started
    understood(shlex.split(started[1]))
    assert known_variables(text) >= {"log", "database_url", "health_token"}


def test_the_image_has_all_that_the_wheel_is_made_of_and_runs_without_root() -> None:
    found = instructions(DEPLOY / "Containerfile")
    copied = [part for name, rest in found if name == "COPY" and "--from" not in rest for part in rest.split()[:-1]]
    assert all((ROOT / part).exists() for part in copied)
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == set(copied)
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = build["tool"]["hatch"]["build"]["targets"]["wheel"]
    wanted = {build["project"]["readme"], *build["project"]["license-files"], *wheel["packages"], *wheel["force-include"]}
    assert wanted <= set(copied)
    assert [name for name, _ in found].count("FROM") == 2
    users = [rest for name, rest in found if name == "USER"]
    assert users
    assert int(users[-1]) > 0
    command = json.loads(next(rest for name, rest in found if name == "CMD"))
    assert command[0] == "feedpub"
    understood(command[1:])
    assert known_variables((DEPLOY / "Containerfile").read_text(encoding="utf-8")) == {"log", "base_url"}


def test_the_health_check_asks_what_the_site_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = next(rest for name, rest in instructions(DEPLOY / "Containerfile") if name == "HEALTHCHECK")
    script = json.loads(check[check.index("[") :])[2]
    asked: list[str] = []
    monkeypatch.setattr(urllib.request, "urlopen", lambda address, timeout: asked.append(f"{address} {timeout}"))
    exec(script, {})  # noqa: S102 - a line of our own file
    (path,) = (address.removeprefix("http://127.0.0.1:8000").split()[0] for address in asked)
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/feedpub.db", scheduler="off"))
    assert app.test_client().get(path).status_code == 200


def test_the_configuration_of_nginx_is_that_of_the_readme() -> None:
    shown = re.search(r"<!-- nginx -->\n```nginx\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert (DEPLOY / "nginx.conf").read_text(encoding="utf-8") == shown[1], "which another test has nginx run"


def understood(arguments: list[str]) -> None:
    """Make sure that the command line takes these arguments."""
    command = main.commands[arguments[0]]
    command.make_context(arguments[0], arguments[1:])


def known_variables(text: str) -> set[str]:
    """The settings whose variables a text names; all of them must be such."""
    named = {name.removeprefix(PREFIX).lower() for name in re.findall(rf"{PREFIX}[A-Z_]+", text)}
    assert named <= set(Settings.model_fields)
    return named
