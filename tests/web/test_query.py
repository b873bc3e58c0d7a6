import pytest
from werkzeug.datastructures import MultiDict

from feedpub.web import changes, query
from feedpub.web.problems import ProblemError

PARSERS: dict[str, query.Parser] = {"after": changes.after, "limit": query.limit}


def test_parameters_become_values() -> None:
    assert query.read(MultiDict({"after": "0", "limit": "200"}), PARSERS) == {"after": "0", "limit": 200}


@pytest.mark.parametrize(
    ("arguments", "parameter"),
    [
        ([("limit", "0")], "limit"),
        ([("limit", "201")], "limit"),
        ([("limit", "-1")], "limit"),
        ([("limit", "+1")], "limit"),
        ([("limit", " 1")], "limit"),
        ([("limit", "1_0")], "limit"),
        ([("limit", "٣")], "limit"),
        ([("limit", "")], "limit"),
        ([("limit", "1"), ("limit", "1")], "limit"),
        ([("after", "9223372036854775808")], "after"),
        ([("after", "9" * 10_000)], "after"),
        ([("after", "2024:04")], "after"),
        ([("after", "")], "after"),
        ([("after", "A" * 201)], "after"),
        ([("page", "1")], "page"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(arguments: list[tuple[str, str]], parameter: str) -> None:
    with pytest.raises(ProblemError) as refused:
        query.read(MultiDict(arguments), PARSERS)
    problem = refused.value.problem
    assert problem.status == 400
    assert [fault.parameter for fault in problem.parameters] == [parameter]


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ProblemError) as refused:
        query.read(MultiDict([("limit", "x"), ("colour", "red")]), PARSERS)
    assert [fault.parameter for fault in refused.value.problem.parameters] == ["limit", "colour"]
