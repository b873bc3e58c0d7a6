"""The order of the participants."""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.select.confidence import of_type
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.select.resolution import ArgumentResolver, Participation
from feedpub.extraction.weights import weights
from feedpub.model.event import WhoRole

_ORDER: tuple[WhoRole, ...] = ("agent", "affected", "speaker", "mentioned")
_DISPLAYED = 4000  # code points of headline and standfirst that names are looked for in; few have more than some hundreds


def decide_people(analysis: Analysis, resolver: ArgumentResolver) -> list[Decision]:
    """Order the participants: by role, then by prominence; whom a thief is to be arrested by comes after the thief."""
    weigh = weights().person
    displayed = (analysis.article.characters("headline") + " " + (analysis.article.standfirst or ""))[:_DISPLAYED]

    def key(each: Participation) -> tuple[float, int, float]:
        evidence = each.who.evidence
        prominence = len(evidence) + weigh.head * (_first(each) < weigh.head_length)
        words = each.who.name.split()
        # People go by their last names, firms by their first as well.
        shown = words[-1] in displayed or (each.who.kind == "organization" and words[0] in displayed)
        prominence += weigh.displayed * shown
        # Those who have a part as the clause names them; a name stands before a description.
        named = 0 if each.role == "mentioned" else each.spans[0].start if each.spans else _first(each)
        return _ORDER.index(each.role) + weigh.in_office * each.in_office, named, -prominence

    ordered = sorted(resolver.participants, key=key)
    return [
        Decision(each.answer, f"{each.role}: {each.reason}", each.takes_part, of_type(each.who, each.entity))
        for each in ordered
    ]


def _first(each: Participation) -> int:
    return min((span.start for span in each.who.evidence), default=0)
