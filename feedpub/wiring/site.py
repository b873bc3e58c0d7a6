"""The site's description, and the clock."""

from datetime import UTC, datetime

from feedpub.model.feed import Site
from feedpub.settings import Settings

DEFAULT_ADDRESS = "http://127.0.0.1:8000"


def now() -> datetime:
    """Tell the time; everything below receives it as an argument."""
    return datetime.now(UTC)


def site_of(settings: Settings) -> Site:
    """Make the site's description of the settings."""
    return Site(
        title=settings.title,
        description=settings.description,
        base_url=settings.base_url or DEFAULT_ADDRESS,
        publisher=settings.publisher,
        language=settings.language,
        logo=settings.logo,
        image=settings.image,
        ttl=max(1, settings.max_age // 60),
        full_text=settings.feed_text == "full",
        answers=settings.feed_answers,
    )
