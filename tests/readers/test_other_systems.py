"""Copy of site generators and blogs: their names and forms of front matter are understood."""

from datetime import date, datetime, timedelta, timezone

import pytest

from feedpub.errors import ReadError
from feedpub.model.article import Article, Author
from feedpub.model.document import Document
from feedpub.readers import read
from feedpub.readers.markdown import recognises

BODY = "BERGEN, Norway — The council voted on Monday to close the old quay.\n"
HUGO = """+++
title = "Quay closes"
date = 2025-02-03T09:30:00+01:00
lastmod = 2025-02-04
draft = false
categories = ["Harbour", "Council"]
keywords = ["quay"]
weight = 10
[cover]
image = "quay.jpg"
alt = "The quay"
+++
"""
JEKYLL = """---
layout: post
title: Quay closes
excerpt: Two barges struck it.
byline: Ann Lee and Bo Day
last_modified_at: 2025-02-04 10:00:00 +0100
lang: en_GB
---
"""


def article(head: str, key: str = "quay.md") -> Article:
    return read(Document(source="test", key=key, content=(head + BODY).encode()))


def test_toml_of_hugo_is_read() -> None:
    found = article(HUGO)
    assert found.headline == "Quay closes"
    assert found.published == datetime(2025, 2, 3, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert (found.modified, found.section, found.tags) == (date(2025, 2, 4), "Harbour", ("quay",))
    assert [(image.file, image.alt) for image in found.images] == [("quay.jpg", "The quay")]
    assert found.status == "usable"
    assert found.notes == ("weight was left out: it says nothing about the article",)


def test_a_post_of_jekyll_has_its_day_in_its_name() -> None:
    found = article(JEKYLL, "_posts/2025-02-03-quay-closes.md")
    assert found.published == date(2025, 2, 3)
    assert (found.standfirst, found.language) == ("Two barges struck it.", "en-GB")
    assert found.authors == (Author(name="Ann Lee"), Author(name="Bo Day"))
    assert found.notes == ("layout was left out: it says nothing about the article",)


@pytest.mark.parametrize(("value", "status"), [("true", "withheld"), ("false", "usable")])
def test_a_draft_is_not_published(value: str, status: str) -> None:
    assert article(f"---\ndate: 2025-02-03\ndraft: {value}\n---\n").status == status


def test_our_own_names_come_first_and_the_other_is_noted() -> None:
    found = article("---\nsummary: Theirs.\ndate: 2025-02-03\nstandfirst: Ours.\npubDate: 2025-02-01\n---\n")
    assert (found.standfirst, found.published) == ("Ours.", date(2025, 2, 3))
    assert found.notes == (
        "summary was left out: standfirst is given by another name",
        "pubDate was left out: published is given by another name",
    )


def test_a_picture_that_lies_nowhere_is_noted() -> None:
    found = article("---\ndate: 2025-02-03\nfeatured_image: /img/quay.jpg\n---\n")
    assert not found.images
    assert found.notes == ("featured_image was left out: '/img/quay.jpg' is nothing that is known here",)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("+++\ndate = \n+++\n", "it is no TOML"),
        ("+++\ndate = 2025-02-03\n", "no line +++ closes it"),
        ("+++\na = " + "[" * 3000 + "\n+++\n", "it is no TOML"),
        ("+++\na = " + "[" * 9 + "]" * 9 + "\n+++\n", "nested more than 6 levels deep"),
    ],
)
def test_broken_toml_is_refused(head: str, reason: str) -> None:
    with pytest.raises(ReadError, match="front matter") as caught:
        article(head)
    assert reason in caught.value.reason


@pytest.mark.parametrize(("first", "front_matter"), [(b"+++\ntitle", True), (b"+++\r\n", True), (b"+++ ALERT +++\n", False)])
def test_an_alert_of_an_agency_is_no_front_matter(first: bytes, front_matter: bool) -> None:
    assert recognises(first) == front_matter
