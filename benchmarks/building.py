"""How long `feedpub build` takes, and again after one edit, beside Pelican and Frozen-Flask, which build the same articles.

    python -m benchmarks.building [--events 100] [--jobs 1] [--alone] [--kinds]

The articles are those of benchmarks/publishing.py: the samples again and again, with people, places and tags that vary.
feedpub begins with them in its store, Pelican with Markdown files, and Frozen-Flask with a Flask app of three templates that
has them in memory (all articles, each article, each tag, a feed). Both are installed in an environment of their own, which
takes the network; --alone leaves them out. Seconds are processor time of all processes of a build. What the three write
differs: feedpub writes a dozen documents of each article, archives, a page and seven feeds for each person, place, tag and
so on, and everything in two codings beside. So files are in the table as well, and the ratios are those of seconds for a
thousand files to what feedpub takes. With --kinds it is printed how many addresses of each kind were built, and what
rendering them takes.
"""

import argparse
import html
import json
import os
import re
import subprocess
import time
import venv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.publishing import NEWEST, fill
from feedpub.model.record import StoredEvent
from feedpub.settings import Settings
from feedpub.static_site import build
from feedpub.static_site.app_client import AppClient
from feedpub.store import Store, open_store
from feedpub.wiring.static_site import static_site_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_ADDRESS = "https://news.example"
_PELICAN = f"""
SITENAME, SITEURL, AUTHOR, TIMEZONE, DEFAULT_LANG = "Benchmark", "{_ADDRESS}", "Desk", "UTC", "en"
PATH, DEFAULT_PAGINATION = "content", 40
FEED_ALL_ATOM, CATEGORY_FEED_ATOM = "feeds/all.atom.xml", "feeds/{{slug}}.atom.xml"
TAG_FEED_ATOM = "feeds/tag-{{slug}}.atom.xml"
"""
_FROZEN = """
import json, sys
from flask import Flask, render_template_string
from flask_frozen import Freezer
ARTICLES = {one["slug"]: one for one in json.load(open("articles.json"))}
TAGS = {}
for one in ARTICLES.values():
    for tag in one["tags"]:
        TAGS.setdefault(tag, []).append(one)
LIST = '''<!doctype html><title>{{ title }}</title>{% for one in articles %}
<p><a href="{{ url_for('article', slug=one.slug) }}">{{ one.title }}</a> {{ one.date }}</p>{% endfor %}'''
PAGE = '''<!doctype html><title>{{ one.title }}</title><h1>{{ one.title }}</h1><p>{{ one.date }}</p>{{ one.html|safe }}
{% for tag in one.tags %}<a href="{{ url_for('tag', name=tag) }}">{{ tag }}</a> {% endfor %}'''
FEED = '''<feed xmlns="http://www.w3.org/2005/Atom">{% for one in articles %}<entry><title>{{ one.title }}</title>
<updated>{{ one.date }}</updated><content type="html">{{ one.html }}</content></entry>{% endfor %}</feed>'''
app = Flask(__name__)
app.config.update(FREEZER_DESTINATION=sys.argv[1], FREEZER_IGNORE_MIMETYPE_WARNINGS=True)
newest = list(ARTICLES.values())
app.add_url_rule("/", "home", lambda: render_template_string(LIST, title="All", articles=newest[:40]))
app.add_url_rule("/articles/<slug>.html", "article", lambda slug: render_template_string(PAGE, one=ARTICLES[slug]))
app.add_url_rule("/tags/<name>.html", "tag", lambda name: render_template_string(LIST, title=name, articles=TAGS[name][:40]))
app.add_url_rule("/feed.xml", "feed", lambda: render_template_string(FEED, articles=newest[:50]))
freezer = Freezer(app)
freezer.register_generator(lambda: (("article", {"slug": slug}) for slug in ARTICLES))
freezer.freeze()
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a build took.

    Args:
        name: of what was built by what.
        seconds: of the processor.
        files: that lie in the folder, without their codings.
        asked: addresses that were asked for, where that is known.
    """

    name: str
    seconds: float
    files: int
    asked: int = 0

    def line(self, beside: float) -> str:
        """Return a line of the table.

        Args:
            beside: seconds that feedpub takes for a thousand files.
        """
        thousand = 1000 * self.seconds / max(1, self.files)
        ratio = f"{thousand / beside:10.2f}" if beside else ""
        return f"{self.name:40}{self.asked or '':>10}{self.files:10}{self.seconds:10.2f} s{thousand:12.2f} s{ratio}"


def timed(name: str, folder: Path, build: Callable[[], int | None]) -> Run:
    """Build something, and count the time that it takes and the files that there are.

    Args:
        name: of it.
        folder: that it is written to.
        build: does it, and tells how many addresses were asked for, where that is known.
    """
    began = os.times()
    asked = build()
    ended = os.times()
    seconds = sum(ended[part] - began[part] for part in range(4))
    files = [one for one in folder.rglob("*") if one.is_file() and ".feedpub" not in one.parts]
    return Run(name, seconds, sum(one.suffix not in (".gz", ".br") for one in files), asked or 0)


def edit(store: Store) -> None:
    """Change what one article in the middle of all says of its rights; all that it answers stays where it is."""
    found = store.events.newest(1 + store.changes.sequence() // 2)[-1]
    article = found.event.article.model_copy(update={"rights": "Benchmark, 2026"})
    with store.writing() as writing:
        changed = found.event.model_copy(update={"article": article})
        writing.articles.put(changed, "[]", published=found.published, modified=found.modified, now=NEWEST)


def feedpub(store: Store, settings: Settings, folder: Path, jobs: int) -> list[Run]:
    """Build with feedpub: all, nothing, and what one edit changes.

    Args:
        store: full.
        settings: of the site.
        folder: to write to.
        jobs: processes.
    """

    def built() -> int:
        *_, done = build(static_site_of(settings, store), folder, jobs)
        for failure in done.failed:
            print(failure)
        return done.asked

    runs = [timed("feedpub build", folder, built), timed("  again, nothing changed", folder, built)]
    edit(store)
    return [*runs, timed("  again after one edit", folder, built)]


def kinds(app: "WSGIApplication", folder: Path) -> None:
    """Print how many addresses of each kind were built, and what rendering them takes.

    Args:
        app: that has rendered nothing yet.
        folder: of the built site.
    """
    client, counted = AppClient(app, _ADDRESS), Counter[str]()
    took: dict[str, float] = {}
    paths = sorted(
        "/" + one.relative_to(folder).as_posix().removesuffix("index.html").removesuffix(".html").replace("@", "?")
        for one in folder.rglob("*")
        if one.is_file() and ".feedpub" not in one.parts and one.suffix not in (".gz", ".br")
    )
    for path in paths:
        kind = re.sub(r"(?<=/)(?!feeds|archive|explanation)[^/.?]+(?=[./?]|$)", "…", re.sub(r"=.*", "=…", path), count=3)
        kind = f"{path.split('/')[1].partition('?')[0]} {kind}" if path.count("/") > 1 else path
        counted[kind] += 1
        if counted[kind] <= 20:
            began = time.process_time()
            client.get(path)
            took[kind] = took.get(kind, 0) + time.process_time() - began
    for kind, total in counted.most_common(40):
        each = 1e3 * took[kind] / min(20, total)
        print(f"{kind[:70]:70}{total:8}{each:10.1f} ms{each * total / 1e3:10.1f} s")


def peers(store: Store, folder: Path, number: int) -> list[Run]:
    """Build the same articles with Pelican and Frozen-Flask.

    Args:
        store: full.
        folder: for them.
        number: of articles.
    """
    venv.create(folder / "venv", with_pip=True)
    program = folder / "venv/bin/python"
    quiet = (program, "-m", "pip", "install", "-q", "--disable-pip-version-check", "pelican[markdown]", "Frozen-Flask")
    subprocess.run(quiet, check=True)
    articles = store.events.newest(number)
    _write_markdown(articles, folder / "content")
    (folder / "pelicanconf.py").write_text(_PELICAN, encoding="utf-8")
    (folder / "freeze.py").write_text(_FROZEN, encoding="utf-8")
    (folder / "articles.json").write_text(json.dumps([*map(_as_data, articles)]), encoding="utf-8")
    pelican: list[str | Path] = [program, "-m", "pelican", "content", "-o", "pelican", "-s", "pelicanconf.py", "-q"]
    commands: dict[str, tuple[str, list[str | Path]]] = {
        "Pelican": ("pelican", pelican),
        "Frozen-Flask": ("frozen", [program, "freeze.py", folder / "frozen"]),
    }
    return [timed(name, folder / output, partial(_run, command, folder)) for name, (output, command) in commands.items()]


def _run(command: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _write_markdown(articles: tuple[StoredEvent, ...], folder: Path) -> None:
    folder.mkdir()
    for one in articles:
        article = one.event.article
        head = {"Title": article.headline, "Date": f"{one.published:%Y-%m-%d %H:%M}", "Slug": one.slug}
        head |= {"Category": article.section or "News", "Tags": ", ".join(article.tags), "Summary": article.standfirst or ""}
        lines = "".join(f"{name}: {value}\n" for name, value in head.items())
        (folder / f"{one.slug}.md").write_text(f"{lines}\n{article.text}\n", encoding="utf-8")


def _as_data(one: StoredEvent) -> dict[str, object]:
    article = one.event.article
    text = "".join(f"<p>{html.escape(part)}</p>" for part in article.text.split("\n\n"))
    tags = [re.sub(r"[^a-z0-9]+", "-", tag.lower()) for tag in article.tags]
    return {"slug": one.slug, "title": article.headline, "date": one.published.isoformat(), "html": text, "tags": tags}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=1, help="processes of feedpub build")
    parser.add_argument("--alone", action="store_true", help="without Pelican and Frozen-Flask")
    parser.add_argument("--kinds", action="store_true", help="print what kinds of addresses there are as well")
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(database_url=f"sqlite:///{folder}/news.db", base_url=_ADDRESS, sources=())
        with open_store(settings.database_url) as store:
            fill(store, asked.events)
            runs = feedpub(store, settings, folder / "feedpub", asked.jobs)
            runs += [] if asked.alone else peers(store, folder, asked.events)
            beside = 1000 * runs[0].seconds / runs[0].files
            print(f"{'':40}{'asked':>10}{'files':>10}{'processor':>12}{'1,000 files':>14}{'ratio':>10}")
            print(*(run.line(beside) for run in runs), sep="\n")
            if asked.kinds:
                kinds(static_site_of(settings, store).app(), folder / "feedpub")


if __name__ == "__main__":
    main()
