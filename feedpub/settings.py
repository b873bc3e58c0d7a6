"""Settings: feedpub.toml, then FEEDPUB_* variables. Read in wiring and cli only; everything below receives plain values."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]


class SourceSettings(BaseModel):
    """One source of articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: _Name = Field(description="Unique; part of every article's identity, so never change it.")
    path: Path = Field(description="The folder that holds the articles.")
    interval: float | None = Field(
        default=None, gt=0, description="Seconds between two looks; default: the site's interval."
    )
    timezone: str = Field(default="UTC", description="IANA zone in which the source's bare dates are meant.")
    language: str = Field(default="en", description="Language of the copy where it does not say so itself (BCP 47).")


class Settings(BaseSettings):
    """All that a site can set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="FEEDPUB_")

    title: str = Field(default="feedpub", min_length=1, description="The site's name.")
    description: str = Field(default="News events with their evidence", min_length=1, description="One sentence about it.")
    publisher: str = Field(default="feedpub", min_length=1, description="The organisation that publishes.")
    language: str = Field(default="en", description="Language of the site itself (BCP 47).")
    logo: str | None = Field(default=None, description="Absolute address of the publisher's logo.")
    base_url: str | None = Field(
        default=None, description="Public address of the site, without a path's last slash; default: where `serve` listens."
    )
    database_url: str = Field(default="sqlite:///feedpub.db", description="An SQLAlchemy address; SQLite or PostgreSQL.")
    sources: tuple[SourceSettings, ...] = Field(
        default=(), description="Where articles come from; default: articles/, or the samples that the package carries."
    )
    interval: float = Field(default=60, gt=0, description="Seconds between two looks at a source.")
    scheduler: Literal["on", "off"] = Field(default="on", description="off: this process never refreshes sources.")
    lease_seconds: float = Field(default=30, gt=0, description="After how long another process takes over refreshing.")
    feed_size: int = Field(default=50, gt=0, le=1000, description="Entries in a feed.")
    max_age: int = Field(default=300, ge=60, description="Seconds for which a response may be used without asking again.")
    max_document_bytes: int = Field(default=2_000_000, gt=0, description="Larger documents are refused.")
    extractor: str = Field(default="feedpub", description="Entry point in the group feedpub.extractors.")
    home_country: str | None = Field(
        default=None, pattern="^[A-Z]{2}$", description="ISO 3166-1 code of home, for places that many countries have."
    )
    day_first: bool = Field(default=False, description="Read 03/04/2024 as 3 April.")

    @field_validator("base_url")
    @classmethod
    def _without_slash(cls, value: str | None) -> str | None:
        return value.rstrip("/") if value else value
