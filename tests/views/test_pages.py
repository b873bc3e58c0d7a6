"""Pages as functions from data: the same bytes for the same data, with neither a web framework nor a store."""

import subprocess
import sys

import pytest

from feedpub.formats import FORMATS
from feedpub.model.article import ArticleCopy
from feedpub.model.record import StoredEvent
from feedpub.publish import entry_of
from feedpub.views import Frame, FrontPage, article_page, home_page, problem_page
from tests.builders import NOON, event
from tests.formats.samples import SITE

DESK = SITE.model_copy(update={"base_url": "https://news.example/desk"})
ENTRY = entry_of(
    StoredEvent(
        event=event().model_copy(update={"revision": 1}),
        slug="quay",
        published=NOON,
        modified=NOON,
        changed=NOON,
        sequence=1,
    ),
    DESK,
)
FRONT = FrontPage(top=(ENTRY,), newest=(ENTRY,))
PROGRAM = """
import sys
from feedpub.formats import FORMATS
from feedpub.model.feed import Site
from feedpub.views import Frame, FrontPage, home_page
site = Site(title="T", description="D", base_url="http://t", publisher="P")
print(len(home_page(Frame(site, FORMATS), FrontPage())) > 0)
print(sorted({"flask", "werkzeug", "sqlalchemy"} & set(sys.modules)))
"""


def test_pages_are_rendered_without_a_web_framework_and_without_a_store() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["True", "[]"]


def test_the_same_data_makes_the_same_bytes() -> None:
    frame = Frame(DESK, FORMATS)
    assert home_page(frame, FRONT) == home_page(frame, FRONT)
    assert article_page(frame, ENTRY, b"{}") == article_page(frame, ENTRY, b"{}")


def test_an_article_names_the_other_sources_that_bring_it() -> None:
    copies = (ArticleCopy(source="desk"), ArticleCopy(source="wire & co", url="https://wire.example/1?a&b"))
    article = ENTRY.event.article.model_copy(update={"copies": copies})
    event = ENTRY.event.model_copy(update={"article": article})
    page = article_page(Frame(DESK, FORMATS), ENTRY.model_copy(update={"event": event}), b"{}").decode()
    assert 'Also at</span> desk, <a href="https://wire.example/1?a&amp;b">wire &amp; co</a>' in page
    assert "Also at" not in article_page(Frame(DESK, FORMATS), ENTRY, b"{}").decode()


@pytest.mark.parametrize("samples", [True, False])
def test_samples_are_announced_around_any_page(samples: bool) -> None:
    assert (b'class="samples"' in home_page(Frame(DESK, FORMATS, samples), FRONT)) is samples


def test_links_stay_below_the_path_of_the_site() -> None:
    body = home_page(Frame(DESK, FORMATS), FRONT).decode()
    assert 'href="/desk/articles/quay"' in body
    assert 'href="/desk/days/2024-05-06"' in body
    assert 'href="/articles/' not in body


def test_what_a_request_said_is_escaped_in_the_page_of_a_problem() -> None:
    body = problem_page(Frame(DESK, FORMATS), 400, "Bad", "", [("<b>", "is <i>wrong</i>")]).decode()
    assert "<b>" not in body
    assert "&lt;i&gt;wrong" in body
