"""The page that shows the people who run a site how it stands."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from feedpub.translation import message
from feedpub.views.frame import Frame

_NAMES = {"ok": message("ok"), "degraded": message("degraded"), "failing": message("failing")}


def status_page(frame: Frame, status: Mapping[str, Any]) -> bytes:
    """Render how a site stands.

    Args:
        frame: of the site.
        status: as in its JSON.
    """
    refused = [(source["name"], document) for source in status["sources"] for document in source["refused"]]
    hidden = sum(source["refused_count"] - len(source["refused"]) for source in status["sources"])
    return frame.render(
        "status.html",
        status=status,
        named=_NAMES[status["status"]],
        refused=refused,
        hidden=hidden,
        moment=_moment,
        copy=_copy,
    )


def _moment(stamp: str) -> str:
    """Shorten an instant in UTC to what a person reads."""
    return f"{stamp[:10]} {stamp[11:19]} UTC"


def _copy(source: str, document: str) -> str:
    return f"/status/refused?{urlencode({'source': source, 'document': document})}"
