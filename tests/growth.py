"""How work grows with the length of a text, counted in steps of the interpreter: the same on any machine, unlike time."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")


def steps(task: Callable[[], object]) -> int:
    """Count the bytecode instructions that a task takes; what C does inside one of them is not seen.

    Args:
        task: anything without arguments.

    Returns:
        Their number.
    """
    count = 0

    def traced(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        task()
    finally:
        sys.settrace(before)
    return count


def growth(task: Callable[[T], object], make: Callable[[int], T], size: int) -> float:
    """Tell how much more work twice as much is: about 2 where work grows with the length and no faster.

    Args:
        task: what is done with a text, or an event.
        make: one of so many pieces.
        size: pieces of the shorter one.

    Returns:
        The steps for twice the pieces, by the steps for the pieces.
    """
    once, twice = make(size), make(2 * size)
    task(twice)  # what is remembered of words is not asked again
    return steps(lambda: task(twice)) / steps(lambda: task(once))
