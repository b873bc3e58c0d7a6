"""The same state of the store is the same bytes in every process, time zone, locale and hash seed."""

import hashlib
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from feedpub.formats import FORMATS
from feedpub.formats.opml import FeedGroup, Subscription, opml
from feedpub.formats.sitemap import Location, news_sitemap, sitemap, sitemap_index
from feedpub.model.record import Heading
from tests.formats import samples

ROOT = Path(__file__).parents[2]
MACHINES = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8"},
)
LISTS = ("opml", "sitemap", "sitemap index", "news sitemap")


def documents() -> dict[str, bytes]:
    """Render whatever is rendered, by name."""
    names = list(samples.EVENTS)
    everything = samples.feed(*(samples.entry(name, minutes) for minutes, name in enumerate(names)))
    made = {}
    for output in FORMATS:
        feeds = (
            [everything, samples.feed()] if output.scope == "feed" else [samples.feed(samples.entry(one)) for one in names]
        )
        made[output.name] = b"\0".join(map(output.render, feeds))
    return made | dict(zip(LISTS, _lists(), strict=True))


def _lists() -> list[bytes]:
    moment = samples.entry("bridge").modified
    one = Subscription("A & b", "https://news.example/feeds/all.rss", "https://news.example/")
    place = Location("https://news.example/articles/a", moment)
    heading = Heading("a", "A & b", "en-GB", samples.PUBLISHED, moment)
    return [
        opml(samples.SITE, moment, one, [FeedGroup("People", (one,))]),
        sitemap([place]),
        sitemap_index([place]),
        news_sitemap([(place.url, heading)], "Harbour Wire", place),
    ]


@cache
def digests() -> dict[str, str]:
    return {name: hashlib.sha256(body).hexdigest() for name, body in documents().items()}


@cache
def elsewhere(machine: int) -> dict[str, str]:
    """Do the same in another process, on what looks to it like another machine."""
    variables = os.environ | MACHINES[machine] | {"PYTHONPATH": str(ROOT)}
    command = "import json; from tests.formats.test_determinism import digests; print(json.dumps(digests()))"
    ran = subprocess.run(
        [sys.executable, "-c", command], env=variables, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(ran.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("machine", range(len(MACHINES)))
@pytest.mark.parametrize("name", [*(output.name for output in FORMATS), *LISTS])
def test_bytes_do_not_depend_on_the_process(name: str, machine: int) -> None:
    assert elsewhere(machine)[name] == digests()[name]
