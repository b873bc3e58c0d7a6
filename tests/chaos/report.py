"""The figures of a trial, for people."""

from collections.abc import Iterator, Mapping

from tests.chaos.trial import Figures
from tests.chaos.verdict import Memory

_SHOWN = 40  # violations in a report


def report(figures: Figures) -> str:
    """Say what a trial came to.

    Args:
        figures: of the trial.

    Returns:
        A few lines.
    """
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    count = sum(figures.acts.values())
    yield f"{count} acts ({_counted(figures.acts)}) in {figures.seconds:.0f} s"
    yield f"{figures.sequence} changes stored, {figures.releases} of them releases, {figures.told} told to whoever begins"
    if figures.kills:
        yield f"{sum(figures.kills.values())} kills: {_counted(figures.kills)}"
    yield from map(_followed, figures.memories)
    yield from (f"WRONG {line}" for line in figures.wrong[:_SHOWN])
    yield f"{len(figures.wrong)} violations" if figures.wrong else "holds"


def _followed(memory: Memory) -> str:
    met = f"; met: {_counted(memory.troubles)}" if memory.troubles else ""
    return f"  {memory.name}: told {len(memory.told)} on {memory.pages} pages, holds {len(memory.copy)}{met}"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{times} {what}" for what, times in sorted(counts.items()))
