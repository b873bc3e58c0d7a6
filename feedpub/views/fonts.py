"""Fonts of a site's own: what the names of their files say of them, and the style rules by which browsers load them.

https://www.w3.org/TR/css-fonts-4/#font-face-rule
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from feedpub.views.assets import Asset

FOLDER = "fonts/"
"""What the names of fonts begin with among a site's files."""
_FORMATS = {"woff2": "woff2", "woff": "woff", "ttf": "truetype", "otf": "opentype"}
_WEIGHTS = {
    "thin": "100",
    "extralight": "200",
    "light": "300",
    "regular": "400",
    "": "400",
    "medium": "500",
    "semibold": "600",
    "bold": "700",
    "extrabold": "800",
    "black": "900",
    "variable": "100 900",
}
_NAME = re.compile(r"(?P<family>[A-Za-z0-9_ ]+?)(?:-(?P<weight>[A-Za-z]*?|[1-9]00)-?(?P<italic>[Ii]talic)?)?")


@dataclass(frozen=True, slots=True)
class FontFace:
    """One file of a font family.

    Args:
        family: its name.
        weight: as style rules have it, such as 400, or 100 900 for one that has all.
        italic: whether its letters lean.
        file: that holds it.
    """

    family: str
    weight: str
    italic: bool
    file: Asset

    @property
    def rule(self) -> str:
        """The rule by which a browser loads it: at once or not for this page, so that nothing moves while one reads."""
        style = "italic" if self.italic else "normal"
        address = self.file.path.removeprefix("/static/")
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};font-style:{style};font-display:optional;'
            f'src:url("{address}") format("{_FORMATS[self.file.suffix]}")}}\n'
        )


def font_faces(files: Iterable[Asset]) -> tuple[FontFace, ...]:
    """Find the fonts among a site's files: such as ``fonts/Literata-BoldItalic.woff2`` or ``fonts/Inter-500.woff2``.

    Args:
        files: of the site.

    Raises:
        ValueError: a file in the folder of fonts has a name that does not say which font it is.
    """
    return tuple(_face(file) for file in files if file.stem.startswith(FOLDER) and file.suffix in _FORMATS)


def _face(file: Asset) -> FontFace:
    name = file.stem.removeprefix(FOLDER)
    found = _NAME.fullmatch(name)
    weight = (found["weight"] or "").lower() if found else ""
    if not found or not (weight in _WEIGHTS or weight.isdecimal()):
        raise ValueError(f"{name}.{file.suffix} is not called as FAMILY-WEIGHT is, such as Literata-BoldItalic.woff2")
    return FontFace(found["family"], _WEIGHTS.get(weight, weight), bool(found["italic"]), file)


def preloaded(faces: Iterable[FontFace], family: str | None) -> Asset | None:
    """Choose the file of a family that every page needs at once; None where there is none."""
    upright = [face for face in faces if face.family == family and not face.italic]
    return next((face.file for face in upright if face.weight in ("400", "100 900")), None)
