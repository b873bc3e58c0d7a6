"""Where: every place that an article names, which of its namesakes it is, how it is used, and where the main event happened.

words -> candidates -> people, judge (is it a place?) -> resolve (which one?) -> uses, roles (what does it do there?).
"""

from collections.abc import Iterator

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.places.candidate import PlaceCandidate
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.places.roles import Roles, roles, worth


def places(analysis: Analysis) -> Iterator[Claim]:
    """Claim every place that an article names.

    Args:
        analysis: of the article.

    Yields:
        One claim for each place and use, the place of the main event first.
    """
    candidates = analysis.once(place_candidates)
    given = roles(candidates)
    yield from sorted((_claim(candidate, given) for candidate in candidates), key=lambda claim: -claim.weight)


def _claim(candidate: PlaceCandidate, given: Roles) -> Claim:
    role = given.role(candidate.row) if candidate.use == "literal" else "mentioned"
    inside = [mention for mention in candidate.mentions if mention.span.field is None]
    titles = [mention for mention in candidate.mentions if mention.span.field is not None]
    best = sorted(inside, key=lambda mention: (-worth(mention), mention.span.start))
    return Claim(candidate.where(role, (*best, *titles)), weight=given.weight(candidate.row, candidate.use))
