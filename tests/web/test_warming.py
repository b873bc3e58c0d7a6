"""What a process does before its first request."""

from datetime import timedelta
from pathlib import Path

import pytest

from feedpub.publish import Publisher
from feedpub.store import open_store
from feedpub.store.events import Events
from feedpub.store.vocabulary import Vocabulary
from feedpub.web import create_app, warm_up
from tests.builders import event
from tests.formats.samples import SITE
from tests.web.conftest import STORED, Clock


def test_the_first_reader_is_served_from_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(f"sqlite:///{tmp_path}/news.db") as store:
        with store.writing() as writing:
            writing.articles.put(event(), "[]", published=STORED, modified=STORED, now=STORED)
        app = create_app(Publisher(store, SITE, feed_size=20), store, max_age=300, now=Clock())
        warm_up(app)
        monkeypatch.setattr(Events, "newest", None)  # whoever asks for events now fails
        with app.test_client() as client:
            for path in ("/", "/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json"):
                answer = client.get(path)
                assert (answer.status_code, b"harbour" in answer.data) == (200, True)


def test_the_first_misspelt_search_is_corrected_by_words_that_were_read_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(f"sqlite:///{tmp_path}/news.db") as store:
        with store.writing() as writing:
            writing.articles.put(
                event(text="The harbour is in the news."), "[]", published=STORED, modified=STORED, now=STORED
            )
        app = create_app(Publisher(store, SITE, feed_size=20), store, max_age=300, now=Clock())
        warm_up(app)
        monkeypatch.setattr(Vocabulary, "words", None)  # whoever reads them now fails
        with app.test_client() as client:
            answer = client.get("/search?q=harbuor")
            assert (answer.status_code, b"/articles/" in answer.data) == (200, True)


def test_a_store_that_does_not_answer_keeps_nobody_from_starting(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/news.db") as store:
        clock = Clock(STORED + timedelta(days=1))
        app = create_app(Publisher(store, SITE, feed_size=20), store, max_age=300, now=clock)
    warm_up(app)
    with app.test_client() as client:
        assert client.get("/feeds/all.rss").status_code == 503
