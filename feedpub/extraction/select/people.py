"""The order of the participants."""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.resolution import ArgumentResolver, Participation

_WHO = ("agent", "affected", "speaker", "mentioned")
_DISPLAYED = 4000  # code points of headline and standfirst that names are looked for in; few have more than some hundreds
_HEAD = 600  # code points of the text that count as its head


def people(analysis: Analysis, resolver: ArgumentResolver) -> list[Decision]:
    """Order the participants: by role, then by prominence; whom a thief is to be arrested by comes after the thief.

    Args:
        analysis: of the article.
        resolver: of the participants with their roles.

    Returns:
        What became of each.
    """
    headline = (analysis.article.characters("headline") + " " + (analysis.article.standfirst or ""))[:_DISPLAYED]
    spoken = {id(entry): place for place, entry in enumerate(resolver.participants)}

    def key(entry: Participation) -> tuple[float, int, float, int]:
        first = min((span.start for span in entry.who.evidence), default=0)
        prominence = len(entry.who.evidence) + 2.0 * (first < _HEAD) + 3.0 * (entry.who.name.split()[-1] in headline)
        named = 0 if entry.role == "mentioned" else _place(entry)
        return _WHO.index(entry.role) + 1.5 * entry.in_office, named, -prominence, spoken[id(entry)]

    ordered = sorted(resolver.participants, key=key)
    return [*(Decision(entry.answer, f"{entry.role}: {entry.reason}") for entry in ordered), *resolver.lost]


def _place(entry: Participation) -> int:
    """Order those who have a part as the clause names them; a name stands before a description."""
    return entry.spans[0].start if entry.spans else min((span.start for span in entry.who.evidence), default=0)
