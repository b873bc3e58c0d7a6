"""What the articles of a trial of mirrors are about, and the filters that cut it, each with what it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

SECTIONS = ("Harbour", "Inland")
TAGS = ("boats", "storms", "nets")
_WORDS = ("lantern", "anchor")

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Cut:
    """A filter.

    Args:
        parameters: as a site takes them.
        holds: whether an event's document matches, said in another way than the site's.
    """

    parameters: Mapping[str, str]
    holds: Callable[[Document], bool]


CUTS = (
    Cut({"tag": "boats"}, lambda document: "boats" in document["article"]["tags"]),
    Cut(
        {"section": "harbour", "-tag": "storms"},
        lambda document: document["article"]["section"] == "Harbour" and "storms" not in document["article"]["tags"],
    ),
    Cut({"q": "lantern"}, lambda document: "lantern" in document["article"]["text"]),
)


def text_of(chance: Random, version: int) -> str:
    """Write what an article says."""
    word = chance.choice(_WORDS)
    quay = f"The council reopened the quay on Monday with {word} {version}."
    return f"ROTTERDAM, Netherlands — {quay}\n\n“It was about time,” said Mira Oduya."
