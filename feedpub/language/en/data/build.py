"""Rebuild the derived word lists: ``python -m feedpub.language.en.data.build NAMES WORDNET DICTIONARY...``.

Sources, all free to ship: the name tables of the 1990 United States census (public domain, carried by the package ``names``
on PyPI), WordNet 3.0 (Princeton's licence, Debian's package ``wordnet-base``) and SCOWL's small American and British word
lists (free, Debian's packages ``wamerican-small`` and ``wbritish-small``, in usr/share/dict).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

_DATA = Path(__file__).parent
_SURNAMES = 12_000
_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_CREDIT = "# Made by feedpub/language/en/data/build.py from "


def given_names(folder: Path) -> Iterator[str]:
    """Give each given name of the census its gender: f, m, or b where a tenth or more bear it on either side."""
    shares: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for gender in ("female", "male"):
        for line in (folder / f"dist.{gender}.first").read_text("ascii").splitlines():
            name, share, *_ = line.split()
            shares[name.capitalize()][gender[0]] += int(float(share) * 1000) + 1
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for name, count in sorted(shares.items()):
        (top, most), total = count.most_common(1)[0], count.total()
        grouped[top if most > 0.9 * total else "b"].append(name)
    for gender, names in sorted(grouped.items()):
        yield f"[{gender}]"
        yield from wrapped(names)


def surnames(folder: Path) -> Iterator[str]:
    """List the commonest surnames of the census."""
    lines = (folder / "dist.all.last").read_text("ascii").splitlines()[:_SURNAMES]
    yield from wrapped(sorted(line.split()[0].capitalize() for line in lines))


def vocabulary(wordnet: Path, dictionaries: list[Path]) -> Iterator[str]:
    """Group the dictionary's lower-case words by the parts of speech that they may have, the likeliest first."""
    counts = _counts(wordnet)
    irregular = {kind: _irregular(wordnet / f"{kind}.exc") for kind in ("noun", "verb", "adj")}
    irregular["ing"] = {form: base for form, base in irregular["verb"].items() if form.endswith("ing")}
    irregular["verb"] = {form: base for form, base in irregular["verb"].items() if not form.endswith("ing")}
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({word for path in dictionaries for word in path.read_text("utf-8").splitlines()}):
        if word.isalpha() and word.islower() and word.isascii() and len(word) > 1:
            tags = _tags(word, counts, irregular)
            if tags:
                grouped[tags].append(word)
    for tags, found in sorted(grouped.items()):
        yield f"[{tags}]"
        yield from wrapped(found)


def wrapped(entries: Iterable[str], width: int = 125) -> Iterator[str]:
    """Put several entries on a line."""
    line = ""
    for entry in entries:
        if len(line) + len(entry) >= width:
            yield line
            line = ""
        line = f"{line} {entry}".strip()
    if line:
        yield line


def _counts(wordnet: Path) -> dict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"index.{kind}").read_text("ascii").splitlines():
            if not line.startswith(" "):
                lemma, letter, *_ = line.split()
                counts[lemma][_TYPES["5"] if letter == "s" else letter] += 1
    for line in (wordnet / "cntlist.rev").read_text("ascii").splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma][_TYPES[rest[0]]] += 10 * int(count)
    return counts


def _irregular(path: Path) -> dict[str, str]:
    return {parts[0]: parts[1] for parts in map(str.split, path.read_text("ascii").splitlines())}


def _tags(word: str, counts: dict[str, Counter[str]], irregular: dict[str, dict[str, str]]) -> str:
    scores = Counter(counts.get(word, Counter()))
    for tag, kind, lemmas in (
        ("s", "n", _lemmas(word, irregular["noun"], (("s", ""), ("es", ""), ("ies", "y")))),
        ("z", "v", _lemmas(word, {}, (("s", ""), ("es", ""), ("ies", "y")))),
        ("d", "v", _lemmas(word, irregular["verb"], (("ed", ""), ("ed", "e"), ("ied", "y")))),
        ("g", "v", _lemmas(word, irregular["ing"], (("ing", ""), ("ing", "e")))),
        (
            "a",
            "a",
            _lemmas(
                word, irregular["adj"], (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y"))
            ),
        ),
    ):
        best = max((counts[lemma][kind] for lemma in lemmas if lemma in counts), default=0)
        if best:
            scores[tag] += best
    if not scores:
        return ""
    most = max(scores.values())
    ranked = sorted((tag for tag in scores if scores[tag] * 200 >= most), key=lambda tag: (-scores[tag], tag))
    return "".join(ranked)


def _lemmas(word: str, exceptions: dict[str, str], endings: tuple[tuple[str, str], ...]) -> list[str]:
    if word in exceptions:
        return [exceptions[word]] if exceptions[word] != word else []
    found = [word[: -len(old)] + new for old, new in endings if word.endswith(old) and len(word) > len(old) + 1]
    return found + [lemma[:-1] for lemma in found if len(lemma) > 3 and lemma[-1] == lemma[-2]]


def main() -> None:
    """Write the lists beside the others."""
    names, wordnet, *dictionaries = map(Path, sys.argv[1:])
    for name, source, lines in (
        ("given_names", "the 1990 United States census", given_names(names)),
        ("surnames", "the 1990 United States census", surnames(names)),
        ("vocabulary", "WordNet 3.0 (Princeton University) and SCOWL", vocabulary(wordnet, dictionaries)),
    ):
        (_DATA / f"{name}.txt").write_text("\n".join([_CREDIT + source + ".", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
