"""Parameters by which lists of the API are walked: how many items, from where on, in which order, and what of them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel

from feedpub.contract import schema_name
from feedpub.errors import QueryError
from feedpub.model.listing import DEFAULT_LIMIT, PageOfList, SparseList
from feedpub.model.members import members
from feedpub.model.selection import FACET_ORDERS, ORDERS, FacetOrder, Order
from feedpub.publish import Key, PageRequest
from feedpub.web import query

Chosen = TypeVar("Chosen", Order, FacetOrder)


def asked_for(model: type[BaseModel], read_key: Callable[[str], Key], orders: Sequence[str] = ORDERS) -> PageRequest:
    """Read which page of a list the current request asks for.

    Args:
        model: of the list's items.
        read_key: reads a cursor of it; raises QueryError.
        orders: in which it can be had, the usual one first.

    Returns:
        The page.

    Raises:
        ProblemError: 400, naming every parameter at fault.
    """
    parsers: dict[str, query.Parser] = {
        "cursor": partial(_cursor, read_key),
        "limit": query.limit,
        "fields": partial(_fields, model),
        "sort": partial(_order, orders),
    }
    return _page(query.read(request.args, parsers | query.api_filters()))


def order_asked_for(orders: Sequence[Chosen]) -> Chosen:
    """Tell in which order the current request wants a list; one that cannot be had is refused when all of it is read.

    Args:
        orders: in which it can be had, the usual one first.
    """
    asked = request.args.get("sort")
    return next((one for one in orders if one == asked), orders[0])


def schema_of(model: type[PageOfList], asked: PageRequest) -> str:
    """Name the schema of a page of a list.

    Args:
        model: of the page, where each item has all of its members.
        asked: the page.
    """
    return schema_name(SparseList if asked.fields else model)


def _page(values: Mapping[str, Any]) -> PageRequest:
    asked = values.get("sort")
    return PageRequest(
        query=query.query_of(values),
        order=next((one for one in ORDERS if one == asked), ORDERS[0]),
        facet_order=next((one for one in FACET_ORDERS if one == asked), FACET_ORDERS[0]),
        after=values.get("cursor"),
        limit=values.get("limit", DEFAULT_LIMIT),
        fields=values.get("fields", ()),
    )


def _order(orders: Sequence[str], text: str) -> str:
    if text not in orders:
        raise ValueError(f"must be one of {', '.join(orders)}")
    return text


def _cursor(read_key: Callable[[str], Key], text: str) -> Key:
    try:
        return read_key(text)
    except QueryError as error:
        raise ValueError(error.reason) from error


def _fields(model: type[BaseModel], text: str) -> tuple[str, ...]:
    """Read which members of each item are wanted, in the one order that addresses have."""
    known, named = members(model), text.split(",")
    if unknown := [one for one in named if one not in known]:
        outer = ", ".join(one for one in known if "." not in one)
        raise ValueError(f"there is no member {unknown[0][:40]!r}; there are {outer}, and members of these, joined by a dot")
    return tuple(one for one in known if one in named)
