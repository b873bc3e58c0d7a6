"""A publisher's own look, from the settings and folders of a site to its pages, its files and its build."""

import contextlib
import os
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html as lxml_html

from feedpub.errors import SettingsError
from feedpub.settings import load_settings
from feedpub.static_site import build
from feedpub.store import open_store
from feedpub.wiring import create_app
from feedpub.wiring.look import look_of
from feedpub.wiring.static_site import static_site_of
from tests.media.pictures import picture

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><rect width="300" height="60" fill="#0b5d3b"/></svg>'
SETTINGS = """
title = "Harbour Gazette"
base_url = "https://gazette.example/news"
database_url = "sqlite:///news.db"
scheduler = "off"
logo = "https://gazette.example/news/static/img/logo.svg"
icon = "img/logo.svg"
accent = "#0B5D3B"
text_font = "Harbour"
navigation = [{label = "Front page", address = "/"}, {label = "Elsewhere", address = "https://other.example/"}]
footer_links = [{label = "Imprint", address = "/imprint"}]
about = '''
We report on *harbours*. <script>alert(1)</script> Ask [people](/people).

## Who we are
'''
"""
FILES = {
    "feedpub.toml": SETTINGS,
    "static/img/logo.svg": LOGO,
    "static/site.css": ".masthead{border-top:6px solid var(--accent)}",
    "static/data.bin": "anything",
    "static/.hidden.txt": "not for readers",
    "static/site.css~": "not for readers",
    "fonts/Harbour-Regular.woff2": "letters",
    "templates/quotes.html": '{% extends "feedpub/quotes.html" %}{% block main %}<p id="house">Ours</p>{{ super() }}'
    "{% endblock %}",
}


def furnished(folder: Path) -> Path:
    for name, content in FILES.items():
        write(folder, name, content)
    (folder / "secret.txt").write_text("not for readers")
    (folder / "static" / "link.txt").symlink_to(folder / "secret.txt")
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(furnished(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site that tests only look at."""
    with contextlib.chdir(furnished(tmp_path_factory.mktemp("gazette"))):
        return create_app(load_settings()).test_client()


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def shown(client: FlaskClient, path: str) -> lxml_html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    return lxml_html.fromstring(answer.data)


def test_pages_have_the_name_the_ways_and_the_files_of_the_site(client: FlaskClient) -> None:
    home = shown(client, "/")
    (logo,) = home.cssselect(".masthead .name img")
    assert (logo.get("alt"), logo.get("width"), logo.get("height")) == ("Harbour Gazette", "300", "60")
    ways = [(one.text_content(), one.get("href")) for one in home.cssselect(".masthead nav a")]
    assert ways == [("Front page", "/news/"), ("Elsewhere", "https://other.example/")]
    feet = [(one.text_content(), one.get("href")) for one in home.cssselect(".colophon nav a")][-2:]
    assert feet == [("About Harbour Gazette", "/news/about"), ("Imprint", "/news/imprint")]
    assert [str(one.get("href")).rpartition("-")[0] for one in home.cssselect("link[rel=icon]")] == ["/news/static/img/logo"]
    sheets = [str(one.get("href")) for one in home.cssselect("link[rel=stylesheet]")]
    assert [re.sub(r"-[0-9a-f]{16}", "", one) for one in sheets] == [
        f"/news/static/{name}.css" for name in ("feedpub", "look", "site")
    ]


def test_every_file_that_a_page_names_is_there_for_ever_and_loads_what_it_names(client: FlaskClient) -> None:
    named = re.findall(r'"/news(/static/[^"]+)"', client.get("/").text)
    assert len(named) == 6
    for path in named:
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable"), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    style = client.get(next(path for path in named if "/look-" in path)).text
    assert ":root{--accent:#0b5d3b}" in style
    (font,) = re.findall(r'url\("([^"]+)"\)', style)
    answer = client.get(f"/static/{font}")
    assert (answer.data, answer.content_type) == (b"letters", "font/woff2")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "font-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("img/logo.svg", "image/svg+xml"), ("site.css", "text/css; charset=utf-8"), ("data.bin", "application/octet-stream")],
)
def test_a_file_is_at_its_own_name_with_its_type(client: FlaskClient, name: str, kind: str) -> None:
    answer = client.get(f"/static/{name}")
    assert (answer.status_code, answer.content_type) == (200, kind)
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "path",
    [
        "../feedpub.toml",
        "..%2ffeedpub.toml",
        "%2e%2e/secret.txt",
        "img/../../secret.txt",
        "link.txt",
        ".hidden.txt",
        "site.css~",
        "img",
        "",
        "/etc/passwd",
        "site-0123456789abcdef.txt",
        "templates/quotes.html",
        "site.css%00.png",
    ],
)
def test_nothing_else_can_be_had(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/static/{path}")
    assert answer.status_code == 404
    assert b"not for readers" not in answer.data


def test_a_page_of_before_gets_the_file_of_now(client: FlaskClient) -> None:
    answer = client.get("/static/site-0123456789abcdef.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_a_template_stands_in_place_of_ours_and_may_go_on_from_it(client: FlaskClient) -> None:
    quotes = shown(client, "/quotes")
    assert quotes.get_element_by_id("house").text == "Ours"
    assert quotes.cssselect("h1")
    assert not shown(client, "/feeds").cssselect("#house")


def test_what_a_publisher_says_of_the_site_passes_the_allow_list(client: FlaskClient) -> None:
    about = shown(client, "/about")
    (main,) = about.cssselect("main")
    assert [one.text for one in main.cssselect("em, h2")] == ["harbours", "Who we are"]
    assert "alert" not in main.text_content()
    assert "<loc>https://gazette.example/news/about</loc>" in client.get("/sitemaps/pages.xml").text
    assert [one.get("href") for one in main.cssselect("a")] == ["https://gazette.example/news/people"]


def test_a_changed_template_changes_tag_and_date_of_a_page(folder: Path) -> None:
    for file in folder.rglob("*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    client = create_app(load_settings()).test_client()
    before = client.get("/quotes")
    write(folder, "templates/quotes.html", FILES["templates/quotes.html"].replace("Ours", "Others"))
    os.utime(folder / "templates" / "quotes.html", (1_610_000_000, 1_610_000_000))
    after = create_app(load_settings()).test_client()
    held = {"If-None-Match": before.headers["ETag"]}
    assert (client.get("/quotes", headers=held).status_code, after.get("/quotes", headers=held).status_code) == (304, 200)
    since = {"If-Modified-Since": before.headers["Last-Modified"]}
    assert (client.get("/quotes", headers=since).status_code, after.get("/quotes", headers=since).status_code) == (304, 200)


def test_without_a_settings_file_nothing_that_lies_about_is_taken(folder: Path) -> None:
    settings = load_settings().model_copy(update={"icon": None, "text_font": None})
    (folder / "feedpub.toml").unlink()
    assert not look_of(settings).files
    named = look_of(settings.model_copy(update={"folder": folder}))
    assert "site.css" in named.files
    assert [name for name, _ in named.templates] == ["quotes.html"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("templates/home.html", "{% if %}", r"home\.html, line 1: "),
        ("templates/home.html", b"\xff", "templates: there is one that is not UTF-8"),
        ("static/a photo.jpg", "x", "cannot be served: a name has letters"),
        ("fonts/Harbour-Odd.woff2", "x", "not called as FAMILY-WEIGHT is"),
        ("feedpub.toml", SETTINGS.replace("#0B5D3B", "#ffcc00"), "accent: #ffcc00 has a contrast of 1"),
        ("feedpub.toml", SETTINGS.replace("#0B5D3B", "green"), "accent"),
        ("feedpub.toml", SETTINGS.replace('"Harbour"', '"Times"'), "text_font: no file in fonts/ is called Times"),
        ("feedpub.toml", SETTINGS.replace('icon = "img/logo.svg"', 'icon = "no.svg"'), "icon: there is no file no.svg"),
        ("feedpub.toml", f'folder = "nowhere"\n{SETTINGS}', "folder: there is no folder nowhere"),
        ("static/img/logo.svg", LOGO.replace("300 60", "0 60"), "logo: static/img/logo.svg does not say how large it is"),
        (
            "static/img/logo.svg",
            LOGO.replace("0 0 300", "0 0 1.2.3"),
            "logo: static/img/logo.svg does not say how large it is",
        ),
        ("feedpub.toml", SETTINGS.replace("/imprint", "javascript:alert(1)"), "footer_links"),
        ("feedpub.toml", SETTINGS.replace('label = "Imprint"', 'lable = "Imprint"'), "footer_links"),
    ],
)
def test_what_cannot_be_is_named_at_the_start(folder: Path, name: str, content: str | bytes, reason: str) -> None:
    write(folder, name, content)
    with pytest.raises(SettingsError, match=reason):
        look_of(load_settings())


def test_a_logo_in_pixels_says_how_large_it_is(folder: Path) -> None:
    write(folder, "static/img/logo.png", picture("PNG"))
    write(folder, "feedpub.toml", SETTINGS.replace("static/img/logo.svg", "static/img/logo.png"))
    logo = look_of(load_settings()).logo
    assert logo
    assert (logo.width, logo.height) == (40, 30)
    write(folder, "feedpub.toml", SETTINGS.replace("gazette.example/news/static/img", "elsewhere.example"))
    assert look_of(load_settings()).logo is None


def test_the_built_site_has_the_look_and_is_built_again_when_that_changes(folder: Path) -> None:
    with open_store("sqlite:///news.db") as store:
        site = static_site_of(load_settings(), store)
        *_, first = build(site, folder / "built", 1)
        files = {file.relative_to(folder / "built").as_posix() for file in (folder / "built").rglob("*") if file.is_file()}
        assert {"static/img/logo.svg", "static/site.css", "static/fonts/Harbour-Regular.woff2", "about.html"} <= files
        assert [name for name in files if re.fullmatch(r"static/fonts/Harbour-Regular-[0-9a-f]{16}\.woff2", name)]
        assert "Ours" in (folder / "built" / "quotes.html").read_text()
        assert "border-top" in next((folder / "built" / "static").glob("site-*.css")).read_text()
        assert "Front page" in (folder / "built" / "404.html").read_text()
        write(folder, "templates/quotes.html", FILES["templates/quotes.html"].replace("Ours", "Others"))
        again = static_site_of(load_settings(), store)
        assert again.program != site.program
        *_, second = build(again, folder / "built", 1)
        assert 0 < second.written < first.written
        assert "Others" in (folder / "built" / "quotes.html").read_text()
