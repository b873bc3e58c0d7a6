"""A list of changes from which something is missing, or in which something is altered, is not believed."""

import pytest
from pydantic import TypeAdapter

from feedpub.client.errors import ProofError
from feedpub.client.position import Chained, Position
from feedpub.client.proof import Item, passed, proven
from feedpub.client.wire import Listed, Moved
from feedpub.model.digests import NOTHING, hidden_link
from tests.client.site import ChangeList, document

BEGINNING = Position(chain=Chained(sequence=0, chain=NOTHING))
ITEM: TypeAdapter[Item] = TypeAdapter(Listed)


def items() -> list[Item]:
    told = ChangeList()
    told.hidden()
    first, second = told.upsert("harbour"), told.upsert("quay")
    told.hidden()
    told.hidden()
    return [ITEM.validate_python(each) for each in (first, second, told.upsert("harbour", 2), told.delete("quay"))]


def test_a_whole_list_is_believed() -> None:
    assert [position.sequence for _, position in proven(items(), BEGINNING)] == [2, 3, 6, 7]


def test_what_was_handled_is_passed_over() -> None:
    *_, (_, position) = proven(items()[:2], BEGINNING)
    assert [change.sequence for change, _ in proven(items(), position)] == [6, 7]


def test_a_chain_may_begin_anywhere() -> None:
    assert [position.chain is not None for _, position in proven(items()[2:], Position(sequence=3))] == [True, True]


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_change_that_is_left_out_is_missed(missing: int) -> None:
    told = items()
    del told[missing]
    with pytest.raises(ProofError, match=r"chain|accounted"):
        list(proven(told, BEGINNING))


@pytest.mark.parametrize("changes", [{"revision": 9}, {"skipped": ()}, {"id": document("pier")["id"]}, {"chain": "a" * 64}])
def test_a_change_that_is_altered_is_not_believed(changes: dict[str, object]) -> None:
    told = items()
    told[2] = told[2].model_copy(update=changes)
    with pytest.raises(ProofError):
        list(proven(told, BEGINNING))


def hidden(many: int) -> tuple[Position, Moved]:
    """Where a follower is who has just begun, and what a site says behind changes that nobody is told."""
    told = ChangeList()
    for _ in range(many):
        told.hidden()
    skipped = tuple(hidden_link(number) for number in range(1, many + 1))
    return BEGINNING, Moved(cursor="there", sequence=many, chain=told.chain, skipped=skipped)


def test_what_nobody_is_told_is_passed_and_the_chain_goes_on_behind_it() -> None:
    position, end = hidden(3)
    behind = passed(position, end)
    assert behind == Position(cursor="there", sequence=3, chain=Chained(sequence=3, chain=end.chain or ""))
    assert passed(behind, end) == behind, "it may be said again"
    assert passed(Position(sequence=1), end).chain is None, "a list that is cut proves nothing"


@pytest.mark.parametrize(
    "changes", [{"skipped": ("a" * 64,) * 3}, {"skipped": ("a" * 64,)}, {"chain": "a" * 64}, {"sequence": 4}]
)
def test_what_is_passed_over_must_fit_the_chain(changes: dict[str, object]) -> None:
    position, end = hidden(3)
    with pytest.raises(ProofError, match=r"fit|accounted"):
        passed(position, end.model_copy(update=changes))


def test_changes_out_of_order_are_not_believed() -> None:
    with pytest.raises(ProofError, match="behind"):
        list(proven(reversed(items()), Position()))


def test_a_chain_that_ends_is_not_believed() -> None:
    told = items()
    with pytest.raises(ProofError, match="no chain"):
        list(proven([told[0].model_copy(update={"chain": None})], BEGINNING))
