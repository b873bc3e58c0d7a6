"""Speed of the whole extraction on one core, beside a lower bound for any spaCy system in the same run.

    pip install -e '.[benchmark]' && python -m benchmarks.extraction

The peer is spaCy's blank English tokenizer with its rule-based sentencizer: what every spaCy pipeline does before it knows
anything. The articles are the 2,225 of ../shared/corpus.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import spacy

from benchmarks.corpus import CORPUS, records
from feedpub.extraction import STAGES, extract
from feedpub.extraction.base import Analysis, Stage
from feedpub.model.article import Article
from feedpub.pool.forkserver import calm_collector
from feedpub.readers.records import article_of


def timed(work: Callable[[Any], object], items: list[Any]) -> list[float]:
    """Time each item.

    Args:
        work: what is done to one item.
        items: in order.

    Returns:
        Seconds of processor time for each, so that what else the machine does counts for neither side.
    """
    seconds = []
    for item in items:
        began = time.process_time()
        work(item)
        seconds.append(time.process_time() - began)
    return seconds


def _row(name: str, seconds: list[float], words: int) -> float:
    total = sum(seconds)
    late = sorted(seconds[1:])
    slow = {"median": statistics.median(late), "p99": late[int(len(late) * 0.99)], "max": late[-1]}
    print(
        f"{name:30s} {len(seconds) / total:8.0f} articles/s {words / total:10.0f} words/s   "
        + "   ".join(f"{key} {value * 1e3:6.2f} ms" for key, value in slow.items())
    )
    return words / total


def main() -> int:
    """Print articles and words a second of both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    if not CORPUS.is_file():
        print(f"there is no {CORPUS}: nothing to measure", file=sys.stderr)
        return 2
    found = records(given.limit)
    articles: list[Article] = [article_of(record) for record in found]
    words = sum(len(article.text.split()) for article in articles)
    peer = spacy.blank("en")
    peer.add_pipe("sentencizer")
    extract(articles[0])
    calm_collector()  # as the batch door does after its first article
    theirs = _row("spaCy blank + sentencizer", timed(peer, [article.text for article in articles]), words)
    for count in (2, 3):
        stages = STAGES[:count]
        some = _row(" + ".join(stage.name for stage in stages), timed(partial(_through, stages), articles), words)
        print(f"  ratio {some / theirs:.3f}")
    ours = _row("feedpub extract", timed(extract, articles), words)
    print(f"  ratio {ours / theirs:.3f}")
    return 0


def _through(stages: tuple[Stage, ...], article: Article) -> None:
    """Run the first stages alone, as far as their claims."""
    analysis = Analysis(article)
    for stage in stages:
        for rule in stage.rules:
            analysis.claims.extend(rule(analysis))


if __name__ == "__main__":
    sys.exit(main())
