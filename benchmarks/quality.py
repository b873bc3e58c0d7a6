"""Extraction quality on annotated news: prints the figures, and fails when one falls below its floor.

    python -m benchmarks.quality            # all facets
    python -m benchmarks.quality quotes     # one
    python -m benchmarks.quality --floors   # exit 1 when a figure is below benchmarks/floors.json

The annotated articles and their scorer stand beside the project, in ../shared/eval; without them, nothing is measured.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EVALUATE = ROOT.parent / "shared" / "eval" / "evaluate.py"
FLOORS = Path(__file__).with_name("floors.json")


def measure(facets: list[str]) -> dict[str, Any]:
    """Run the scorer over the batch door.

    Args:
        facets: among quotes, times, places, entities, events.

    Returns:
        Figures by facet and name.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        extract = f"{sys.executable} -m feedpub extract --jsonl"
        subprocess.run([sys.executable, EVALUATE, *facets, "--extract", extract, "--json", out], check=True, cwd=ROOT)
        figures: dict[str, Any] = json.loads(out.read_text())
    return figures


def below(figures: dict[str, Any], floors: dict[str, dict[str, float]]) -> list[str]:
    """Compare figures with their floors.

    Args:
        figures: by facet and name.
        floors: likewise, the lowest that is accepted.

    Returns:
        A line for each figure that fell; evidence that does not slice back always counts as fallen.
    """
    fallen = [
        f"{facet} {name}: {figures[facet][name]:.3f} is below {floor:.3f}"
        for facet, wanted in floors.items()
        if facet in figures
        for name, floor in wanted.items()
        if figures[facet][name] < floor
    ]
    broken = [
        f"{facet}: evidence broken in {found['broken_evidence']} answers"
        for facet, found in figures.items()
        if found["broken_evidence"]
    ]
    return fallen + broken


def main() -> int:
    """Print the figures; return 1 when --floors is given and one fell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("facets", nargs="*")
    parser.add_argument("--floors", action="store_true", help="fail when a figure is below its floor")
    given = parser.parse_args()
    if not EVALUATE.is_file():
        print(f"there is no {EVALUATE}: nothing to measure", file=sys.stderr)
        return 2
    figures = measure(given.facets)
    fallen = below(figures, json.loads(FLOORS.read_text())) if given.floors else []
    print("\n" + "\n".join(fallen or ["no figure is below its floor"]) if given.floors else "")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
