"""What every test may ask for."""

import os

import pytest

NO_SKIPS = "FEEDPUB_TEST_NO_SKIPS"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected outputs in tests/data, to be reviewed as a diff"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every service is there, as in continuous integration, a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get(NO_SKIPS) and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line(f"{NO_SKIPS} is set: no test may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
