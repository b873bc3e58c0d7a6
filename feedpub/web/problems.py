"""Errors as the web shows them: problem details (RFC 9457) for programs, a plain page for people."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import orjson

from feedpub.contract.problems import TYPES, type_uri

# What a request said is said again in its error at most so far, so that errors cost, and carry, next to nothing of others'
# making: 200 characters in all.
_LONGEST_INSTANCE = 200
_LONGEST_NAME = 20  # of a parameter, which stands in the detail and in the list of errors
MOST_UNKNOWN = 5
"""Parameters that there are not, and are named all the same; of those that there are, every one at fault is."""


@dataclass(frozen=True, slots=True)
class BadParameter:
    """One thing that is wrong with a request.

    Args:
        parameter: of the address.
        detail: what is wrong with it, in words for the person who can mend it.
    """

    parameter: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, independent of the form in which it is shown.

    Args:
        status: the HTTP status.
        detail: this occurrence in words; empty where the title says it all.
        name: one of TYPES, or empty where the status says it all (type about:blank).
        parameters: of the address that are wrong, where it can be told.
        headers: that the status calls for, such as Allow or Retry-After.
        members: further ones of the document.
    """

    status: int
    detail: str = ""
    name: str = ""
    parameters: tuple[BadParameter, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The type's title; for about:blank the status in words (RFC 9457, section 4.2.1)."""
        return TYPES[self.name] if self.name else HTTPStatus(self.status).phrase

    def document(self, instance: str) -> dict[str, Any]:
        """Write the problem as RFC 9457, section 3 has it.

        Args:
            instance: path and query of the request; left out where it is long, because cut it would be another's.

        Returns:
            The members of the JSON object.
        """
        members: dict[str, Any] = {
            "type": type_uri(self.name),
            "title": self.title,
            "status": self.status,
        }
        if self.detail:
            members["detail"] = self.detail
        if len(instance) <= _LONGEST_INSTANCE:
            members["instance"] = instance
        if self.parameters:
            members["errors"] = [{"parameter": one.parameter, "detail": one.detail} for one in self.parameters]
        return members | self.members

    def json(self, instance: str) -> bytes:
        """Write the problem as application/problem+json."""
        return orjson.dumps(self.document(instance), option=orjson.OPT_INDENT_2)


class ProblemError(Exception):
    """A request that ends in a problem.

    Args:
        problem: to show.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def shortened(text: str, most: int = 100) -> str:
    """Cut what a request said, so that no error says more than a little of it again.

    Args:
        text: of the request.
        most: characters that are left.

    Returns:
        The text, or its beginning.
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def bad_query(*parameters: BadParameter) -> ProblemError:
    """Refuse a query, naming every parameter at fault."""
    named = tuple(BadParameter(shortened(one.parameter, _LONGEST_NAME), one.detail) for one in parameters)
    detail = "; ".join(f"{one.parameter}: {one.detail}" for one in named)
    return ProblemError(Problem(HTTPStatus.BAD_REQUEST, detail, "bad-query", named))
