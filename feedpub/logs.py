"""What the program says while it works: lines for people, or JSON for programs that collect them (FEEDPUB_LOG=json).

The standard library's logging does it, so that what libraries say comes in the same form. What a line is about beyond its
words is given as ``extra={"facts": {...}}``; in JSON these are keys of their own.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

current_request: ContextVar[str | None] = ContextVar("current_request", default=None)
"""The id of the request that is being answered."""
REQUESTS = "feedpub.requests"
"""The logger of answered requests: a line for each, which is said in JSON alone."""
REFRESHES = "feedpub.refreshes"
"""The logger of refreshes, likewise."""
_FOR_PROGRAMS = (REQUESTS, REFRESHES)
_CHATTY = ("alembic", "apscheduler", "watchfiles")  # what comes of their steps is said by those who use them


class JsonFormatter(logging.Formatter):
    """Writes a line of JSON for each thing that is said."""

    def format(self, record: logging.LogRecord) -> str:
        """Write it.

        Args:
            record: what is said.

        Returns:
            ``time`` (UTC), ``level``, ``logger``, ``message``, ``request_id`` within a request, what it is about, and
            ``exception`` where there was one; all of it ASCII in one line.
        """
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := current_request.get():
            line["request_id"] = request_id
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def speak(form: str) -> None:
    """Have this process say what it does on standard error.

    Args:
        form: text or json.
    """
    handler = logging.StreamHandler()
    text = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if form == "json" else text)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=form == "json")
    for name in _FOR_PROGRAMS:
        logging.getLogger(name).setLevel(logging.INFO if form == "json" else logging.WARNING)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def json_of_server() -> dict[str, Any]:
    """Describe the logs of the web server so that they come as JSON, in the form of ``logging.config``."""
    return {
        "formatters": {"generic": {"()": JsonFormatter}, "access": {"()": JsonFormatter}},
        "handlers": {
            name: {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
            for name in ("console", "access")
        },
    }
