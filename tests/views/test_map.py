"""The locator map: places where they lie, on land that the package carries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedpub.views.map import MapPoint, map_of, window_of
from feedpub.views.outline import OUTLINE, Window, clipped, outlines

SVG = ""  # inline in HTML, where the namespace goes without saying
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def inside(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


@pytest.mark.parametrize(
    ("longitude", "latitude", "land"),
    [(36.8, -1.3, True), (-93.1, 44.9, True), (179.0, 68.0, True), (-179.0, 68.0, True), (-30, 30, False), (90, -20, False)],
)
def test_land_is_where_it_is_on_earth(longitude: float, latitude: float, land: bool) -> None:
    assert any(inside(ring, longitude * 10, latitude * 10) for ring, _ in outlines()) == land


def test_a_map_shows_every_place_the_main_one_on_top() -> None:
    drawn = etree.fromstring(
        map_of(
            [MapPoint("Leeds", 53.8, -1.5, "England"), MapPoint("Bradford & Bingley", 53.79, -1.75, "England")],
            "Where it happened",
            "en",
        )
    )
    assert drawn.get("aria-label") == "Where it happened"
    circles = drawn.findall(f"{SVG}circle")
    assert [circle.findtext(f"{SVG}title") for circle in circles] == ["Bradford & Bingley, England", "Leeds, England"]
    assert [circle.get("class") for circle in circles] == [None, "main"]


def test_a_map_for_a_desk_has_fewer_and_larger_names_for_a_telephone() -> None:
    places = [
        MapPoint(name, 60.0 - 4 * number, 10.0) for number, name in enumerate(("Oslo", "Aarhus", "Kiel", "Ulm", "Pisa"))
    ]
    drawn = etree.fromstring(map_of(places, "The world", "en", width=720, world=True))
    near, far = ([text.text for text in drawn.findall(f"{SVG}g[@class='{look}']/{SVG}text")] for look in ("near", "far"))
    assert near == [one.name for one in places]
    assert far[:2] == near[:2]
    assert 2 <= len(far) < len(near)
    assert etree.fromstring(map_of(places, "Europe", "en")).findall(f"{SVG}g") == []


def test_no_place_no_map() -> None:
    assert map_of([], "Nothing", "en") == ""


def test_names_and_titles_cannot_break_out_of_the_map() -> None:
    drawn = etree.fromstring(map_of([MapPoint("</svg><script>", 0, 0, "<script>", '"><script>')], "<script>", "en"))
    assert drawn.findall(".//script") == []


def test_a_map_is_small_enough_to_stand_in_a_page() -> None:
    assert len(map_of([MapPoint("Leeds", 53.8, -1.5)], "Leeds", "en")) < 6_000
    assert len(map_of([MapPoint("Suva", -18.1, 178.4), MapPoint("Lima", -12, -77)], "The world", "en")) < 16_000


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=5))
def test_every_place_lies_on_its_map_and_the_map_within_the_world(points: list[tuple[float, float]]) -> None:
    window = window_of([(longitude * 10, latitude * 10) for latitude, longitude in points])
    assert -1800 <= window.west < window.east <= 1800.001
    assert -900 <= window.south < window.north <= 900.001
    assert all(window.west - 1e-6 <= longitude * 10 <= window.east + 1e-6 for _, longitude in points)
    assert all(window.south - 1e-6 <= latitude * 10 <= window.north + 1e-6 for latitude, _ in points)
    etree.fromstring(map_of([MapPoint("Somewhere", latitude, longitude) for latitude, longitude in points], "Map", "en"))


def test_a_ring_is_cut_at_the_edges() -> None:
    assert sorted(clipped(SQUARE, Window(5, 5, 20, 20))) == [(5.0, 5.0), (5.0, 10.0), (10.0, 5.0), (10.0, 10.0)]
    assert clipped(SQUARE, Window(20, 20, 30, 30)) == []


def test_the_outlines_name_their_source() -> None:
    assert "Natural Earth" in OUTLINE.read_text(encoding="utf-8").splitlines()[0]
