"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import make_url

from feedpub.store import Store, open_store

# The same examples on every run and machine, and no clock in the verdict.
settings.register_profile("feedpub", deadline=None, derandomize=True)
settings.load_profile("feedpub")

NO_SKIPS = "FEEDPUB_TEST_NO_SKIPS"
POSTGRES = os.environ.get("FEEDPUB_TEST_POSTGRES")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected outputs in tests/data, to be reviewed as a diff"
    )

    parser.addoption("--note-passed", metavar="FILE", help="write the names of the tests that passed")
    parser.addoption("--but-for", metavar="FILE", help="leave out the tests named there: they passed without services")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has passed before, so that a second run with services holds what only they can show."""
    if noted := config.getoption("--but-for"):
        passed = set(Path(noted).read_text(encoding="utf-8").splitlines())
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in passed])
        items[:] = [item for item in items if item.nodeid not in passed]


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRES else ["sqlite"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database: SQLite always, PostgreSQL as well where FEEDPUB_TEST_POSTGRES names a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
        return
    server = make_url(str(POSTGRES))
    name = f"feedpub_{uuid4().hex}"
    with psycopg.connect(server.set(drivername="postgresql").render_as_string(False), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        yield server.set(database=name).render_as_string(False)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store in each of these databases."""
    with open_store(database) as opened:
        yield opened


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every service is there, as in continuous integration, a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (noted := session.config.getoption("--note-passed")) and reporter is not None:
        passed = sorted({report.nodeid for report in reporter.stats.get("passed", ())})
        Path(noted).write_text("\n".join(passed), encoding="utf-8")
    if os.environ.get(NO_SKIPS) and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line(f"{NO_SKIPS} is set: no test may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
