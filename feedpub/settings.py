"""Settings: feedpub.toml, then FEEDPUB_* variables. Read in wiring and cli only; everything below receives plain values."""

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import (
    SettingsError as UnreadableVariable,
)

from feedpub.bcp47 import existing
from feedpub.errors import SettingsError

PREFIX = "FEEDPUB_"
CONFIG_VARIABLE = "FEEDPUB_CONFIG"
DEFAULT_CONFIG = Path("feedpub.toml")

_YEAR = 31_536_000  # seconds; whoever sets a longer interval has mistaken its unit
_ADDRESS = re.compile(r"https?://[^/\s?#@]+(/[^\s?#]*)?")
_LOGO = re.compile(r"https?://[^/\s?#@]+(/\S*)?")


def _absolute(value: str, form: re.Pattern[str], example: str) -> str:
    try:
        fits = bool(form.fullmatch(value)) and urlsplit(value).port != 0
    except ValueError:  # of a port that there is not
        fits = False
    if not fits:
        raise ValueError(f"{value!r} is no absolute address such as {example}")
    return value


_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
_Language = Annotated[str, AfterValidator(existing)]
_Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
_Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Colour = Annotated[str, StringConstraints(pattern="^#[0-9a-fA-F]{6}$", to_lower=True)]
_Family = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_]+( [A-Za-z0-9_]+)*$")]
_Share = Annotated[float, Field(ge=0, le=1)]
_Seconds = Annotated[float, Field(gt=0, le=_YEAR)]


class SourceSettings(BaseModel):
    """One source of articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: _Name = Field(description="Unique; part of every article's identity, so never change it.")
    path: Path | None = Field(default=None, description="The folder that holds the articles; either this or `url`.")
    url: str | None = Field(default=None, description="Address of a feed, a page or a sitemap; either this or `path`.")
    allow_private: bool = Field(
        default=False, description="Fetch `url` also from addresses that are not public, as of a newsroom's own network."
    )
    interval: _Seconds | None = Field(
        default=None, description="Seconds between two looks; default: the site's interval, and 900 at least for a `url`."
    )
    timezone: str = Field(default="UTC", description="IANA zone in which the source's bare dates are meant.")
    language: _Language = Field(default="en", description="Language of copy that does not clearly show its own (BCP 47).")
    section: str | None = Field(default=None, min_length=1, description="Section of copy that names none.")
    rights: str | None = Field(default=None, min_length=1, description="Line of rights of copy that has none.")
    home_country: _Country | None = Field(
        default=None, description="ISO 3166-1 code of the source's home; default: the site's `home_country`."
    )
    keep: Literal["full", "summary"] = Field(
        default="full",
        description="`summary` for others' copy: headline, lead and a link to the original are published, and not more.",
    )
    include: tuple[_Phrase, ...] = Field(
        default=(), description="Only articles that have one of these words or phrases are taken."
    )
    exclude: tuple[_Phrase, ...] = Field(
        default=(), description="No article that has one of these words or phrases is taken."
    )
    samples: bool = Field(
        default=True,
        description="Take feedpub's own samples as news where they lie in `path`; `feedpub init` and `feedpub source add` "
        "write `false` for `articles/`.",
    )
    paused: bool = Field(default=False, description="Not looked at for now; its articles stay.")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no IANA time zone") from error
        return value

    @field_validator("url")
    @classmethod
    def _without_credentials(cls, value: str | None) -> str | None:
        if value is not None and "@" in value.partition("://")[2].partition("/")[0]:
            raise ValueError("it has credentials in it, which are sent to nobody")
        return value if value is None else _absolute(value, _LOGO, "https://news.example.org/feed.xml")

    @model_validator(mode="after")
    def _at_one_place(self) -> Self:
        if (self.path is None) == (self.url is None):
            raise ValueError("a source has either a path or a url")
        if self.allow_private and self.url is None:
            raise ValueError("allow_private is for a source with a url")
        return self


class LinkSettings(BaseModel):
    """A way that pages offer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: _Phrase = Field(description="What it is called.")
    address: str = Field(
        pattern=r"^(/([^/\s]\S*)?|https?://\S+|mailto:\S+)$", description="Absolute, or a path on the site such as /people."
    )


class Settings(BaseSettings):
    """All that a site can set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix=PREFIX)

    title: str = Field(default="feedpub", min_length=1, description="The site's name.")
    description: str = Field(default="News events with their evidence", min_length=1, description="One sentence about it.")
    publisher: str = Field(default="feedpub", min_length=1, description="The organisation that publishes.")
    language: _Language = Field(
        default="en",
        description="Language of the site itself (BCP 47); pages are in it where it is English, German or French.",
    )
    logo: str | None = Field(
        default=None,
        description="Absolute address of the publisher's logo; it heads pages where it is a file of `static/`.",
    )
    image: str | None = Field(
        default=None, description="Absolute address of a picture for articles that have none, as search engines show them."
    )
    folder: Path | None = Field(
        default=None,
        description="Folder with `templates/`, `static/` and `fonts/` of the site's own; default: that of feedpub.toml.",
    )
    icon: str | None = Field(
        default=None, min_length=1, description="Name of the file in `static/` that browsers show beside the title."
    )
    accent: _Colour | None = Field(
        default=None, description="Colour of emphasis, as `#8a2f12`; one that cannot be read on the pages is refused."
    )
    accent_dark: _Colour | None = Field(
        default=None,
        description="The same for readers who like dark pages; default: `accent`, lighter as far as it must be.",
    )
    text_font: _Family | None = Field(
        default=None, description="Family of headlines and text, as files in `fonts/` are called: `Literata-Bold.woff2`."
    )
    interface_font: _Family | None = Field(default=None, description="Family of all else, likewise.")
    navigation: tuple[LinkSettings, ...] = Field(
        default=(), description="Ways at the top of pages, each with `label` and `address`; default: latest, quotes, feeds."
    )
    footer_links: tuple[LinkSettings, ...] = Field(
        default=(), description="Further ways at the foot of pages, such as an imprint."
    )
    about: str | None = Field(
        default=None, min_length=1, description="What the publisher says of the site, in Markdown; it is shown at /about."
    )
    base_url: str | None = Field(
        default=None,
        description="Public address of the site; default: http://127.0.0.1:8000, or where `serve` listens.",
    )
    database_url: str = Field(default="sqlite:///feedpub.db", description="An SQLAlchemy address; SQLite or PostgreSQL.")
    replica_url: str | None = Field(
        default=None,
        description="Address of a streaming replica of a PostgreSQL `database_url`: web processes read from it, and write "
        "to `database_url` alone.",
    )
    sources: tuple[SourceSettings, ...] = Field(
        default=(), description="Where articles come from; default: articles/, or the samples that the package carries."
    )
    interval: _Seconds = Field(default=60, description="Seconds between two looks at a source.")
    watch: Literal["on", "off"] = Field(
        default="on", description="off: folders are looked at at intervals alone, and not as soon as something changes."
    )
    log: Literal["text", "json"] = Field(
        default="text",
        description="What the processes say on standard error: lines for people, or JSON for programs, with a line for each "
        "request and refresh.",
    )
    metrics: Path | None = Field(
        default=None,
        description="Folder in which the processes of the site on this machine tell one another what they count, for "
        "`/metrics`; default: one of its own for each `feedpub serve`, none under other servers.",
    )
    scheduler: Literal["on", "off"] = Field(default="on", description="off: this process never refreshes sources.")
    lease_seconds: _Seconds = Field(default=30, description="After how long another process takes over refreshing.")
    feed_size: int = Field(default=50, gt=0, le=1000, description="Entries in a feed.")
    feed_text: Literal["full", "summary"] = Field(
        default="full", description="What feeds carry of each article: all of it, or a summary that leads to its page."
    )
    feed_answers: Literal["main", "all"] = Field(
        default="main",
        description="What feeds tell of each event: its main answers with one piece of evidence each, or all of them.",
    )
    health_token: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Bearer token that lets a client of another machine see names and reasons in /healthz and /status.",
    )
    rate_limit: str = Field(
        default="1200/minute",
        pattern=r"^(off|[1-9][0-9]{0,8}/(second|minute|hour|day))$",
        description="Requests that each worker answers one client of another machine, such as 20/second; off: any number.",
    )
    trusted_proxies: int = Field(
        default=0, ge=0, le=10, description="Proxies before the site, each of which adds to X-Forwarded-For."
    )
    tombstones_kept: int = Field(
        default=30, gt=0, le=36_500, description="Days for which the list of changes tells of removals."
    )
    explanations_kept: int | None = Field(
        default=None,
        gt=0,
        le=36_500,
        description="Days for which it is kept how the answers of a revision were chosen; default: for ever.",
    )
    max_streams: int | None = Field(
        default=None,
        ge=0,
        le=5_000,
        description="Followers of changes that each worker holds open at once; default: 500 under `feedpub serve`, "
        "none under other servers, which must have as many threads more.",
    )
    max_age: int = Field(default=300, ge=60, description="Seconds for which a response may be used without asking again.")
    media: Path = Field(
        default=Path("media"),
        description="Folder in which pictures that lie beside the copy are kept; the nodes of a site share it.",
    )
    pictures: Literal["link", "copy"] = Field(
        default="link",
        description="Pictures at other addresses stay there, and pages link to them; copy: they are taken into `media`.",
    )
    max_document_bytes: int = Field(default=2_000_000, gt=0, description="Larger documents are refused; Word: ten times.")
    document_seconds: _Seconds = Field(
        default=20, description="Processor time that reading a document may take; who takes longer is refused."
    )
    document_megabytes: int = Field(
        default=500, gt=0, le=1_000_000, description="Memory that reading a document may take; who needs more is refused."
    )
    extraction_processes: int | None = Field(
        default=None, gt=0, le=1024, description="Processes that read documents; default: one for each processor."
    )
    extractor: str = Field(default="feedpub", description="Entry point in the group feedpub.extractors.")
    home_country: str | None = Field(
        default=None, pattern="^[A-Z]{2}$", description="ISO 3166-1 code of home, for places that many countries have."
    )
    day_first: bool = Field(default=False, description="Read 03/04/2024 as 3 April.")
    min_confidence_speaker: _Share = Field(default=0.5, description="Whoever is less surely the speaker is not named.")
    min_confidence_type: _Share = Field(
        default=0.5,
        description="Whoever is less surely a person, an organisation or a group is of unknown kind, without a page.",
    )
    min_confidence_place: _Share = Field(
        default=0.5, description="A place of which it is less sure where it lies is named without country and coordinates."
    )
    min_confidence_date: _Share = Field(
        default=0.5, description="A date that is less sure is mentioned only, and not when the event happened."
    )

    @field_validator("rate_limit", mode="before")
    @classmethod
    def _spelled_out(cls, value: object) -> object:
        """Read a number as requests a minute, and "20 per second" as 20/second."""
        said = re.sub(r"\s*(/|\bper\b)\s*", "/", str(value).strip().lower()) if isinstance(value, str | int) else value
        return ("off" if said == "0" else f"{said}/minute") if isinstance(said, str) and said.isdecimal() else said

    @field_validator("base_url")
    @classmethod
    def _without_slash(cls, value: str | None) -> str | None:
        return value if value is None else _absolute(value, _ADDRESS, "https://news.example.org").rstrip("/")

    @field_validator("logo", "image")
    @classmethod
    def _fetchable(cls, value: str | None) -> str | None:
        return value if value is None else _absolute(value, _LOGO, "https://news.example.org/picture.png")

    @model_validator(mode="after")
    def _distinct_sources(self) -> Self:
        names = [source.name for source in self.sources]
        if len(set(names)) != len(names):
            raise ValueError("two sources share a name")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let variables win over the file; read nothing else."""
        del dotenv_settings, file_secret_settings
        file = TomlConfigSettingsSource(settings_cls, toml_file=config_file(os.environ))
        return init_settings, env_settings, file


def config_file(environ: Mapping[str, str]) -> Path | None:
    """Find the settings file.

    Args:
        environ: the process's variables.

    Returns:
        What FEEDPUB_CONFIG names, else feedpub.toml in the current folder, else None.

    Raises:
        SettingsError: FEEDPUB_CONFIG names no file.
    """
    if named := environ.get(CONFIG_VARIABLE):
        if not Path(named).is_file():
            raise SettingsError(CONFIG_VARIABLE, f"there is no file {named}")
        return Path(named)
    return DEFAULT_CONFIG if DEFAULT_CONFIG.is_file() else None


def load_settings() -> Settings:
    """Read feedpub.toml and the FEEDPUB_* variables.

    Returns:
        The settings.

    Raises:
        SettingsError: a value is out of range, or a key or variable is unknown.
    """
    _refuse_unknown_variables(os.environ)
    file = config_file(os.environ)
    place = str(file) if file else "environment"
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"]) or None
        raise SettingsError(_place(name, place), _reason(first["type"], first["msg"], first["loc"]), name) from None
    except UnreadableVariable as error:
        raise SettingsError(_unreadable(error), "cannot be read as JSON") from error.__cause__
    except (ValueError, OSError) as error:
        raise SettingsError(place, "cannot be read") from error


def _reason(kind: str, said: str, where: tuple[int | str, ...]) -> str:
    if kind != "extra_forbidden":
        return said.removeprefix("Value error, ")
    inner: dict[str, type[BaseModel]] = {"sources": SourceSettings, "navigation": LinkSettings, "footer_links": LinkSettings}
    known = inner[str(where[0])].model_fields if len(where) > 1 else Settings.model_fields
    return f"there is no such setting{_meant(str(where[-1]), known)}"


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _unreadable(error: UnreadableVariable) -> str:
    """Name the variable that should hold JSON; the library says so in words alone."""
    named = re.search(r'field "([a-z_]+)"', str(error))
    return PREFIX + (named[1] if named else "sources").upper()


def _place(name: str | None, file: str) -> str:
    variable = PREFIX + (name or "").split(".")[0].upper()
    return variable if variable in os.environ else file


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    # A misspelt variable that is silently ignored is worse than an error.
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {CONFIG_VARIABLE}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known and not name.startswith("FEEDPUB_TEST_"):
            raise SettingsError(name, f"there is no such setting{_meant(name, known)}")
