"""How a site looks where its publisher says so: name and logo, icon, colour, fonts, ways around it, templates and files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from feedpub.media.share_image import ACCENT
from feedpub.model.article import Article
from feedpub.model.feed import NEVER, Site
from feedpub.views.assets import Asset
from feedpub.views.environment import Templates
from feedpub.views.fonts import FontFace, font_faces, preloaded

OWN_STYLES = "site.css"
"""The site's own stylesheet among its files; it stands behind all others on every page."""
_CSS = "text/css; charset=utf-8"


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A way that a publisher offers on every page.

    Args:
        label: what it is called.
        address: absolute, or a path below the site's root.
    """

    label: str
    address: str

    def on(self, site: Site) -> str:
        """Return where it leads from a page of a site."""
        return site.root + self.address if self.address.startswith("/") else self.address


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands for the site's name.

    Args:
        file: that holds it.
        width: in pixels, by which browsers know its form before it is there.
        height: likewise.
    """

    file: Asset
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """How the pages of a site look; everything has a default.

    Args:
        accents: the colour of emphasis on light and on dark paper; None for ours.
        text_font: family of headlines and text, among the fonts of the site.
        interface_font: family of all else.
        logo: that stands at the top in place of the name.
        icon: that browsers show beside the title.
        favicon: that they ask for whatever pages name; None for ours.
        touch_icon: that telephones put among those of their programs; None for ours.
        navigation: ways at the top of each page; none for ours.
        footer_links: ways at its foot, behind ours.
        about: what the publisher says of the site.
        templates: that stand in place of ours of the same name.
        files: what the site serves beside ours, by their names.
        changed: when any of it changed last.
    """

    accents: tuple[str, str] | None = None
    text_font: str | None = None
    interface_font: str | None = None
    logo: Logo | None = None
    icon: Asset | None = None
    favicon: Asset | None = None
    touch_icon: Asset | None = None
    navigation: tuple[NavigationLink, ...] = ()
    footer_links: tuple[NavigationLink, ...] = ()
    about: Article | None = None
    templates: Templates = ()
    files: Mapping[str, Asset] = field(default_factory=dict)
    changed: datetime = NEVER

    @property
    def accent(self) -> str:
        """The colour of emphasis on light paper, as ``#rrggbb``."""
        return self.accents[0] if self.accents else ACCENT

    @cached_property
    def styles(self) -> Asset | None:
        """The stylesheet with what the site chose; None where it chose nothing."""
        rules = "".join(self._rules())
        return Asset("look", "css", _CSS, rules.encode()) if rules else None

    @cached_property
    def sheets(self) -> tuple[Asset, ...]:
        """The stylesheets that stand behind ours, in their order."""
        return tuple(sheet for sheet in (self.styles, self.files.get(OWN_STYLES)) if sheet)

    @cached_property
    def preloaded(self) -> tuple[Asset, ...]:
        """The fonts that every page needs at once."""
        chosen = dict.fromkeys((self.text_font, self.interface_font))
        return tuple(file for family in chosen if (file := preloaded(self._faces, family)))

    @cached_property
    def _faces(self) -> tuple[FontFace, ...]:
        return font_faces(self.files.values())

    @property
    def families(self) -> frozenset[str]:
        """The names of the fonts of the site.

        Raises:
            ValueError: a file in the folder of fonts has a name that does not say which font it is.
        """
        return frozenset(face.family for face in self._faces)

    def static(self, name: str) -> str:
        """Return the path of one of the site's files, which changes with what is in it; for templates.

        Args:
            name: below ``static/``.

        Raises:
            LookupError: there is no such file.
        """
        if name not in self.files:
            raise LookupError(f"there is no file static/{name}")
        return self.files[name].path

    def _rules(self) -> Iterator[str]:
        yield from (face.rule for face in self._faces)
        if self.text_font:
            yield f':root{{--serif:"{self.text_font}",Georgia,serif}}\n'
        if self.interface_font:
            yield f':root{{--sans:"{self.interface_font}",system-ui,sans-serif}}\n'
        if self.accents:
            light, dark = self.accents
            yield f":root{{--accent:{light}}}\n"
            yield f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n"


DEFAULT_LOOK = Look()
"""That of a site whose publisher says nothing of it."""
