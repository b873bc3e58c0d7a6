"""What followers of the change list make of it."""

from collections.abc import Mapping
from typing import Any


def placed(change: Mapping[str, Any]) -> dict[str, Any]:
    """The event of a change as the list of events has it: with the addresses of the site that tells it.

    Args:
        change: item of the list, an upsert.
    """
    event = dict(change["event"])
    root = change["url"].rpartition("/articles/")[0]
    article = {"url": change["url"]} | event["article"]
    if "images" in article:
        article["images"] = [
            one | {"url": root + one["url"]} if one["url"].startswith("/") else one for one in article["images"]
        ]
    return event | {"article": article}
