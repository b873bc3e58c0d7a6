"""Pictures beside the copy, from the folder to the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedpub.errors import SourceError
from feedpub.ingest import Outcome, refresh
from feedpub.media import MediaStore, examine
from feedpub.model.feed import Site
from feedpub.model.record import StoredEvent
from feedpub.publish import Publisher
from feedpub.readers import read
from feedpub.sources.byhand import documents_at
from feedpub.sources.directory import DirectorySource
from feedpub.sources.http.pictures import fetch_picture
from feedpub.store import Store, open_store
from feedpub.web import create_app
from tests.builders import NOON, drafting_apart
from tests.media.pictures import picture

COPY = """---
headline: The quay
date: 2024-05-06
images: [{url: lead.jpg, caption: "The quay at dawn"}]
---
ROTTERDAM, Netherlands - The council reopened the quay.

![A boat](pics/boat.png "A boat at the quay")

It was about time.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'site.db'}") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    (made / "pics").mkdir(parents=True)
    (made / "quay.md").write_text(COPY)
    (made / "lead.jpg").write_bytes(picture("JPEG", (64, 48), credit="Ann Lee"))
    (made / "pics" / "boat.png").write_bytes(picture("PNG"))
    return made


@pytest.fixture
def media(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "media")


def bring(store: Store, folder: Path, media: MediaStore) -> list[Outcome]:
    given: dict[str, Any] = {"read": read, "media": media}
    return list(refresh(DirectorySource("desk", folder), store=store, now=NOON, **drafting_apart(given)))


def article(store: Store) -> Any:
    (stored,) = store.events.newest(10)
    assert isinstance(stored, StoredEvent)
    return stored.event.article


def test_pictures_beside_the_copy_are_kept_by_their_hash(store: Store, folder: Path, media: MediaStore) -> None:
    (outcome,) = bring(store, folder, media)
    assert (outcome.key, outcome.status, outcome.notes) == ("quay.md", "new", ())
    lead, boat = article(store).images
    assert (lead.width, lead.height, lead.credit, lead.rights) == (64, 48, "Ann Lee", "(c) Ann Lee")
    assert (boat.alt, boat.caption, boat.media_type) == ("A boat", "A boat at the quay", "image/png")
    for image, file in ((lead, "lead.jpg"), (boat, "pics/boat.png")):
        shown = examine((folder / file).read_bytes())
        assert image.url == f"/media/{shown.name}"
        assert media.content(shown.name) == shown.content
    assert [block.image for block in article(store).blocks] == [None, 1, None]


def test_a_picture_that_comes_late_or_changes_is_seen(store: Store, folder: Path, media: MediaStore) -> None:
    late = (folder / "lead.jpg").rename(folder.parent / "later.jpg")
    (outcome,) = bring(store, folder, media)
    assert outcome.notes == ("a picture was left out: lead.jpg is no file beside the copy",)
    assert [image.alt for image in article(store).images] == ["A boat"]
    assert [each.status for each in bring(store, folder, media)] == ["unchanged"]
    late.rename(folder / "lead.jpg")
    assert [each.status for each in bring(store, folder, media)] == ["changed"]
    before = article(store).images
    (folder / "pics" / "boat.png").write_bytes(picture("PNG", (41, 30)))
    assert [each.status for each in bring(store, folder, media)] == ["changed"]
    assert article(store).images[0] == before[0]
    assert article(store).images[1].url != before[1].url


@pytest.mark.parametrize("path", ["../secret.png", "link.png", "pics/../../secret.png", "%2e%2e/secret.png"])
def test_what_lies_outside_of_the_folder_is_refused(store: Store, folder: Path, media: MediaStore, path: str) -> None:
    (folder.parent / "secret.png").write_bytes(picture())
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "quay.md").write_text(COPY.replace("pics/boat.png", path))
    (outcome,) = bring(store, folder, media)
    assert outcome.status == "new"
    assert outcome.notes[0].startswith(f"a picture was left out: {path} it is a link that leads out of the folder")
    assert [image.caption for image in article(store).images] == ["The quay at dawn"]


def test_a_picture_that_is_none_spoils_only_itself(store: Store, folder: Path, media: MediaStore) -> None:
    (folder / "pics" / "boat.png").write_bytes(b"<svg onload='x'/>")
    (outcome,) = bring(store, folder, media)
    assert outcome.notes == (
        "a picture was left out: pics/boat.png is SVG, which may hold programs; a PNG of it can be shown",
    )
    assert len(article(store).images) == 1
    assert article(store).blocks == ()


def test_a_file_given_by_hand_has_its_pictures_beside_it(folder: Path) -> None:
    (found,) = [each for each in documents_at([folder / "quay.md"]) if not isinstance(each, Exception)]
    assert (found.folder, found.path, bool(found.beside)) == (str(folder), "quay.md", True)


def test_pages_and_feeds_show_them_and_the_site_serves_them(store: Store, folder: Path, media: MediaStore) -> None:
    bring(store, folder, media)
    site = Site(title="T", description="D", base_url="https://news.example/sub", publisher="P")
    client = create_app(Publisher(store, site, feed_size=10), store, max_age=60, now=lambda: NOON, media=media).test_client()
    page = client.get("/articles/the-quay").text
    boat = examine((folder / "pics" / "boat.png").read_bytes())
    address = f"https://news.example/sub/media/{boat.name}"
    assert f'<img src="/sub/media/{boat.name}" alt="A boat" width="40" height="30" loading="lazy"' in page
    assert "<figcaption>A boat at the quay</figcaption>" in page
    assert '<meta property="og:image:alt" content="The quay at dawn">' in page
    for path in (
        "/feeds/all.rss",
        "/feeds/all.atom",
        "/feeds/all.json",
        "/articles/the-quay.jsonld",
        "/articles/the-quay.json",
    ):
        assert address in client.get(path).text
    assert f"<image:image><image:loc>{address}</image:loc></image:image>" in client.get("/sitemap-news.xml").text
    served = client.get(f"/media/{boat.name}")
    assert (served.status_code, served.content_type, served.data) == (200, "image/png", boat.content)
    assert served.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(f"/media/{boat.name}", headers={"If-None-Match": served.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["x.png", "../site.db", f"{'0' * 64}.png", f"{'0' * 64}.svg", f"{'A' * 64}.png"])
def test_what_the_store_does_not_have_is_not_found(store: Store, media: MediaStore, name: str) -> None:
    site = Site(title="T", description="D", base_url="https://news.example", publisher="P")
    client = create_app(Publisher(store, site, feed_size=10), store, max_age=60, now=lambda: NOON, media=media).test_client()
    assert client.get(f"/media/{name}").status_code == 404
    assert media.content(name) is None


def test_pictures_of_other_sites_are_brought_where_that_is_wanted(store: Store, folder: Path, media: MediaStore) -> None:
    address = "https://pictures.example/a.png"
    (folder / "quay.md").write_text(COPY.replace("pics/boat.png", address))
    content = {address: picture("PNG")}

    def fetch(wanted: str, _max_bytes: int) -> bytes:
        if wanted not in content:
            raise SourceError(wanted, "its server answers 404")
        return content[wanted]

    source, given = DirectorySource("desk", folder), {"read": read, "media": media}
    refreshed = drafting_apart(given | {"fetch": fetch})
    (outcome,) = refresh(source, store=store, now=NOON, **refreshed)
    assert (outcome.status, outcome.notes) == ("new", ())
    assert article(store).images[1].url == f"/media/{examine(content[address]).name}"
    content.clear()
    (outcome,) = refresh(source, store=store, now=NOON, again=True, **refreshed)
    assert outcome.notes == (f"a picture stays where it is: {address} its server answers 404",)
    assert article(store).images[1].url == address


def test_a_picture_is_fetched_within_the_bounds_of_documents() -> None:
    with pytest.raises(SourceError, match="not public"):
        fetch_picture("http://127.0.0.1:9/a.png", 1000)
