"""The client runs where nothing is installed but what it says it needs."""

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).parents[2] / "feedpub" / "client"
PROJECT = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))


def needed() -> set[str]:
    """What the client needs, and what that needs."""
    found, left = set[str](), list[str](PROJECT["project"]["dependencies"])
    while left:
        requirement = Requirement(left.pop())
        name = canonicalize_name(requirement.name)
        if name not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            found.add(name)
            left += distribution(name).requires or []
    return found


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An interpreter that finds the client and its dependencies, and nothing else that is installed."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    for name in needed():
        for file in distribution(name).files or []:
            top = file.parts[0]
            place, link = Path(str(distribution(name).locate_file(top))), packages / top
            if top not in ("..", "__pycache__") and not link.exists():
                link.symlink_to(place)
    for source, target in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"].items():
        _copy((FOLDER / source).resolve(), packages / target)
    return tmp_path / "venv" / "bin" / "python"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def test_the_client_needs_nothing_of_the_server(python: Path, tmp_path: Path) -> None:
    listed = "import feedpub.client.command, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found = subprocess.run(
        [python, "-W", "error", "-c", listed], capture_output=True, text=True, check=True, cwd=tmp_path, env=env
    )
    imported = set(found.stdout.split())
    assert {"httpx", "pydantic", "rfc8785", "sqlite3"} <= imported
    assert not imported & {"flask", "werkzeug", "sqlalchemy", "lxml", "orjson", "feedgen", "apscheduler"}
    assert not needed() & {"flask", "sqlalchemy", "lxml"}
    shown = subprocess.run(
        [python, "-m", "feedpub.client", "--help"], capture_output=True, text=True, check=True, cwd=tmp_path, env=env
    )
    assert "--verify" in shown.stdout


def test_the_client_asks_for_no_other_versions_than_the_whole() -> None:
    whole = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(PROJECT["project"]["dependencies"]) <= set(whole["project"]["dependencies"])
