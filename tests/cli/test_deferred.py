"""A command is imported when it is called."""

import subprocess
import sys

import pytest

from feedpub.cli import main
from feedpub.cli.commands import DeferredCommand

HEAVY = {
    "sqlalchemy",
    "lxml",
    "pydantic",
    "flask",
    "rich",
    "granian",
    "feedpub.extraction",
    "feedpub.readers",
    "feedpub.store",
}


@pytest.mark.parametrize("argument", ["--version", "--help", "no-such-command"])
def test_what_calls_no_command_imports_none(argument: str) -> None:
    program = f"""import sys
from feedpub.cli import main
try:
    main([{argument!r}], prog_name="feedpub")
finally:
    print(*sys.modules)"""
    printed = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=False).stdout
    assert "feedpub.cli.commands" in printed
    assert not HEAVY & set(printed.splitlines()[-1].split())


@pytest.mark.parametrize("name", main.commands)
def test_a_command_is_the_one_that_its_name_promises(name: str) -> None:
    deferred = main.commands[name]
    assert isinstance(deferred, DeferredCommand)
    command = deferred.make_context(name, [], resilient_parsing=True).command
    assert command.name == name
    assert command.help, "which feedpub NAME --help prints"


def test_the_list_of_commands_says_in_a_line_each_what_they_do() -> None:
    with main.make_context("feedpub", [], resilient_parsing=True, terminal_width=80) as ctx:
        printed = main.get_help(ctx).splitlines()
    for command in main.commands.values():
        line = next(line for line in printed if line.startswith(f"  {command.name} "))
        assert line.endswith(f" {command.short_help}")
