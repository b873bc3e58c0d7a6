"""How often each piece of evidence about names stands beside people, organisations, places and other things.

    python -m benchmarks.name_weights

Prints for each cue of feedpub/extraction/data/name_weights.toml of how many annotated names of the development and the wide
set it is a cue, and of which type they are: people, organisations, places, nothing annotated. Without ../shared/eval nothing
is counted.
"""

import json
from collections import Counter
from typing import Any

from benchmarks.weights import EVAL, KEYS, SETS
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.name_types import weights
from feedpub.readers.records import article_of

_TYPES = ("PER", "ORG", "LOC", "nothing")


def count() -> dict[str, Counter[str]]:
    """Count the annotated types of the names that have each cue."""
    counts = {cue: Counter[str]() for cue in weights().cue}
    for name in SETS:
        for line in (EVAL / name / "entities.jsonl").open(encoding="utf-8"):
            gold = json.loads(line)
            for mention in Analysis(article_of({key: gold[key] for key in KEYS if gold.get(key) is not None})).names:
                for cue in counts.keys() & mention.cues:
                    counts[cue][_type(gold["entities"], mention.start, mention.end)] += 1
    return counts


def _type(gold: list[dict[str, Any]], start: int, end: int) -> str:
    over = (entity["type"] for entity in gold if entity["start"] < end and start < entity["end"])
    return next(over, "nothing")


def main() -> None:
    """Print the counts."""
    if not EVAL.is_dir():
        print("there are no annotated names beside the project")
        return
    for cue, found in count().items():
        print(f"{cue:35} {found.total():5}: " + ", ".join(f"{found[kind]} {kind}" for kind in _TYPES))


if __name__ == "__main__":
    main()
