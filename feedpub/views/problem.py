"""The page that tells a person why there is not what they asked for."""

from collections.abc import Sequence

from feedpub.views.frame import Frame


def problem_page(frame: Frame, status: int, title: str, detail: str, faults: Sequence[tuple[str, str]] = ()) -> bytes:
    """Render a problem.

    Args:
        frame: of the site.
        status: the HTTP status.
        title: of the problem's type.
        detail: this occurrence in words; empty where the title says it all.
        faults: the parameters of the address that are wrong, each with what is wrong with it; shown in the detail's place.
    """
    return frame.render("problem.html", status=status, title=title, detail=detail, faults=faults)
