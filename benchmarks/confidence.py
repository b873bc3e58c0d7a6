"""How sure feedpub's answers are, counted on annotated news: what feedpub/extraction/data/confidence.toml holds.

    python -m benchmarks.confidence            # how well what is counted holds on articles that were not counted
    python -m benchmarks.confidence --write    # count, and write the file

The scorer beside the project says of each answer whether it is right, the candidate's features under which conditions it was
found. Conditions are counted in the development corpora and in the wide set's articles of even days. By how much answers to
news as it comes differ from those to the corpora (a number for each question, and one for each first condition) is taken
from the whole wide set: rules are mended by what they do wrong on even days, so that these alone promise too much. Figures
are of articles that were left out of the counting in turn. Without ../shared/eval nothing is measured, and the file is read
as it is.
"""

import argparse
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import exp
from pathlib import Path
from typing import Any, NamedTuple, get_args
from zlib import crc32

from feedpub.extraction.confidence import ALWAYS, NEWS, Conditions, Counted, Judged, news, share
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.pipeline import STAGES
from feedpub.extraction.select import decide
from feedpub.extraction.select.confidence import of_speaker
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.sparing import Sparing
from feedpub.model.event import Answer, Quote, What, When, Where, Who
from feedpub.readers.records import article_of

EVAL = Path(__file__).parents[2] / "shared" / "eval"
FILE = Path(__file__).parents[1] / "feedpub" / "extraction" / "data" / "confidence.toml"
KEYS = ("id", "text", "headline", "published")
FOLDS = 5
LEAST = 5  # answers under the same condition that say anything
SWEEPS = 25
SPREAD = 1.0  # of the log-odds that a condition is thought to add, before anything is counted
SPREADS = {ALWAYS: 10.0}
LINES = {"speaker": (0, 50, 60, 70, 75, 80, 85, 90, 95), "type": (0, 50, 60, 70, 80, 90)}
HEAD = """\
# How many answers to annotated news were right, and how many there were: `python -m benchmarks.confidence --write` counts.
# What is right or wrong: that somebody is quoted (quote), by whom (speaker), a participant's type (type), the main event
# (event), the value of a date (date), which place is meant (place). Each line has a condition under which answers are found,
# by how much it moves the log-odds of being right, how many answers under it were right and how many there were. Confidence
# is 1 / (1 + exp(-sum)) of what an answer meets; all meet "constant" and "news", this also with the first of the others."""
JUDGED: tuple[Judged, ...] = get_args(Judged)
FACETS: dict[str, tuple[Judged, ...]] = {
    "quotes": ("speaker", "quote"),
    "entities": ("type",),
    "times": ("date",),
    "places": ("place",),
    "events": ("event",),
}
PLACES: dict[type[Answer], tuple[str, Judged]] = {
    Who: ("who", "type"),
    What: ("what", "event"),
    When: ("when", "date"),
    Where: ("where", "place"),
    Quote: ("quotes", "quote"),
}
CORPORA, WIDE, LEARNT, REPORTED = "dev", "wide", "wide, even days", "wide, odd days"


class Observed(NamedTuple):
    """One answer to annotated news.

    Args:
        judged: what of it.
        conditions: under which it was found.
        right: as the scorer says.
        article: that it answers.
        part: of the annotated news.
    """

    judged: Judged
    conditions: Conditions
    right: bool
    article: str
    part: str


class Judge:
    """Asks the scorer beside the project."""

    def __init__(self) -> None:
        sys.path.insert(0, str(EVAL))
        self.evaluate = importlib.import_module("evaluate")
        self.score = self.evaluate.score
        self.pairs: list[tuple[float, bool]] = []
        # The scorer hands this function what it would calibrate: pairs of a confidence, here a number, and right or wrong.
        self.score.calibration = self._noted

    def _noted(self, pairs: list[tuple[float, bool]]) -> float:
        self.pairs += pairs
        return 0.0

    def observe(self, name: str, facet: str) -> Iterator[Observed]:
        """Judge the answers to all articles of a set's facet."""
        for line in (EVAL / name / f"{facet}.jsonl").read_text("utf-8").rstrip("\n").split("\n"):
            gold = json.loads(line)
            decisions, analysis = decided(gold)
            part = CORPORA if name == CORPORA else LEARNT if int(gold["published"][8:10]) % 2 == 0 else REPORTED
            for judged in FACETS[facet]:
                for conditions, right in self._judged(judged, facet, gold, decisions, analysis):
                    yield Observed(judged, conditions, right, gold.get("group", gold["id"]), part)

    def _judged(
        self, judged: Judged, facet: str, gold: dict[str, Any], decisions: list[Decision], analysis: Analysis
    ) -> Iterator[tuple[Conditions, bool]]:
        met, event = numbered(judged, decisions, analysis)
        if judged == "event":
            gold = self.evaluate.dated(gold)
        prediction = self.evaluate.predict(facet, canonical(gold) if judged == "speaker" else gold, event)
        if judged == "event":
            found = self.score.score_events([(gold, prediction)])
            yield from ((conditions, found["what_hit@1"] > 0) for conditions in met if gold["gold"]["what"])
        elif judged == "quote":
            yield from self._quotes(gold, prediction, met)
        else:
            self.pairs = []
            self.score.score([canonical(gold) if judged == "speaker" else gold], [prediction])
            yield from ((met[int(number)], right) for number, right in self.pairs)

    def _quotes(
        self, gold: dict[str, Any], prediction: dict[str, Any], met: list[Conditions]
    ) -> Iterator[tuple[Conditions, bool]]:
        trimmed, text = self.score.trimmed, gold["text"]
        given = [trimmed(each, text) for each in gold["quotes"]]
        found = [trimmed(each, text) for each in self.score.ok_spans(prediction["quotes"], text)]
        hits = {place for _, place in self.score.match(given, found, 0.8)}
        for place, each in enumerate(found):
            beside = any(each["start"] < end and start < each["end"] for start, end in gold.get("ignore", ()))
            if place in hits or not beside:
                yield met[int(each["confidence"])], place in hits


def decided(gold: dict[str, Any]) -> tuple[list[Decision], Analysis]:
    """Decide about an article as extraction does, before anything is left out for being unsure."""
    analysis = Analysis(article_of({"language": "en"} | {key: gold[key] for key in KEYS if gold.get(key) is not None}))
    for _, propose in STAGES:
        analysis.claims.extend(propose(analysis))
    return [decision for decision in decide(analysis, Sparing()) if decision.won], analysis


def numbered(judged: Judged, decisions: list[Decision], analysis: Analysis) -> tuple[list[Conditions], dict[str, Any]]:
    """Make an event whose answers carry numbers for confidence, and list the conditions that each number stands for."""
    met: list[Conditions] = []
    event: dict[str, Any] = {"who": [], "when": [], "where": [], "quotes": []}
    for answer, _, _, conditions in decisions:
        made = answer.model_dump(mode="json")
        question, judges = PLACES[type(answer)]
        if isinstance(answer, Quote) and judged in ("speaker", "quote"):
            # The scorer looks for it beside the speaker.
            speaker = answer.speaker if judged == "speaker" else None
            met.append(of_speaker(analysis, answer) if speaker else conditions)
            made["speaker"] = (made["speaker"] or {}) | {"confidence": len(met) - 1}
        elif judges == judged:
            met.append(conditions)
            made["confidence"] = len(met) - 1
        if question == "what":
            event["what"] = made
        else:
            event[question].append(made)
    return met, event


def canonical(gold: dict[str, Any]) -> dict[str, Any]:
    """Judge pronouns by the name that is meant: the corpora mark the words "he" where the wide set marks whose they are."""
    quotes = []
    for quote in gold["quotes"]:
        speaker = quote.get("speaker")
        if speaker and speaker["kind"] == "pronoun":
            if not speaker.get("resolved_silver"):
                continue
            speaker = {"kind": "name", "surface": speaker["resolved_silver"], "start": -1, "end": -1}
        quotes.append({**quote, "speaker": speaker})
    return {**gold, "quotes": quotes}


def learnt(observed: list[Observed]) -> dict[str, Counted]:
    """Weigh the conditions that are often met: the likeliest log-odds (logistic regression), each held near 0 by a prior.

    The conditions are counted in the corpora and the learnt half; what news differs by, in all of the wide set.
    """
    counted = [each for each in observed if each.part != REPORTED]
    table = weighed([(_met(each), each.right) for each in counted], {})
    known = {name: said.odds for name, said in table.items() if not name.startswith(NEWS)}
    return table | weighed([(_met(each), each.right) for each in observed if each.part != CORPORA], known)


def _met(each: Observed) -> Conditions:
    beside = () if each.part == CORPORA else news(each.conditions)
    return ALWAYS, *beside, *dict.fromkeys(each.conditions)


def weighed(answers: list[tuple[Conditions, bool]], known: Mapping[str, float]) -> dict[str, Counted]:
    """Move one weight after another by a step of Newton's, until none moves any more; those that are known stay.

    Args:
        answers: the conditions that each meets, and whether it is right.
        known: odds of conditions; where there are any, what news differs by is all that is asked.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for row, (met, _) in enumerate(answers):
        for name in dict.fromkeys(met):
            rows[name].append(row)
    rows = {
        name: found for name, found in sorted(rows.items()) if (len(found) >= LEAST and not known) or name.startswith(NEWS)
    }
    odds, sums = dict.fromkeys(rows, 0.0), [sum(known.get(name, 0.0) for name in met) for met, _ in answers]
    for _ in range(SWEEPS):
        for name, found in rows.items():
            spread = SPREADS.get(name, SPREAD)
            slope, bend = odds[name] / spread**2, 1 / spread**2
            for row in found:
                likely = 1 / (1 + exp(-sums[row]))
                slope, bend = slope + likely - answers[row][1], bend + likely * (1 - likely)
            step = max(-1.0, min(1.0, slope / bend))
            odds[name] -= step
            for row in found:
                sums[row] -= step
    right = {name: sum(answers[row][1] for row in found) for name, found in rows.items()}
    return {name: Counted(round(odds[name], 2), right[name], len(found)) for name, found in rows.items()}


def error(pairs: list[tuple[float, bool]]) -> float:
    """Measure how far confidence is from the share right, as the scorer does in ten bins."""
    bins: dict[int, list[float]] = defaultdict(list)
    for sure, right in pairs:
        bins[min(9, int(sure * 10))].append(sure - right)
    return sum(abs(sum(each)) for each in bins.values()) / max(1, len(pairs))


def held_out(observed: list[Observed]) -> dict[str, list[tuple[float, bool]]]:
    """Rate every answer by what is counted in the articles of other folds."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        table = learnt([each for each in observed if crc32(each.article.encode()) % FOLDS != fold])
        corpora = {name: said for name, said in table.items() if not name.startswith(NEWS)}
        for each in observed:
            if crc32(each.article.encode()) % FOLDS == fold:
                rated = share(corpora if each.part == CORPORA else table, each.conditions), each.right
                found[each.part].append(rated)
    return found | {WIDE: found[LEARNT] + found[REPORTED]}


def report(observed: list[Observed]) -> None:
    """Print how well confidence holds, and what each line for speakers leaves."""
    print(f"{'':10}{'part':18}{'answers':>8}{'right':>8}{'mean':>8}{'error':>8}")
    for judged in JUDGED:
        rated = held_out([each for each in observed if each.judged == judged])
        for part, pairs in sorted(rated.items()):
            mean, right = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
            print(f"{judged:10}{part:18}{len(pairs):8}{right:8.3f}{mean:8.3f}{error(pairs):8.3f}")
        if judged in LINES:
            for part in (CORPORA, LEARNT, REPORTED, WIDE):
                print(f"{judged} at each line, {part}: of those kept the share right, and how many of all that are right")
                print("  " + "  ".join(_line(rated[part], line / 100) for line in LINES[judged]))


def _line(pairs: list[tuple[float, bool]], line: float) -> str:
    kept = [right for sure, right in pairs if sure >= line]
    return f"{line:.2f}: {sum(kept) / max(1, len(kept)):.3f} {sum(kept) / max(1, sum(right for _, right in pairs)):.3f}"


def written(tables: dict[Judged, dict[str, Counted]]) -> str:
    """Write the file, with what it means."""
    lines = HEAD.splitlines()
    for judged, table in tables.items():
        lines += ["", f"[{judged}]"]
        lines += [f"{json.dumps(name)} = [{odds}, {right}, {times}]" for name, (odds, right, times) in table.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print how well confidence holds; write the file where --write is given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write feedpub/extraction/data/confidence.toml")
    given = parser.parse_args()
    if not EVAL.is_dir():
        print(f"there is no {EVAL}: nothing to count; {FILE.name} is as it was written", file=sys.stderr)
        return 2
    judge = Judge()
    observed = [each for name in (CORPORA, WIDE) for facet in FACETS for each in judge.observe(name, facet)]
    report(observed)
    if given.write:
        FILE.write_text(written({judged: learnt([each for each in observed if each.judged == judged]) for judged in JUDGED}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
