"""What an address answers where it has nothing else: the types of problems (RFC 9457), and the statuses they come with."""

from typing import NamedTuple

from feedpub.translation import message

TYPES = {
    "bad-query": message("A parameter of the address cannot be used"),
    "cursor-expired": message("Some of what went since is told no more"),
    "cursor-unknown": message("No list here has given out this cursor"),
    "gone": message("What was here has been removed"),
    "not-acceptable": message("Nothing here has a form that the request accepts"),
    "precondition-failed": message("What is here is not what the request expects"),
    "rate-limited": message("More requests than one client may send"),
    "too-many-followers": message("As many followers wait here as the server holds"),
    "store-unavailable": message("The store does not answer"),
    "unreadable": message("What is stored here cannot be read"),
}
"""Name and title of each type of problem that says more than its status; its URI is urn:feedpub:problem: and the name."""


def type_uri(name: str) -> str:
    """Return the URI of a type of problem; of none about:blank (RFC 9457, section 4.2.1)."""
    return f"urn:feedpub:problem:{name}" if name else "about:blank"


class ErrorAnswer(NamedTuple):
    """An answer with a problem, as it is described.

    Args:
        status: the HTTP status.
        name: of the response.
        about: when it comes.
        type: of the problem; empty where the status says it all.
    """

    status: int
    name: str
    about: str
    type: str = ""


ANYWHERE = (
    ErrorAnswer(400, "BadQuery", "A parameter cannot be used; each that is at fault is named.", "bad-query"),
    ErrorAnswer(414, "TooLong", "The address is longer than any that the site gives out."),
    ErrorAnswer(429, "RateLimited", "This client has asked for more than its share.", "rate-limited"),
    ErrorAnswer(
        503,
        "Unavailable",
        "The store does not answer for now, or so many read from it that nobody else can.",
        "store-unavailable",
    ),
)
"""What every address may answer beside its own."""
NOT_FOUND = ErrorAnswer(404, "NotFound", "Nothing is published under that name.")
GONE = ErrorAnswer(410, "Gone", "What was published there has been removed.", "gone")
CURSOR_UNKNOWN = ErrorAnswer(
    409, "CursorUnknown", "The cursor is of another list or database; resync leads to a new beginning.", "cursor-unknown"
)
CURSOR_EXPIRED = ErrorAnswer(
    410,
    "CursorExpired",
    "The cursor is older than removals that are told; resync leads to a new beginning.",
    "cursor-expired",
)
ERRORS = (*ANYWHERE, NOT_FOUND, GONE, CURSOR_UNKNOWN, CURSOR_EXPIRED)
"""All of them."""
