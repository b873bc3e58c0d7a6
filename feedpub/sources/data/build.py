"""Writes samples.txt of the samples in articles/: python -m feedpub.sources.data.build, after each change there."""

from pathlib import Path

from feedpub.sources.samples import line_digests

_HERE = Path(__file__).parent
SAMPLES = _HERE.parents[2] / "articles"
FILES = tuple(sorted(path for path in SAMPLES.iterdir() if path.is_file()))
"""The samples; their pictures lie in a folder beside them."""


def built() -> str:
    """Return what samples.txt is to hold: the digests of all lines of all samples, each once, in order."""
    found = {each for path in FILES for each in line_digests(path.read_bytes())}
    return "".join(f"{each}\n" for each in sorted(found))


if __name__ == "__main__":
    (_HERE / "samples.txt").write_text(built(), encoding="ascii")
