"""What a site, or an experiment, may tell the rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MinConfidence:
    """How sure the site wants to be of what it publishes; by default rules are heard whatever they say.

    Args:
        speaker: less sure speakers are not named.
        type: less sure participants are of unknown kind.
        place: less sure places are named without saying which they are.
        date: a less sure date is only mentioned, and not the main event's.
    """

    speaker: float = 0.0
    type: float = 0.0
    place: float = 0.0
    date: float = 0.0


@dataclass(frozen=True, slots=True)
class Options:
    """What a site may tell the rules.

    Args:
        home_country: ISO 3166-1 alpha-2 code of the publisher's home, for places that exist in many countries; or None.
        day_first: read 03/04/2024 as 3 April.
        min_confidence: how sure it wants to be of what it publishes.
        without: ids of the rules that are switched off, to see what each is worth.
    """

    home_country: str | None = None
    day_first: bool = False
    min_confidence: MinConfidence = MinConfidence()
    without: frozenset[str] = frozenset()
