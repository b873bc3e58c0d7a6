"""What a site, or an experiment, may tell the rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a site may tell the rules.

    Args:
        home_country: ISO 3166-1 alpha-2 code of the publisher's home, for places that exist in many countries; or None.
        day_first: read 03/04/2024 as 3 April.
        without: ids of the rules that are switched off, to see what each is worth.
    """

    home_country: str | None = None
    day_first: bool = False
    without: frozenset[str] = frozenset()
