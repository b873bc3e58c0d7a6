"""The batch door."""

import json

import pytest
from click.testing import CliRunner

from feedpub.cli import main


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0b", "\x1e"])
def test_an_answer_of_the_batch_door_is_one_line_wherever_a_reader_breaks_lines(separator: str) -> None:
    record = {"id": "1", "headline": "Bridge reopens", "text": f"The bridge reopened{separator} on Monday."}
    result = CliRunner().invoke(main, ["extract", "--jsonl"], input=json.dumps(record) + "\n")
    (line,) = result.output.splitlines()
    answer = json.loads(line)
    assert answer["id"] == "1"
    assert separator in answer["event"]["article"]["text"]
