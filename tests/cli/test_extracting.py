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


def test_what_is_left_out_of_a_copy_is_told_beside_the_event() -> None:
    copy = "---\ndate: 2024-05-01\n---\nOSLO - The quay <u>reopened</u>.<script>x</script>\n"
    result = CliRunner().invoke(main, ["extract", "-"], input=copy)
    assert json.loads(result.stdout)["article"]["text"] == "OSLO - The quay reopened."
    assert result.stderr.splitlines() == [
        "note standard input: 1 script element was left out",
        "note standard input: the formatting of 1 u element was left out, the words stay",
    ]
