"""Queries of the API, read strictly: a parameter that would be ignored is an error, because its sender believes in it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request

from feedpub.errors import QueryError
from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.listing import MAX_LIMIT
from feedpub.model.search import Search
from feedpub.model.selection import KINDS, FacetKind, Query, Selection
from feedpub.publish import NotPublishedError, Publication
from feedpub.web.filters import FURTHER, further, selection
from feedpub.web.problems import MOST_UNKNOWN, BadParameter, bad_query

_MOST_PIXELS = 100_000  # more than any screen has
Parser = Callable[[str], Any]


def read(arguments: MultiDict[str, str], parsers: dict[str, Parser]) -> dict[str, Any]:
    """Read the parameters of a query.

    Args:
        arguments: as they stand in the address.
        parsers: by the name of each parameter that there is; a parser raises ValueError with a reason.

    Returns:
        The values of the parameters that are given.

    Raises:
        ProblemError: 400, naming each parameter that is unknown, repeated or malformed.
    """
    values, wrong, unknown = {}, [], 0
    for name, given in arguments.lists():
        try:
            values[name] = _value(name, given, parsers)
        except ValueError as error:
            unknown += name not in parsers
            if name in parsers or unknown <= MOST_UNKNOWN:
                wrong.append(BadParameter(name, str(error)))
    if wrong:
        raise bad_query(*wrong)
    return values


def _value(name: str, given: list[str], parsers: dict[str, Parser]) -> Any:
    if name not in parsers:
        raise ValueError(
            f"there is no such parameter here; there are: {', '.join(parsers)}" if parsers else "takes no query"
        )
    if len(given) > 1:
        raise ValueError("may be given once only")
    return parsers[name](given[0])


def next_link(page: Publication) -> list[str]:
    """Return the value of the Link header that leads to the next page of a list, where there is one."""
    return [f'<{page.next}>; rel="next"'] if page.next else []


def limit(text: str) -> int:
    """Read how many items a page of a list may hold."""
    return _number(text, 1, MAX_LIMIT)


def pixels(text: str) -> int:
    """Read how wide or high something may be."""
    return _number(text, 1, _MOST_PIXELS)


def filters() -> dict[str, Parser]:
    """List the parameters that cut a list, in the order in which addresses have them."""
    return {**{kind: partial(selection, kind) for kind in KINDS}, "q": _search, "min_confidence": _confidence}


def api_filters() -> dict[str, Parser]:
    """List the parameters that cut a list of the API."""
    return filters() | FURTHER


def query_of(values: Mapping[str, Any]) -> Query:
    """Collect what a list is to be cut to.

    Args:
        values: of its parameters.

    Returns:
        The query; of everything where none of the filters is given.

    Raises:
        ProblemError: 400, a time ends before it begins.
    """
    named = tuple(values[kind] for kind in KINDS if kind in values)
    query = Query(selections=named, search=values.get("q"), min_confidence=values.get("min_confidence", 0.0))
    return query.model_copy(update=further(values))


def selection_at(kind: FacetKind, slug: str) -> Selection:
    """Read the selection that a path names.

    Args:
        kind: by the folder.
        slug: its name there.

    Raises:
        NotPublishedError: there can be none of that name.
    """
    try:
        return selection(kind, slug)
    except ValueError as error:
        raise NotPublishedError from error


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


def page_asked_for(arguments: Mapping[str, str]) -> int:
    """Tell which page of a list is asked for; whatever else a query string says is let be.

    Args:
        arguments: as they stand in the address.

    Returns:
        The number, from 1.

    Raises:
        NotPublishedError: there is no such page.
    """
    try:
        return page_number(arguments.get("page", "1"))
    except ValueError as error:
        raise NotPublishedError from error


def month_asked_for(arguments: Mapping[str, str]) -> date | None:
    """Tell which month of a list is asked for; whatever else a query string says is let be.

    Args:
        arguments: as they stand in the address.

    Returns:
        Its first day; None where all times are asked for.

    Raises:
        NotPublishedError: there is no such month.
    """
    text = arguments.get("month")
    if text is None:
        return None
    if not re.fullmatch("[12][0-9]{3}-(0[1-9]|1[0-2])", text):
        raise NotPublishedError
    return date(int(text[:4]), int(text[5:]), 1)


def asks_for(request: Request, address: str) -> bool:
    """Tell whether a request asks for an address, also where it leaves unescaped what the site escapes.

    Clients spell addresses anew before they follow them (aiohttp takes %27 for an apostrophe, which a query may hold as it
    is): one that was sent on to the site's spelling would be sent on for ever.

    Args:
        request: as it came.
        address: path and query string, as the site writes them.

    Returns:
        Whether it is that address.
    """
    return f"{request.path}?{quote(request.query_string, safe='%=&+')}" == address


def _search(text: str) -> Search:
    """Read what a list is to be searched for."""
    try:
        return search_of(text, ENGLISH)
    except QueryError as error:
        raise ValueError(error.reason) from error


def _confidence(text: str) -> float:
    """Read how sure answers have to be, to a hundredth: there is no end of other numbers."""
    if not re.fullmatch(r"0(\.[0-9]{1,2})?|1(\.00?)?", text):
        raise ValueError("must be a number from 0 to 1 with two decimals at most, such as 0.9")
    return float(text)


def _number(text: str, least: int, most: int) -> int:
    # int() alone would also take signs, spaces, underscores and the digits of other scripts.
    if not re.fullmatch(r"[0-9]{1,20}", text) or not least <= int(text) <= most:
        raise ValueError(f"must be a whole number from {least} to {most}")
    return int(text)
