"""What a source's articles are taken under, from settings to what readers see."""

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import html

from feedpub.settings import Settings, SourceSettings
from feedpub.wiring import create_app
from feedpub.wiring.ingesting import refresh_sources
from feedpub.wiring.status import status_of

LEAD = "HORTA, Portugal — Crews on the ferries voted on Tuesday to end a stoppage, “It is over,” said Ana Dias."
REST = "“Nobody may copy this,” said Rui Costa in Lisbon on Friday."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire").mkdir()
    return tmp_path


def write(folder: Path, *items: dict[str, str]) -> None:
    told = [
        {
            "id": "ferry",
            "url": "https://agency.example/ferry",
            "title": "Ferries sail",
            "date_published": "2026-02-03T09:00:00Z",
        }
        | {"content_text": f"{LEAD}\n\n{REST}"}
        | item
        for item in items or ({},)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Agency", "items": told}
    (folder / "wire" / "feed.json").write_text(json.dumps(feed), "utf-8")


def site(folder: Path, **terms: Any) -> Settings:
    source = SourceSettings(name="wire", path=folder / "wire", **terms)
    return Settings(
        sources=(source,), database_url=f"sqlite:///{folder / 'news.db'}", scheduler="off", extraction_processes=1
    )


def outcomes(settings: Settings) -> list[tuple[str, str]]:
    return [(each.key.rpartition("#")[2], each.status) for each in refresh_sources(settings)]


def test_of_others_copy_headline_lead_and_a_link_are_published_and_not_more(folder: Path) -> None:
    write(folder)
    settings = site(folder, keep="summary", rights="© Agency", section="Sea")
    assert outcomes(settings) == [("feed.json", "new")]
    client = create_app(settings).test_client()
    event = client.get("/api/events").get_json()["items"][0]
    assert (event["article"]["text"], event["article"]["excerpt"]) == (LEAD, True)
    assert (event["article"]["rights"], event["article"]["section"]) == ("© Agency", "Sea")
    assert [quote["text"] for quote in event["quotes"]] == ["It is over,"]
    addresses = ["/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/api/events", "/api/changes?after=0"]
    slug = client.get("/").get_data(as_text=True).split("/articles/")[1].split('"')[0]
    addresses += [
        f"/articles/{slug}{end}" for end in ("", ".jsonld", ".json", ".ninjs", ".xml", ".md", ".txt", "/explanation")
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Nobody may copy" not in answer.get_data(as_text=True), address
    page = html.fromstring(client.get(f"/articles/{slug}").data)
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://agency.example/ferry"]
    assert page.xpath("//p[@class='original']/a/@href") == ["https://agency.example/ferry"]
    day = "/sitemaps/2026-02-03.xml"
    assert slug not in client.get(day).get_data(as_text=True) + client.get("/sitemap-news.xml").get_data(as_text=True)
    content = client.get("/feeds/all.json").get_json()["items"][0]["content_html"]
    assert '<a href="https://agency.example/ferry">Read it all at agency.example</a>' in content


def test_a_lead_without_an_end_is_cut_at_a_sentence(folder: Path) -> None:
    write(folder, {"content_text": "Crews voted in Horta. " * 40})
    settings = site(folder, keep="summary")
    outcomes(settings)
    event = create_app(settings).test_client().get("/api/events").get_json()["items"][0]
    assert event["article"]["text"] == ("Crews voted in Horta. " * 18).strip()


def test_only_what_is_asked_for_is_taken_and_changed_words_are_believed(folder: Path) -> None:
    write(
        folder,
        {"id": "a", "title": "Strike at the port", "content_text": "Dockers stopped work in Horta."},
        {"id": "b", "title": "Strikers sing", "content_text": "A choir met in Faro."},
        {"id": "c", "title": "Golf", "content_text": "Rosa Vidal won in Lagos."},
    )
    settings = site(folder, include=("strike", "golf"), exclude=("Golf",))
    assert outcomes(settings) == [("a", "new"), ("b", "left"), ("c", "left")]
    assert {status for _, status in outcomes(settings)} == {"unchanged"}
    assert status_of(settings).status == "ok"
    assert outcomes(site(folder, include=("golf",))) == [("a", "deleted"), ("a", "left"), ("b", "left"), ("c", "new")]
    assert sorted(outcomes(site(folder))) == [("a", "changed"), ("b", "new"), ("c", "unchanged")]


def test_each_source_has_a_home(folder: Path) -> None:
    (folder / "wire" / "a.txt").write_text(
        "date 2026-02-03 Vote\n\nThe council of Valencia voted on Tuesday in Valencia.\n", "utf-8"
    )
    found = {}
    for country in ("ES", "VE"):
        settings = site(folder, home_country=country).model_copy(update={"database_url": f"sqlite:///{folder}/{country}.db"})
        outcomes(settings)
        event = orjson.loads(create_app(settings).test_client().get("/api/events").data)["items"][0]
        found[country] = event["where"][0]["country_code"]
    assert found == {"ES": "ES", "VE": "VE"}
