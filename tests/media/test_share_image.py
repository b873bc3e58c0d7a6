"""The picture that is made for an article: what it shows, that all of it is seen, and that nothing of it is empty boxes."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from feedpub.media import ShareImage, share_image
from feedpub.media.share_image import HEIGHT, WIDTH

FACTS = ("Rotterdam", "Monday 6 May 2024")


def made(headline: str, site: str = "Harbour Gazette", facts: tuple[str, ...] = FACTS) -> ShareImage:
    found = share_image(headline, facts, site)
    assert found
    return found


def seen(image: ShareImage) -> Image.Image:
    with Image.open(BytesIO(image.drawn())) as opened:
        assert (opened.format, opened.size) == ("PNG", (WIDTH, HEIGHT))
        return opened.convert("RGB")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, part.getpixel((0, 0)))).getbbox() is not None


def test_headline_facts_site_and_colour_are_all_in_it_and_in_its_address() -> None:
    whole = made("Council reopens harbour")
    others = [
        replace(whole, headline="Council closes harbour"),
        replace(whole, facts="Delft"),
        replace(whole, site="The Quay"),
        replace(whole, accent="#123456"),
    ]
    assert len({one.digest for one in (whole, *others)}) == 5
    assert len({one.drawn() for one in (whole, *others)}) == 5
    assert seen(others[3]).getpixel((5, 5)) == (0x12, 0x34, 0x56)


@pytest.mark.parametrize(
    "headline",
    [
        "Quay",
        "Ferry crews accept a pay deal, ending the island’s longest stoppage in a generation after talks at the ministry",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 9,
        "W" * 5000,
        "word " * 2000,
    ],
)
def test_whatever_its_length_a_headline_stays_between_the_margins_and_above_the_line(headline: str) -> None:
    image = seen(made(headline))
    assert inked(image, (72, 128, WIDTH - 72, 505))
    assert not inked(image, (0, 30, 68, HEIGHT))
    assert not inked(image, (WIDTH - 68, 30, WIDTH, HEIGHT))
    assert not inked(image, (0, 502, WIDTH, 506))


def test_a_short_headline_is_larger_than_a_long_one() -> None:
    single = seen(made("Harbour")).crop((72, 110, WIDTH - 72, 505))
    many = seen(made("Harbour " * 24)).crop((72, 110, WIDTH - 72, 200))
    assert _ink_height(single) > _ink_height(many)


def _ink_height(image: Image.Image) -> int:
    rows = [y for y in range(image.height) if inked(image, (0, y, image.width, y + 1))]
    return next((y for y in range(rows[0], image.height) if y not in rows), image.height) - rows[0]


@pytest.mark.parametrize("headline", ["Zürich wählt", "Việt Nam", "Россия сегодня", "Κυβέρνηση", "“Łódź” – 5 € für 3 ½"])
def test_letters_of_europe_are_drawn(headline: str) -> None:
    assert made(headline).headline == headline
    assert made(headline).drawn() != made("").drawn()


@pytest.mark.parametrize(
    "headline",
    [
        "東京で地震",
        "שלום עולם",
        "الأخبار العاجلة",
        "हिन्दी समाचार",
        "a\u202eb",
        "tab\x00",
        "e\u0301\u0327x\u0334",
    ],
)
def test_what_the_font_cannot_show_is_left_out_and_the_site_stands_in_its_place(headline: str) -> None:
    image = made(headline)
    assert image.headline == ""
    assert image.drawn() == made("").drawn() != replace(image, site="").drawn()


@pytest.mark.parametrize(
    ("headline", "drawn"),
    [
        ("Fire 🔥 in Delft", "Fire in Delft"),
        ("Zeitungs\u00adverlag\u200b", "Zeitungsverlag"),
        ("★ Five ☎️", "Five"),
        ("🔥", ""),
    ],
)
def test_signs_that_are_no_words_are_no_reason_to_leave_out_the_words(headline: str, drawn: str) -> None:
    assert made(headline).headline == drawn


def test_where_nothing_can_be_shown_there_is_no_picture() -> None:
    assert share_image("東京で地震", ("東京", "6 May"), "新聞") is None
    kept = made("Quake", facts=("東京", "6 May"))
    assert (kept.facts, made("Quake", site="新聞").site) == ("6 May", "")


def test_it_is_the_same_in_every_process() -> None:
    program = (
        "import sys; from feedpub.media import share_image; "
        "sys.stdout.buffer.write(share_image('Zürich — “so”', ('Delft', '6 May'), 'Wire').drawn())"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert made("Zürich — “so”", "Wire", ("Delft", "6 May")).drawn() == other
