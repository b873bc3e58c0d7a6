"""Rebuild the derived word lists: ``python -m benchmarks.data.words NAMES WORDNET DICTIONARY...``.

Sources, all free to ship: the name tables of the 1990 United States census (public domain, carried by the package ``names``
on PyPI), WordNet 3.0 (Princeton's licence, Debian's package ``wordnet-base``) and SCOWL's small American and British word
lists (free, Debian's packages ``wamerican-small`` and ``wbritish-small``, in usr/share/dict).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap

DATA = Path(__file__).parents[2] / "feedpub" / "language" / "en" / "data"
_SURNAMES = 12_000
_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_CREDIT = "# Made by benchmarks/data/words.py from "
_CENSUS = "the 1990 United States census"
# By the tag of an inflected form: WordNet's list of irregular ones, its lemma's tag, and the endings with what they replace.
_FORMS = {
    "s": ("noun", "n", ("s", "es", "ies-y")),
    "z": ("", "v", ("s", "es", "ies-y")),
    "d": ("verb", "v", ("ed", "ed-e", "ied-y")),
    "g": ("verb", "v", ("ing", "ing-e")),
    "a": ("adj", "a", ("er", "est", "er-e", "est-e", "ier-y", "iest-y")),
}
_LEAST = 200  # a tag that is rarer by this factor than the likeliest is left out


def given_names(folder: Path) -> Iterator[str]:
    """Give each given name of the census its gender: f, m, or b where a tenth or more bear it on either side."""
    shares: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for gender in ("female", "male"):
        for name, share, *_ in _rows(folder / f"dist.{gender}.first"):
            shares[name.capitalize()][gender[0]] += int(float(share) * 1000) + 1
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for name, count in sorted(shares.items()):
        top, most = count.most_common(1)[0]
        grouped[top if most > 0.9 * count.total() else "b"].append(name)
    return sections(dict(sorted(grouped.items())))


def surnames(folder: Path) -> Iterator[str]:
    """List the commonest surnames of the census."""
    yield from wrapped(sorted(row[0].capitalize() for row in _rows(folder / "dist.all.last")[:_SURNAMES]))


def vocabulary(wordnet: Path, dictionaries: list[Path]) -> Iterator[str]:
    """Group the dictionary's lower-case words by the parts of speech that they may have, the likeliest first."""
    counts = _counts(wordnet)
    irregular = {kind: dict(row[:2] for row in _rows(wordnet / f"{kind}.exc")) for kind in ("noun", "verb", "adj")}
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({word for path in dictionaries for word in path.read_text("utf-8").splitlines()}):
        plain = word.isalpha() and word.islower() and word.isascii() and len(word) > 1
        if plain and (tags := _tags(word, counts, irregular)):
            grouped[tags].append(word)
    return sections(dict(sorted(grouped.items())))


def sections(grouped: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Write words under headings, several on a line."""
    for heading, words in grouped.items():
        yield f"[{heading}]"
        yield from wrapped(words)


def wrapped(entries: Iterable[str]) -> list[str]:
    """Put several entries on a line."""
    return wrap(" ".join(entries), 125, break_long_words=False, break_on_hyphens=False)


def _rows(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text("ascii").splitlines() if not line.startswith(" ")]


def _counts(wordnet: Path) -> dict[str, Counter[str]]:
    """Count how often each word is of each part of speech: its senses, and ten times where the tagged corpus has them."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind in ("noun", "verb", "adj", "adv"):
        for lemma, letter, *_ in _rows(wordnet / f"index.{kind}"):
            counts[lemma][_TYPES["5"] if letter == "s" else letter] += 1
    for key, _, count in _rows(wordnet / "cntlist.rev"):
        lemma, _, rest = key.partition("%")
        counts[lemma][_TYPES[rest[0]]] += 10 * int(count)
    return counts


def _tags(word: str, counts: Mapping[str, Counter[str]], irregular: Mapping[str, Mapping[str, str]]) -> str:
    scores = Counter(counts.get(word, Counter()))
    for tag, (kind, of, endings) in _FORMS.items():
        if tag not in "dg" or (tag == "g") == word.endswith("ing"):
            lemmas = _lemmas(word, irregular.get(kind, {}), endings)
            scores[tag] += max((counts[lemma][of] for lemma in lemmas if lemma in counts), default=0)
    ranked = sorted(
        (tag for tag in +scores if scores[tag] * _LEAST >= max(scores.values())), key=lambda tag: (-scores[tag], tag)
    )
    return "".join(ranked)


def _lemmas(word: str, exceptions: Mapping[str, str], endings: Iterable[str]) -> list[str]:
    if word in exceptions:
        return [exceptions[word]] if exceptions[word] != word else []
    pairs = (ending.partition("-") for ending in endings)
    found = [word[: -len(old)] + new for old, _, new in pairs if word.endswith(old) and len(word) > len(old) + 1]
    return found + [lemma[:-1] for lemma in found if len(lemma) > 3 and lemma[-1] == lemma[-2]]


def main() -> None:
    """Write the lists beside the others."""
    names, wordnet, *dictionaries = map(Path, sys.argv[1:])
    for name, source, lines in (
        ("given_names", _CENSUS, given_names(names)),
        ("surnames", _CENSUS, surnames(names)),
        ("vocabulary", "WordNet 3.0 (Princeton University) and SCOWL", vocabulary(wordnet, dictionaries)),
    ):
        (DATA / f"{name}.txt").write_text("\n".join([f"{_CREDIT}{source}.", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
