"""What each weight of places is worth: what becomes of annotated places without it, or when it is halved or doubled.

    python -m benchmarks.place_weights              # all of feedpub/extraction/data/place_weights.toml
    python -m benchmarks.place_weights recognition. # those whose names begin so

Prints for each weight e2e (found, and placed right) on the development and the wide set of places: without it where it is a
table's, else halved and doubled; and for each feature how many names of the development set have it, and the share of them
that are places. Without ../shared/eval nothing is measured.
"""

import importlib
import json
import sys
from collections import Counter
from math import isnan
from typing import Any

from benchmarks.weights import EVAL, KEYS, SETS, held
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.places.location import locate, toponyms_of
from feedpub.extraction.places.weights import disambiguation, recognition
from feedpub.readers.records import article_of


class PlaceScorer:
    """Scores the places of both sets by the scorer beside the project."""

    def __init__(self) -> None:
        sys.path.insert(0, str(EVAL))
        self.evaluate = importlib.import_module("evaluate")
        self.golds = {
            name: [json.loads(line) for line in (EVAL / name / "places.jsonl").open(encoding="utf-8")] for name in SETS
        }
        self.analyses = {name: [_analysis(gold) for gold in golds] for name, golds in self.golds.items()}

    def measure(self) -> tuple[float, ...]:
        """Return e2e of each set with the weights as they are now."""
        figures = []
        for name, golds in self.golds.items():
            events = [{"where": _where(analysis)} for analysis in self.analyses[name]]
            predictions = [self.evaluate.predict("places", gold, event) for gold, event in zip(golds, events, strict=True)]
            figures.append(next(iter(self.evaluate.score.score(golds, predictions).values()))["e2e_F1"])
        return tuple(figures)

    def features(self) -> tuple[Counter[str], Counter[str]]:
        """Count the names of the development set that have each feature, and those of them that are places."""
        found, right = Counter[str](), Counter[str]()
        for gold, analysis in zip(self.golds[SETS[0]], self.analyses[SETS[0]], strict=True):
            for one in toponyms_of(analysis):
                place = any(g["start"] < one.end and one.start < g["end"] for g in gold["toponyms"])
                found.update(one.features)
                right.update(one.features if place else ())
        return found, right


def _analysis(gold: dict[str, Any]) -> Analysis:
    return Analysis(article_of({"language": "en"} | {key: gold[key] for key in KEYS if gold.get(key) is not None}))


def _where(analysis: Analysis) -> list[dict[str, Any]]:
    """Return the places in the form of an event, as far as the scorer reads it."""
    return [
        {
            "use": one.use,
            "country_code": one.row.country_code,
            "latitude": None if isnan(one.row.latitude) else one.row.latitude,
            "longitude": one.row.longitude,
            "evidence": [{"start": one.start, "end": one.end, "text": one.text}],
        }
        for one in locate(analysis)
    ]


def main(wanted: list[str]) -> None:
    """Print what becomes of the figures without each weight, or with half and twice of it."""
    scorer = PlaceScorer()
    print("e2e of dev and wide as they are:", *(f"{figure:.3f}" for figure in scorer.measure()))
    found, right = scorer.features()
    sections = {"recognition": vars(recognition()), "disambiguation": vars(disambiguation())}
    for weight in [one for one in held(sections) if not wanted or one.path.startswith(tuple(wanted))]:
        value, count = weight.section[weight.name], found[weight.name]
        names = f"{count} names, {right[weight.name] / count:.0%} places" if ".feature." in weight.path and count else ""
        cells = [f"{weight.path:40} {value:8}  {names}"]
        for factor in (0,) if weight.path.count(".") > 1 else (0.5, 2):
            weight.section[weight.name] = type(value)(value * factor)
            cells.append(f"x{factor}: " + " ".join(f"{figure:.3f}" for figure in scorer.measure()))
        weight.section[weight.name] = value
        print("  ".join(cells), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
