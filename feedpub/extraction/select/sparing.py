"""What fails spoils itself alone: the other answers stay, and the trace names what failed."""

import traceback
from collections.abc import Callable
from typing import TypeVar

from feedpub.extraction.candidate import Question
from feedpub.extraction.trace import TracedCandidate

T = TypeVar("T")
_ROOT = "feedpub.extraction."


class Sparing:
    """Runs the rules of an article, and notes those that fail."""

    def __init__(self) -> None:
        self.failures: list[TracedCandidate] = []

    def tried(self, question: Question, find: Callable[[], T], otherwise: T) -> T:
        """Run what answers a question.

        Args:
            question: that it answers.
            find: is run.
            otherwise: is returned where that fails.

        Returns:
            What it finds.
        """
        try:
            return find()
        except Exception as error:
            reason = f"failed: {type(error).__name__}: {str(error)[:200]}"
            failed = TracedCandidate(
                question=question, rule=_place(error), start=0, end=0, text="", value="", won=False, reason=reason
            )
            if failed not in self.failures:
                self.failures.append(failed)
            return otherwise


def _place(error: Exception) -> str:
    """Name the innermost function of the rooms that raised an error, such as ``times.grammar.resolved``."""
    frames = (
        (frame.f_globals.get("__name__", ""), frame.f_code.co_name) for frame, _ in traceback.walk_tb(error.__traceback__)
    )
    own = [f"{module.removeprefix(_ROOT)}.{name}" for module, name in frames if module.startswith(_ROOT)]
    return own[-1]
