"""What each weight of extraction is worth: what changes in the answers to annotated news when it is halved or doubled.

    python -m benchmarks.weights                # all of feedpub/extraction/data/weights.toml
    python -m benchmarks.weights date. place.   # those whose names begin so

Prints for each weight the share of right main answers (mean4) on the development and the wide set of events, and in how many
articles any main answer changes. Without ../shared/eval nothing is measured.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.entities.table import participants
from feedpub.extraction.event.candidates import event_candidates
from feedpub.extraction.quotes.quotations import quotations
from feedpub.extraction.select import select
from feedpub.extraction.select.sparing import Sparing
from feedpub.extraction.weights import weights
from feedpub.model.base import Frozen
from feedpub.readers.records import article_of

EVAL = Path(__file__).parents[2] / "shared" / "eval"
SETS = ("dev", "wide")
KEYS = ("id", "text", "headline", "published")


class Weight(NamedTuple):
    """Where a weight is held, and its name in its section."""

    section: dict[str, Any]
    name: str
    path: str


class Measured(NamedTuple):
    """The answers to each set, and mean4 of each."""

    answers: list[Any]
    figures: tuple[float, ...]


def held(section: dict[str, Any], path: str = "") -> Iterator[Weight]:
    """Walk over the weights as they are held in memory."""
    for name, value in section.items():
        if isinstance(value, dict | Frozen):
            yield from held(value if isinstance(value, dict) else vars(value), f"{path}{name}.")
        elif isinstance(value, int | float):
            yield Weight(section, name, f"{path}{name}")


class Scorer:
    """Scores the main answers to both sets by the scorer beside the project."""

    def __init__(self) -> None:
        sys.path.insert(0, str(EVAL))
        self.evaluate = importlib.import_module("evaluate")
        lines = {name: (EVAL / name / "events.jsonl").read_text("utf-8").splitlines() for name in SETS}
        self.golds = {name: [self.evaluate.dated(json.loads(line)) for line in found] for name, found in lines.items()}
        self.analyses = {name: [_analysis(gold) for gold in golds] for name, golds in self.golds.items()}

    def measure(self) -> Measured:
        """Choose the answers of all articles with the weights as they are now."""
        answers, figures = [], []
        for name, golds in self.golds.items():
            events = [_event(analysis) for analysis in self.analyses[name]]
            predictions = [self.evaluate.predict("events", gold, event) for gold, event in zip(golds, events, strict=True)]
            answers += predictions
            scored = next(iter(self.evaluate.score.score(golds, predictions).values()))
            figures.append(scored["mean4_hit@1"])
        return Measured(answers, tuple(figures))


def _analysis(gold: dict[str, Any]) -> Analysis:
    """Analyse an article as far as no weight matters: what it names, who says what."""
    analysis = Analysis(article_of({"language": "en"} | {key: gold[key] for key in KEYS if gold.get(key) is not None}))
    for find in (quotations, participants):
        analysis.claims.extend(find(analysis))
    _event(analysis)
    return analysis


def _event(analysis: Analysis) -> dict[str, Any]:
    known = replace(analysis, claims=list(analysis.claims))
    known.__dict__.update({name: layer for name, layer in vars(analysis).items() if name not in vars(known)})
    known.claims.extend(event_candidates(known))
    return select(known, Sparing()).answers.model_dump(mode="json")


def main(wanted: list[str]) -> None:
    """Print what halving and doubling each weight does."""
    scorer = Scorer()
    usual = scorer.measure()
    print("mean4 of dev and wide as they are:", *(f"{figure:.3f}" for figure in usual.figures))
    for weight in list(held(vars(weights()))):
        if wanted and not weight.path.startswith(tuple(wanted)):
            continue
        value = weight.section[weight.name]
        cells = [f"{weight.path:30} {value:8}"]
        for factor in (0.5, 2):
            weight.section[weight.name] = type(value)(value * factor)
            found = scorer.measure()
            changed = sum(one != other for one, other in zip(found.answers, usual.answers, strict=True))
            cells.append(f"x{factor}: " + " ".join(f"{figure:.3f}" for figure in found.figures) + f" {changed:3} articles")
        weight.section[weight.name] = value
        print("  ".join(cells), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
