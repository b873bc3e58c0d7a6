"""The files that pages need, under addresses that change with their content, so that a browser may keep them for ever."""

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources

from feedpub.views.evidence import Question

# More answers than most articles have; answers beyond them are shown and linked, but do not light up.
_LIT: dict[Question, int] = {"who": 40, "what": 4, "when": 40, "where": 40, "quotes": 60}

STYLES = ("base", "home", "lists", "plain", "print")
"""The parts of every page's stylesheet, in the order in which they are joined: print comes over all of it."""
ARTICLE_STYLES = ("article", "answers", "evidence", "explanation")
"""The parts of the stylesheet of articles and explanations, which other pages do without."""
GATHERING_STYLES = ("gathering",)
"""The parts of the stylesheet of pages that gather news: portraits, directories and the calendar."""
MANUAL_STYLES = ("following", "operators")
"""The parts of the stylesheet of pages that explain the site: how it is followed, asked by programs and run."""

_CSS = "text/css; charset=utf-8"


@dataclass(frozen=True)
class Asset:
    """One static file.

    Args:
        stem: of its name, with the folders that it lies in.
        suffix: of its name, without the dot.
        content_type: as it is served.
        body: its bytes.
    """

    stem: str
    suffix: str
    content_type: str
    body: bytes

    @cached_property
    def digest(self) -> str:
        """The part of its address that changes with its content."""
        return sha256(self.body).hexdigest()[:16]

    @cached_property
    def path(self) -> str:
        """Its address below the site's root."""
        return f"/static/{self.stem}-{self.digest}.{self.suffix}"


def evidence_rules(answers: dict[Question, int]) -> str:
    """Write the style rules by which an answer that is pointed at, focused or linked to lights up its words, and they it.

    CSS cannot say "the same class as that one", so there is one selector for each answer that a page may have.

    Args:
        answers: how many to allow for, by question.

    Returns:
        CSS.
    """
    return "".join(_rule(question, count) for question, count in answers.items())


def _rule(question: Question, count: int) -> str:
    groups = (f"{question}-{number}" for number in range(1, count + 1))
    selectors = ",".join(f".story:has(.{group}:is(:hover,:focus-within,:target,[open])) mark.{group}" for group in groups)
    return f"{selectors}{{background:var(--{question}-lit)}}\n"


@cache
def stylesheet() -> Asset:
    """Return the stylesheet of all pages: its parts, one after the other."""
    return Asset("feedpub", "css", _CSS, _joined(STYLES))


@cache
def article_stylesheet() -> Asset:
    """Return what pages of articles have besides."""
    return Asset("article", "css", _CSS, _joined(ARTICLE_STYLES) + evidence_rules(_LIT).encode())


@cache
def gathering_stylesheet() -> Asset:
    """Return what pages have besides that gather news of one subject, and lists of such pages."""
    return Asset("gathering", "css", _CSS, _joined(GATHERING_STYLES))


@cache
def manual_stylesheet() -> Asset:
    """Return what pages that explain the site have besides."""
    return Asset("manual", "css", _CSS, _joined(MANUAL_STYLES))


@cache
def icon() -> Asset:
    """Return the icon that browsers show beside the title."""
    return Asset("icon", "svg", "image/svg+xml", _read("icon.svg"))


@cache
def favicon() -> Asset:
    """Return the icon in the sizes that browsers take which ask for /favicon.ico, whatever pages name."""
    return Asset("favicon", "ico", "image/x-icon", _read("favicon.ico"))


@cache
def touch_icon() -> Asset:
    """Return the icon that telephones put among those of their programs."""
    return Asset("touch", "png", "image/png", _read("touch.png"))


ASSETS = (stylesheet, article_stylesheet, gathering_stylesheet, manual_stylesheet, icon, favicon, touch_icon)


def style_source(part: str) -> str:
    """Return a part of the stylesheet as it was written.

    Args:
        part: among STYLES and ARTICLE_STYLES.
    """
    return _read(f"css/{part}.css").decode()


def _read(name: str) -> bytes:
    return resources.files("feedpub.views").joinpath("static", name).read_bytes()


def _joined(parts: tuple[str, ...]) -> bytes:
    return b"\n".join(_read(f"css/{part}.css") for part in parts)
