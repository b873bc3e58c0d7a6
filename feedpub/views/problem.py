"""The page that tells a person why there is not what they asked for."""

from collections.abc import Sequence

from feedpub.translation import message, translation_of
from feedpub.views.frame import Frame

_PHRASES = {
    str(phrase): phrase
    for phrase in (
        message("Bad Request"),
        message("Unauthorized"),
        message("Forbidden"),
        message("Not Found"),
        message("Method Not Allowed"),
        message("Not Acceptable"),
        message("Gone"),
        message("Request-URI Too Long"),
        message("Too Many Requests"),
        message("Internal Server Error"),
        message("Service Unavailable"),
    )
}
"""What statuses are called (RFC 9110, section 15), for pages in other languages."""


def problem_page(frame: Frame, status: int, title: str, detail: str, faults: Sequence[tuple[str, str]] = ()) -> bytes:
    """Render a problem.

    Args:
        frame: of the site.
        status: the HTTP status.
        title: of the problem's type, or what the status is called.
        detail: this occurrence in words; empty where the title says it all.
        faults: the parameters of the address that are wrong, each with what is wrong with it; shown in the detail's place.
    """
    words = translation_of(frame.site.language)
    named = words.say(_PHRASES.get(title, title))
    return frame.render("problem.html", status=status, title=named, detail=detail, faults=faults)
