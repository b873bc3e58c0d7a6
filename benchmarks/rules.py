"""What each rule of extraction is worth on annotated news: how often it fired, how often right, what is lost without it.

    python -m benchmarks.rules                                # every rule, on the dev and the wide set
    python -m benchmarks.rules when. quotes.label             # those whose ids begin so
    python -m benchmarks.rules --gold ../shared/eval/wide --json rules.json

A rule has fired where an answer of the event carries its id. Answers are right by the matching of the scorer in
../shared/eval; those that the gold says nothing of are not judged. Then the texts where it fired are read again with the
rule switched off: "lost" are the right answers that are missing now, "spared" the wrong ones, less those that other rules
put in their place; "event" are the first answers to who, what, when and where that are right no more. A rule whose id no
answer carries is switched off on all texts, and has fired where the event changes.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.quality import EVALUATE
from feedpub.extraction import extract
from feedpub.extraction.options import Options
from feedpub.extraction.pipeline import RULES
from feedpub.readers.records import article_of

SETS = (EVALUATE.parent / "dev", EVALUATE.parent / "wide")
FACETS = {  # what the rules of each question are judged by; the main event's answers depend on all
    "when": ("times", "events"),
    "where": ("places", "events"),
    "who": ("entities", "quotes", "events"),
    "quotes": ("quotes", "events"),
    "what": ("events",),
}
_KEYS = ("id", "text", "headline", "published")
_CHANCE = 2  # answers: so few do not tell a bad rule from chance, or from gold of another precision
_WITHIN_KM = 161  # the scorer's: a hundred miles


@dataclass
class Worth:
    """What a rule is worth.

    Args:
        id: of the rule.
        fired: times that an event carries it, or texts that it changes where none does.
        judged: of its answers, those that the gold can tell right from wrong.
        right: of those.
        lost: right answers that are missing without it, less those that are right only then.
        spared: wrong answers that are missing without it, less those that are wrong only then.
        event: of the first answers to who, what, when and where, the right ones that are lost without it.
    """

    id: str
    fired: int = 0
    judged: int = 0
    right: int = 0
    lost: int = 0
    spared: int = 0
    event: int = 0

    @property
    def verdict(self) -> str:
        """What speaks against it."""
        if not self.fired:
            return "never fires"
        return "harm" if self.spared - self.lost > _CHANCE and self.event <= 0 else ""


@dataclass
class Reading:
    """A text as it was read.

    Args:
        fired: how many answers carry each rule.
        judged: for each answer of which the gold can tell, its rule, and whether it is right.
        hits: first answers to who, what, when and where that are right.
    """

    fired: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[str, bool]] = field(default_factory=list)
    hits: int = 0

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(right for _, right in self.judged)


@cache
def _scorer() -> tuple[Any, Any]:
    """Return the modules evaluate and score that stand beside the annotated news."""
    sys.path.insert(0, str(EVALUATE.parent))
    return import_module("evaluate"), import_module("score")


def read(facet: str, gold: dict[str, Any], without: frozenset[str] = frozenset()) -> tuple[Reading, dict[str, Any]]:
    """Read a text and judge what was found.

    Args:
        facet: of the gold.
        gold: record with its answers.
        without: ids of rules that are switched off.

    Returns:
        What was judged, and the event.
    """
    record = {key: gold[key] for key in _KEYS if gold.get(key) is not None}
    event, _ = extract(article_of(record | {"language": "en"}), Options(without=without))
    answers = event.model_dump(mode="json", exclude_none=True, exclude={"article"})
    reading = Reading(Counter(_rules(answers)))
    if facet == "events":
        reading.hits = _hits(gold, answers)
        reading.judged = [(answers["what"]["rule"], _what_hits(gold, answers))] if answers.get("what") else []
    else:
        reading.judged = list(_judged(facet, gold, answers))
    return reading, answers


def _rules(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("rule"), str):
            yield value["rule"]
        for each in value.values():
            yield from _rules(each)
    elif isinstance(value, list):
        for each in value:
            yield from _rules(each)


def _hits(gold: dict[str, Any], answers: dict[str, Any]) -> int:
    evaluate, score = _scorer()
    gold = evaluate.dated(gold)
    found = score.score_events([(gold, evaluate.predict("events", gold, answers))])
    return sum(bool(found[f"{question}_hit@1"]) for question in ("who", "what", "when", "where"))


def _what_hits(gold: dict[str, Any], answers: dict[str, Any]) -> bool:
    evaluate, score = _scorer()
    return bool(score.score_events([(gold, evaluate.predict("events", gold, answers))])["what_hit@1"])


def _judged(facet: str, gold: dict[str, Any], answers: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Pair answers with the gold as the scorer does; what the gold leaves open is not judged."""
    evaluate, score = _scorer()
    key, predicted = evaluate.KEYS[facet], evaluate.predict(facet, gold, answers)
    wanted, found = gold[key], score.ok_spans(predicted[key], gold["text"])
    if facet == "quotes":
        wanted, found = ([score.trimmed(one, gold["text"]) for one in each] for each in (wanted, found))
    pairs = {at: wanted[number] for number, at in score.match(wanted, found, 0.8 if facet == "quotes" else 0)}
    rules = list(_spans_of(facet, answers))
    for at, one in enumerate(found):
        right = _is_right(facet, pairs.get(at), one, gold)
        rule = next((rule for start, end, rule in rules if start <= one["start"] and one["end"] <= end), None)
        if right is not None and rule is not None:
            yield rule, right


def _spans_of(facet: str, answers: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    questions = {"times": ("when",), "places": ("where",), "entities": ("who",), "quotes": ("quotes",)}
    for question in questions[facet]:
        for answer in answers.get(question, ()):
            yield from ((span["start"], span["end"], answer["rule"]) for span in answer["evidence"] if "field" not in span)


def _is_right(facet: str, wanted: dict[str, Any] | None, found: dict[str, Any], gold: dict[str, Any]) -> bool | None:
    _, score = _scorer()
    if facet == "quotes":
        ignored = any(start < found["end"] and found["start"] < end for start, end in gold.get("ignore", ()))
        return score.speaker_ok(wanted, found) if wanted else None if ignored else False
    if facet == "times":
        if wanted is not None and (wanted["type"] != "DATE" or score.day(wanted) is None):
            return None
        dated = found.get("type") == "DATE" and score.day(found) is not None
        return (score.day(wanted) == score.day(found)) if wanted else False if dated else None
    if facet == "entities":
        return None if found["type"] == "LOC" else wanted is not None and wanted["type"] == found["type"]
    if wanted is None or not score.has_xy(wanted):
        return False if wanted is None else None
    country = wanted.get("is_country") and wanted.get("country") == (found.get("country") or "").upper()
    return bool(country) or (score.has_xy(found) and score.km(wanted, found) <= _WITHIN_KM)


def _gold(sets: list[Path], facets: set[str]) -> list[tuple[str, dict[str, Any]]]:
    _, score = _scorer()
    return [(facet, gold) for folder in sets for facet in sorted(facets) for gold in score.load(folder / f"{facet}.jsonl")]


def _read(work: tuple[str, dict[str, Any], frozenset[str]]) -> tuple[Reading, dict[str, Any]]:
    return read(*work)


def measure(ids: list[str], sets: list[Path], jobs: int) -> Iterator[Worth]:
    """Tell what rules are worth, one after the other.

    Args:
        ids: of the rules.
        sets: folders of annotated news.
        jobs: processes.
    """
    gold = _gold(sets, {facet for name in ids for facet in FACETS[name.partition(".")[0]]})
    with ProcessPoolExecutor(jobs) as pool:
        with_all = list(pool.map(_read, ((facet, one, frozenset()) for facet, one in gold), chunksize=16))
        carried = {rule for reading, _ in with_all for rule in reading.fired}
        yield from (_worth(name, gold, with_all, pool, carried=name in carried) for name in ids)


def _worth(
    name: str,
    gold: list[tuple[str, dict[str, Any]]],
    with_all: list[tuple[Reading, dict[str, Any]]],
    pool: ProcessPoolExecutor,
    *,
    carried: bool,
) -> Worth:
    worth, facets = Worth(name), FACETS[name.partition(".")[0]]
    asked = [(*one, *old) for one, old in zip(gold, with_all, strict=True) if one[0] in facets]
    asked = [each for each in asked if each[2].fired[name] or not carried]
    works = ((facet, one, frozenset((name,))) for facet, one, *_ in asked)
    for (facet, _, old, event), (new, changed) in zip(asked, pool.map(_read, works, chunksize=16), strict=True):
        worth.fired += old.fired[name] if carried else changed != event
        own = [right for rule, right in old.judged if rule == name]
        worth.judged, worth.right = worth.judged + len(own), worth.right + sum(own)
        worth.event += old.hits - new.hits
        if facet != "events" or len(facets) == 1:
            worth.lost += old.right - new.right
            worth.spared += (len(old.judged) - old.right) - (len(new.judged) - new.right)
    return worth


HEADING = f"{'rule':28}{'fired':>7}{'judged':>8}{'right':>7}{'share':>7}{'lost':>7}{'spared':>8}{'event':>7}"


def row(one: Worth) -> str:
    """Write the table's line for a rule."""
    share = f"{one.right / one.judged:.2f}" if one.judged else "-"
    figures = f"{one.fired:7}{one.judged:8}{one.right:7}{share:>7}{one.lost:7}{one.spared:8}{one.event:7}"
    return f"{one.id:28}{figures}  {one.verdict}".rstrip()


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("rules", nargs="*", help="beginnings of ids; all rules without")
    parser.add_argument("--gold", type=Path, action="append", help="folder of annotated news; may be given again")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    given = parser.parse_args()
    if not EVALUATE.is_file():
        print(f"there is no {EVALUATE}: nothing to measure", file=sys.stderr)
        return 2
    ids = [rule.id for rule in RULES if rule.id.startswith(tuple(given.rules or ("",)))]
    print(HEADING)
    worths = []
    for worth in measure(ids, given.gold or list(SETS), given.jobs):
        worths.append(worth)
        print(row(worth), flush=True)
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in worths], indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
