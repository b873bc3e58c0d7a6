"""A site with events of every kind, on a free port until it is ended: python -m tests.contract.site [EVENTS].

Its address is the first line that it prints.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from werkzeug.serving import make_server

from feedpub.model.article import instant
from feedpub.model.event import Event
from feedpub.publish import Publisher
from feedpub.store import Store, Writing, open_store
from feedpub.web import create_app
from tests.builders import article, event
from tests.formats.samples import SITE, bare, bridge, retracted, structured

EVENTS = 1_000  # where the command line names no other number
_STORED = datetime(2024, 5, 6, 12, tzinfo=UTC)
_FAR = datetime(2999, 1, 1, tzinfo=UTC)
_TEXTS = {
    "de": "GRAZ, Österreich — Der Stadtrat tagte am Montag. „Wir bauen“, sagte Mira Oduya.",
    "fr": "LYON, France — Le conseil s’est réuni lundi. « Nous bâtissons », a dit Mira Oduya.",
    "ar": "بيروت — اجتمع المجلس يوم الاثنين. \u200f«سنبني»، قالت ميرا.",
    "ja": "東京 — 市議会は月曜日に開かれた。「建てる」と小田は言った。",
    "zh-Hant": "臺北 — 市議會於星期一開會。",
    "he": "חיפה — המועצה התכנסה ביום שני.",
}


def _kinds() -> Iterator[Event]:
    """Yield an event of each kind; all but what is gone or waits may be seen."""
    yield from (bare(), retracted(), structured(), bridge())
    yield event("sample", sample=True)
    yield event("excerpt", excerpt=True, url="https://elsewhere.example/excerpt")
    yield event("waiting", embargo=_FAR)
    yield event("withheld", status="withheld")
    yield event("deleted")
    yield event("unreadable")
    yield from (event(f"words {language}", text=words, language=language) for language, words in _TEXTS.items())


def _copies() -> Iterator[Event]:
    """Yield as many events as the site has, each with an id of its own, and dates that differ."""
    kinds = tuple(_kinds())
    for number in range(int(sys.argv[1]) if sys.argv[1:] else EVENTS):
        kind = kinds[number % len(kinds)]
        one = article(f"{kind.id} {number}")
        published = _STORED - timedelta(minutes=number)
        copied = kind.article.model_copy(update={"id": one.id, "published": published, "modified": None})
        yield kind.model_copy(update={"id": one.id, "article": copied})


def fill(store: Store) -> None:
    """Store the events; some are edited, removed, taken back, or spoilt."""
    with store.writing() as writing:
        for number, one in enumerate(_copies()):
            _put(writing, one)
            if number % 10 == 0:
                _put(writing, one.model_copy(update={"article": one.article.model_copy(update={"section": "Late"})}))
            if number % 16 == 8:
                writing.articles.delete(one.id, _STORED)
    spoilt = text("UPDATE revisions SET document = '{' WHERE article_id = :id")
    with store.writing() as writing:
        for number, one in enumerate(_copies()):
            if number % 160 == 9:
                writing.connection.execute(spoilt, {"id": one.id})
    store.integrity.examine()  # as the scheduler does, so that all lists leave out what is spoilt


def _put(writing: Writing, one: Event) -> None:
    published = instant(one.article.published or _STORED)
    writing.articles.put(one, "[]", published=published, modified=published, now=_STORED)


def _now() -> datetime:
    """Tell the time shortly after all of this happened: so long as removals are told of, no cursor expires."""
    return _STORED + timedelta(hours=1)


def main() -> None:
    """Serve the site."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{Path(folder) / 'news.db'}", clock=_now) as store:
        fill(store)
        publisher = Publisher(store, SITE, feed_size=20)
        app = create_app(publisher, store, max_age=0, now=_now)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
