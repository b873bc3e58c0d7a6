"""A package with an extractor, as a site installs one: a folder to be put on the path, with an entry point in it."""

from pathlib import Path

_EXTRACTOR = """
import os, time
from pathlib import Path
from feedpub.extraction import run

LOG = Path({log!r})


def _met(word, text):
    if word in text:
        with LOG.open("a") as log:
            log.write(word + chr(10))
        return True
    return False


def extract(article, options):
    if _met("ENDLESS", article.text):
        while True:
            pass
    if _met("WAITING", article.text):
        time.sleep(3600)
    if _met("HOARDING", article.text):
        kept = []
        while True:
            kept.append(bytearray(1_000_000))
    if _met("DEADLY", article.text):
        os.abort()
    print("noise")
    return run(article, options)
"""


def install_poisonable(folder: Path, log: Path) -> Path:
    """Install the extractor ``poisonable``, which copy with one of four words in it sends astray.

    Args:
        folder: to install it in; to be put on the path.
        log: gets a line whenever it meets such copy.
    """
    about = folder / "poisonable-1.0.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: poisonable\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[feedpub.extractors]\npoisonable = poisonable:extract\n")
    (folder / "poisonable.py").write_text(_EXTRACTOR.format(log=str(log)))
    return folder
