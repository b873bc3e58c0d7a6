"""What the name of a font's file says of it."""

import pytest

from feedpub.views.assets import Asset
from feedpub.views.fonts import font_faces, preloaded


def file(name: str) -> Asset:
    stem, _, suffix = f"fonts/{name}".rpartition(".")
    return Asset(stem, suffix, f"font/{suffix}", name.encode())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Literata.woff2", ("Literata", "400", False)),
        ("Literata-Regular.woff2", ("Literata", "400", False)),
        ("Literata-Italic.woff", ("Literata", "400", True)),
        ("Literata-BoldItalic.ttf", ("Literata", "700", True)),
        ("Literata-SemiBold.otf", ("Literata", "600", False)),
        ("Inter-500.woff2", ("Inter", "500", False)),
        ("Inter-500-italic.woff2", ("Inter", "500", True)),
        ("Inter-Variable.woff2", ("Inter", "100 900", False)),
        ("Source_Serif4-VariableItalic.woff2", ("Source_Serif4", "100 900", True)),
    ],
)
def test_family_weight_and_style(name: str, told: tuple[str, str, bool]) -> None:
    (face,) = font_faces([file(name)])
    assert (face.family, face.weight, face.italic) == told
    assert f'src:url("fonts/{face.file.stem.removeprefix("fonts/")}-{face.file.digest}.' in face.rule


@pytest.mark.parametrize("name", ["Literata-Heavyish.woff2", "Literata-50.woff2", "a;b}-Bold.woff2", "-Bold.woff2"])
def test_a_name_that_does_not_say_it_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not called as FAMILY-WEIGHT is"):
        font_faces([file(name)])


def test_what_every_page_needs_at_once_is_the_upright_face_of_the_family() -> None:
    faces = font_faces(
        [file("Inter-Bold.woff2"), file("Inter-Italic.woff2"), file("Inter-Regular.woff2"), file("Lora.woff2")]
    )
    chosen = preloaded(faces, "Inter")
    assert chosen
    assert chosen.stem == "fonts/Inter-Regular"
    assert preloaded(faces, None) is None
    assert font_faces([Asset("photo", "jpg", "image/jpeg", b"")]) == ()
