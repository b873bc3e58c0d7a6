"""Extraction quality on annotated news: prints the figures, and fails when one falls below its floor.

    python -m benchmarks.quality            # all facets
    python -m benchmarks.quality quotes     # one
    python -m benchmarks.quality --floors   # exit 1 when a figure is below its floor in benchmarks/quality.json
    python -m benchmarks.quality --record   # note the figures, raise the floors to them, and renew the README's table
    python -m benchmarks.quality --gold ../shared/eval/wide --floors   # the same for news as it comes

The annotated articles and their scorer stand beside the project, in ../shared/eval; without them, nothing is measured. A set
of them is a folder there: "dev" has a corpus for each facet, "wide" articles of many publishers with all answers marked.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EVALUATE = ROOT.parent / "shared" / "eval" / "evaluate.py"
README = ROOT / "README.md"
RECORD = Path(__file__).with_name("quality.json")
DEV = EVALUATE.parent / "dev"
PUBLISHED = "published"
NOTHING_HELD_BACK = {f"FEEDPUB_MIN_CONFIDENCE_{name.upper()}": "0" for name in ("speaker", "type", "place", "date")}
"""What the rules find is measured whatever a site wants to publish of it."""
SLACK = 0.005  # a floor lies this far below its figure: half a percent is noise between two sets of rules


def measure(facets: list[str], gold: Path = DEV) -> dict[str, Any]:
    """Run the scorer over the batch door.

    Args:
        facets: among quotes, times, places, entities, events, each as the rules find it, and published: the quotations with
            the speakers that the settings' default line leaves.
        gold: folder of the set.

    Returns:
        Figures by facet and name.
    """
    ruled = [facet for facet in facets if facet != PUBLISHED]
    figures = _measured(ruled, gold, NOTHING_HELD_BACK) if ruled or not facets else {}
    if PUBLISHED in facets or not facets:
        print(f"\n{PUBLISHED}: of these, the quotations with the speakers that are sure enough to be named")
        figures[PUBLISHED] = _measured(["quotes"], gold, {})["quotes"]
    return figures


def _measured(facets: list[str], gold: Path, variables: dict[str, str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        extract = f"{sys.executable} -m feedpub extract --jsonl"
        command = [sys.executable, str(EVALUATE), *facets, "--gold", str(gold), "--extract", extract, "--json", str(out)]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | variables)
        figures: dict[str, Any] = json.loads(out.read_text())
    return figures


def below(figures: dict[str, Any], noted: dict[str, dict[str, dict[str, Any]]]) -> list[str]:
    """Compare figures with their floors.

    Args:
        figures: by facet and name.
        noted: for each facet and figure its floor, the lowest that is accepted; or its ceiling, where less is better.

    Returns:
        A line for each figure that fell; evidence that does not slice back always counts as fallen.
    """
    measured = [
        (f"{facet} {name}: {figures[facet][name]:.3f}", figures[facet][name], entry)
        for facet, wanted in noted.items()
        if facet in figures
        for name, entry in wanted.items()
    ]
    fallen = [f"{said} is below {entry['floor']:.3f}" for said, found, entry in measured if found < entry.get("floor", 0)]
    fallen += [
        f"{said} is above {entry['ceiling']:.3f}" for said, found, entry in measured if found > entry.get("ceiling", found)
    ]
    broken = [name for name, found in figures.items() if found["broken_evidence"]]
    return fallen + [f"{name}: answers without evidence, or with evidence that does not slice back" for name in broken]


def record(figures: dict[str, Any], name: str) -> None:
    """Note figures, and raise the floors to them; a floor never falls. Ceilings are drawn by hand.

    Args:
        figures: by facet and name.
        name: of the set that they were measured on.
    """
    noted = json.loads(RECORD.read_text(encoding="utf-8"))
    for facet, wanted in noted[name].items():
        for figure, entry in wanted.items():
            if facet in figures:
                entry["figure"] = round(figures[facet][figure], 3)
                if "floor" in entry:
                    entry["floor"] = max(entry["floor"], round(figures[facet][figure] - SLACK, 3))
    RECORD.write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    section = re.compile(r"(<!-- quality -->\n\n)(?:\|.*\n)*\n?")
    README.write_text(section.sub(lambda found: f"{found[1]}{table(noted)}\n\n", text), encoding="utf-8")


def table(noted: dict[str, dict[str, dict[str, dict[str, Any]]]]) -> str:
    """Write the README's table.

    Args:
        noted: what benchmarks/quality.json holds.

    Returns:
        Lines of Markdown.
    """
    rows = ["| set | facet | figure | feedpub | floor | others on the same texts |", "| --- | --- | --- | --- | --- | --- |"]
    rows += [
        f"| {name} | {facet} | {figure} | {entry['figure']:.3f} | {_bound(entry)} | {entry['peer']} |"
        for name, facets in noted.items()
        for facet, wanted in facets.items()
        for figure, entry in wanted.items()
    ]
    return "\n".join(rows)


def _bound(entry: dict[str, Any]) -> str:
    return f"at most {entry['ceiling']:.3f}" if "ceiling" in entry else f"{entry['floor']:.3f}"


def main() -> int:
    """Print the figures; return 1 when --floors is given and one fell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("facets", nargs="*")
    parser.add_argument("--floors", action="store_true", help="fail when a figure is below its floor")
    parser.add_argument("--record", action="store_true", help="note the figures and raise the floors")
    parser.add_argument("--gold", type=Path, default=DEV, help="folder of annotated news (default: dev)")
    given = parser.parse_args()
    if not EVALUATE.is_file():
        print(f"there is no {EVALUATE}: nothing to measure", file=sys.stderr)
        return 2
    gold = given.gold.resolve()
    figures = measure(given.facets, gold)
    if given.record:
        record(figures, gold.name)
    if not given.floors:
        return 0
    fallen = below(figures, json.loads(RECORD.read_text(encoding="utf-8"))[gold.name])
    print("\n" + "\n".join(fallen or ["no figure is below its floor"]))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
