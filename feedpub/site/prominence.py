"""What stands at the top of the news: the story that leads, and those beside it."""

from collections.abc import Sequence
from datetime import UTC

from feedpub.model.feed import Entry, Site

_TRIED = 6  # of the newest that may lead: what leads shall still be among the first that happened


def prominent(entries: Sequence[Entry], site: Site, most: int) -> tuple[Entry, ...]:
    """Choose the news for the top of a page.

    Args:
        entries: the newest first.
        site: that keeps the pictures.
        most: how many at most.

    Returns:
        The newest ones that stand; what was taken back is no news. The first one leads: of the first few of the newest day
        that with a picture, else the newest.
    """
    standing = [entry for entry in entries if entry.event.status != "canceled"]
    lead = next((one for one in standing[:_TRIED] if pictured(one, site) and _same_day(one, standing[0])), None)
    others = [entry for entry in standing if entry is not lead]
    return tuple(([lead] if lead else []) + others)[:most]


def pictured(entry: Entry, site: Site) -> bool:
    """Tell whether an entry has a picture that the site keeps itself.

    Args:
        entry: with or without pictures.
        site: that publishes it.
    """
    return any(site.has(image.url) for image in entry.event.article.images)


def _same_day(entry: Entry, other: Entry) -> bool:
    return entry.published.astimezone(UTC).date() == other.published.astimezone(UTC).date()
