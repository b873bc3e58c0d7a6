"""How the site looks: the settings for that, and the folders of the site's own beside its settings file."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from feedpub.errors import SettingsError
from feedpub.media import PictureError, examine
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.settings import LinkSettings, Settings, config_file
from feedpub.views import Logo, Look, NavigationLink
from feedpub.views.assets import Asset
from feedpub.views.colours import accents
from feedpub.views.environment import Templates, compile_templates
from feedpub.wiring.fingerprint import fingerprint_of
from feedpub.wiring.site import DEFAULT_ADDRESS

TEMPLATES, STATIC, FONTS = "templates", "static", "fonts"
"""The folders of a site's own."""

_MOST_BYTES = 50_000_000  # of all files; they are kept in memory, and what is larger is better off on a server of files
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
# By suffix; a machine's own table of them would make different sites on different machines.
_TYPES = {
    "css": "text/css; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf",
    "otf": "font/otf",
}
_UNKNOWN = "application/octet-stream"
_NUMBER = r"-?\d+(?:\.\d+)?"
_SVG_SIZE = re.compile(
    rf"<svg\b[^>]*?\bviewBox=[\"']\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*[\"']"
)
_ON_THE_SITE = re.compile(r"\]\((?=/(?!/))")  # before the path of a link, in Markdown
_ABOUT = "---\nheadline: About\ndate: 1970-01-01\nlanguage: {}\n---\n\n{}"


def look_of(settings: Settings) -> Look:
    """Read how the site looks.

    Args:
        settings: of the site.

    Returns:
        The look; what is changed later counts from the next start.

    Raises:
        SettingsError: a colour cannot be read, a file is missing or cannot be served, or a template is none.
    """
    folder = folder_of(settings)
    files = {f"{asset.stem}.{asset.suffix}": asset for asset in _files(folder)} if folder else {}
    look = Look(
        accents=_accents(settings),
        text_font=settings.text_font,
        interface_font=settings.interface_font,
        logo=_logo(settings, files),
        icon=_file("icon", settings.icon, files) if settings.icon else None,
        favicon=files.get("favicon.ico"),
        touch_icon=files.get("apple-touch-icon.png"),
        navigation=_links(settings.navigation),
        footer_links=_links(settings.footer_links),
        about=_about(settings),
        templates=_templates(folder / TEMPLATES) if folder else (),
        files=files,
        changed=_changed(folder) if folder else Look.changed,
    )
    _check_fonts(look)
    return look


def folder_of(settings: Settings) -> Path | None:
    """Return the folder with what is the site's own.

    Args:
        settings: of the site.

    Returns:
        The folder; None where there is none, as there is no settings file.

    Raises:
        SettingsError: the one that is named is not there.
    """
    if settings.folder:
        if not settings.folder.is_dir():
            raise SettingsError("settings", f"there is no folder {settings.folder}", "folder")
        return settings.folder
    file = config_file(os.environ)
    return file.absolute().parent if file else None


def look_digest(settings: Settings) -> bytes:
    """Return a hash of all that is in the site's own folders."""
    folder = folder_of(settings)
    return fingerprint_of(folder, (TEMPLATES, STATIC, FONTS)) if folder else b""


def _accents(settings: Settings) -> tuple[str, str] | None:
    if settings.accent is None and settings.accent_dark is None:
        return None
    try:
        return accents(settings.accent or Look().accent, settings.accent_dark)
    except ValueError as error:
        raise SettingsError("settings", str(error), "accent") from None


def _links(links: tuple[LinkSettings, ...]) -> tuple[NavigationLink, ...]:
    return tuple(NavigationLink(link.label, link.address) for link in links)


def _file(setting: str, name: str, files: dict[str, Asset]) -> Asset:
    if name not in files:
        raise SettingsError("settings", f"there is no file {name} in the site's folder {STATIC}/", setting)
    return files[name]


def _logo(settings: Settings, files: dict[str, Asset]) -> Logo | None:
    """Find the logo among the site's files; that of another host is for feeds and search engines alone."""
    below = f"{settings.base_url}/{STATIC}/"
    name = settings.logo.removeprefix(below) if settings.logo and settings.logo.startswith(below) else ""
    if name not in files:
        return None
    size = _size(files[name])
    if size is None or 0 in size:
        reason = f"{STATIC}/{name} does not say how large it is: a picture or an SVG with a viewBox does"
        raise SettingsError("settings", reason, "logo")
    return Logo(files[name], *size)


def _size(file: Asset) -> tuple[int, int] | None:
    if file.suffix == "svg":
        found = _SVG_SIZE.search(file.body.decode("utf-8", "replace"))
        return (round(float(found[1])), round(float(found[2]))) if found else None
    try:
        picture = examine(file.body)
    except PictureError:
        return None
    return picture.width, picture.height


def _about(settings: Settings) -> Article | None:
    if settings.about is None:
        return None
    ours = (settings.base_url or DEFAULT_ADDRESS).replace("\\", "")
    about = _ON_THE_SITE.sub(rf"\g<0>{ours}", settings.about)
    content = _ABOUT.format(settings.language, about).encode()
    from feedpub.readers import read  # noqa: PLC0415 - slow to load, and few sites need it when they start

    return read(Document(source="site", key="about.md", content=content, location="about"))


def _templates(folder: Path) -> Templates:
    files = [(file.relative_to(folder).as_posix(), file) for file in _public(folder) if file.suffix == ".html"]
    try:
        templates = tuple((name, file.read_text("utf-8")) for name, file in files)
        compile_templates(templates)
    except UnicodeDecodeError:
        raise SettingsError(str(folder), "there is one that is not UTF-8") from None
    except ValueError as error:
        raise SettingsError(str(folder), str(error)) from None
    return templates


def _check_fonts(look: Look) -> None:
    """Insist that the fonts that are wanted are there, and that all of them can be told apart."""
    try:
        families = look.families
    except ValueError as error:
        raise SettingsError(f"{FONTS}/", str(error)) from None
    for setting in ("text_font", "interface_font"):
        wanted = getattr(look, setting)
        if wanted and wanted not in families:
            there = f"there are {', '.join(sorted(families))}" if families else "there are none"
            raise SettingsError("settings", f"no file in {FONTS}/ is called {wanted}-…; {there}", setting)


def _files(folder: Path) -> Iterator[Asset]:
    read_so_far = 0
    for below, prefix in ((STATIC, ""), (FONTS, f"{FONTS}/")):
        for file in _public(folder / below):
            name = prefix + file.relative_to(folder / below).as_posix()
            body = file.read_bytes()
            read_so_far += len(body)
            if read_so_far > _MOST_BYTES:
                raise SettingsError(str(folder / below), f"its files have more than {_MOST_BYTES:,} bytes altogether")
            stem, _, suffix = name.rpartition(".")
            yield Asset(stem, suffix, _TYPES.get(suffix, _UNKNOWN), body)


def _public(folder: Path) -> Iterator[Path]:
    """List the files of a folder and of those below it, but for hidden ones, copies of editors, and links that lead out."""
    home = folder.resolve()
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if not file.is_file() or any(_is_hidden(part) for part in parts) or not file.resolve().is_relative_to(home):
            continue
        if not file.suffix or not all(_NAME.fullmatch(part) for part in parts):
            raise SettingsError(str(file), "cannot be served: a name has letters from a to z, digits, -, _ and a suffix")
        yield file


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith("~")


def _changed(folder: Path) -> datetime:
    """Tell when anything of it was written, or taken away, last; folders know the latter."""
    kept = [file for below in (TEMPLATES, STATIC, FONTS) for file in (folder / below).rglob("*")]
    settings = [file] if (file := config_file(os.environ)) else []
    times = [file.stat().st_mtime for file in (*kept, *settings) if file.exists()]
    return max((datetime.fromtimestamp(int(time), UTC) for time in times), default=Look.changed)
