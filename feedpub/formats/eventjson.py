"""The JSON document of one event, as schemas/event.schema.json describes it."""

from typing import Any

import orjson

from feedpub.formats.base import Format
from feedpub.model.feed import Entry, Feed
from feedpub.translation import message


def document(entry: Entry) -> dict[str, Any]:
    """Make an event's document, its keys in the order of the model.

    Args:
        entry: an event and the address of its page.

    Returns:
        What JSON can hold; ``article.url`` is the page's where the article came without one.
    """
    return placed(entry.event.model_dump(mode="json"), entry.url)


def placed(event: dict[str, Any], url: str) -> dict[str, Any]:
    """Give an event's document the address of its page, where its article came without one.

    Args:
        event: its document, which is not changed.
        url: the address.
    """
    article = event["article"]
    return event if "url" in article else event | {"article": {"id": article["id"], "url": url} | article}


def render(feed: Feed) -> bytes:
    """Write the one event of a feed as JSON.

    Args:
        feed: with exactly one entry.

    Returns:
        The document.
    """
    (entry,) = feed.entries
    return orjson.dumps(document(entry))


FORMAT = Format(
    name="json",
    media_type="application/json",
    suffix="json",
    scope="event",
    title="JSON",
    spec="https://www.rfc-editor.org/rfc/rfc8259",
    render=render,
    purpose=message("Everything that is known of the event, with the evidence of each answer."),
)
