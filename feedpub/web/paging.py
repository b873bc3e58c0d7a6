"""Lists that are too long for one page: which page is asked for, and the way to its neighbours."""

import re
from dataclasses import dataclass

from flask import request

from feedpub.web.outlet import missing


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a page of a list leads on to; empty where there is nothing.

    Args:
        newer: path of the page with what is newer.
        older: path of the page with what is older.
    """

    newer: str
    older: str


def neighbours(path: str, number: int, *, more: bool) -> Neighbours:
    """Lead on from a page.

    Args:
        path: of the list's first page, with its query string where it has one.
        number: of the page, from 1.
        more: whether there is anything older.

    Returns:
        The ways.
    """
    return Neighbours(numbered(path, number - 1) if number > 1 else "", numbered(path, number + 1) if more else "")


def numbered(path: str, number: int) -> str:
    """Return the path of a page of a list; that of the first is the list's own."""
    return path if number == 1 else f"{path}{'&' if '?' in path else '?'}page={number}"


def page_number(text: str) -> int:
    """Read which page is asked for.

    Args:
        text: of the parameter.

    Returns:
        The number, from 1.

    Raises:
        ValueError: it is none, or is not written as addresses of this site are.
    """
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise ValueError("must be the number of a page, from 1")
    return int(text)


def asked_page() -> int:
    """Tell which page of a list the current request asks for; whatever else its query string says is let be.

    Returns:
        The number, from 1.

    Raises:
        ProblemError: 404, there is no such page.
    """
    try:
        return page_number(request.args.get("page", "1"))
    except ValueError as error:
        raise missing(None) from error
