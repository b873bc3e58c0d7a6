"""What a name names: a person, an organisation, a place, a group; the evidence of the whole document decides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from feedpub.extraction.document.name_context import cues_beside
from feedpub.extraction.document.name_spans import NameSpan
from feedpub.extraction.document.name_words import name_forms
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.weights import numbers
from feedpub.language.language import Language
from feedpub.language.memo import Memo
from feedpub.model.base import Frozen

NameKind = Literal["person", "organization", "place", "group", "other"]
_KINDS: tuple[NameKind, ...] = ("person", "organization", "place", "group", "other")
_UNIT = 100  # points are added up as whole numbers, so that their order makes no difference
_WHOLE = 8  # sentences: shorter cuttings may have lost the full names of their people


class NameType(NamedTuple):
    """What a name names.

    Args:
        kind: the best supported; other where nothing speaks for any.
        margin: by how many points it is better than the next.
        cues: that speak for and against, those of the name itself and of the document; none twice.
    """

    kind: NameKind
    margin: float
    cues: tuple[str, ...]


class NameWeights(Frozen):
    """By what the types of names are decided.

    Args:
        least: points from which a type is given.
        most: times that a cue counts for one name.
        sure: points before the next type from which a type is sure.
        cue: points that each piece of evidence gives each type.
    """

    least: float
    most: int
    sure: float
    cue: dict[str, dict[NameKind, float]]


@cache
def weights() -> NameWeights:
    """Read the weights, once."""
    return NameWeights.model_validate(numbers("name_weights"))


@cache
def _points() -> dict[str, tuple[tuple[int, int], ...]]:
    """Return the points of each cue, by the numbers of the types."""
    return {
        cue: tuple((_KINDS.index(kind), round(given * _UNIT)) for kind, given in points.items())
        for cue, points in weights().cue.items()
    }


class _Name:
    """A name with all that the document says of it, added up as it is found."""

    def __init__(self, language: Language, name: str) -> None:
        form = name_forms(language)[name]
        self.parts, self.initials, self.cues = form.parts, form.initials, [*form.cues]
        self.scores = [*_starting(language)[name]]
        self.beside: dict[str, int] = {}
        self.found = NameType("other", 0.0, ())

    def add(self, *cues: str) -> None:
        """Add what the other names of the text say."""
        self.cues.extend(cues)
        _add(self.scores, cues)

    def add_beside(self, cues: Iterable[str]) -> None:
        """Add what the words beside a mention say."""
        most = weights().most
        for cue in cues:
            times = self.beside[cue] = self.beside.get(cue, 0) + 1
            if times <= most:
                _add(self.scores, (cue,))

    def decide(self) -> None:
        """Decide for all mentions."""
        self.found = self.type(self.scores)

    def type(self, scores: list[int]) -> NameType:
        """Decide by scores."""
        *_, second, best = sorted(scores)
        return NameType(_KINDS[scores.index(best)], (best - second) / _UNIT, (*self.cues, *self.beside))

    def type_beside(self, cues: Sequence[str]) -> NameType:
        """Decide for one mention: the words beside it count for it once more."""
        if not cues:
            return self.found
        scores = self.scores.copy()
        _add(scores, cues)
        return self.type(scores)


@cache
def _starting(language: Language) -> Memo[list[int]]:
    """Return the points that a name has by its own words."""

    def scores(name: str) -> list[int]:
        found = [0] * len(_KINDS)
        found[-1] = round(weights().least * _UNIT)
        _add(found, name_forms(language)[name].cues)
        return found

    return Memo(scores)


def _add(scores: list[int], cues: Iterable[str]) -> None:
    table = _points()
    for cue in cues:
        for at, points in table.get(cue, ()):
            scores[at] += points


def types_of(words: Tokens, spans: Sequence[NameSpan]) -> list[NameType]:
    """Decide what the names of a text name.

    Args:
        words: of the text.
        spans: of its names, in order.

    Returns:
        The type of each.
    """
    beside = cues_beside(words, spans)
    texts = [" ".join(words.texts[span.first : span.last]) for span in spans]
    names = {text: _Name(words.language, text) for text in dict.fromkeys(texts)}
    for text, cues in zip(texts, beside, strict=True):
        names[text].add_beside(cues)
    _compare(names, long=bool(words.sentence) and words.sentence[-1] >= _WHOLE)
    for text, cue in sorted(_coordinated(words, spans, texts, names)):
        names[text].add(cue)
        names[text].decide()
    # A town's name may be its team's in the next sentence.
    varied = {text for text, name in names.items() if any(cue.endswith(" place") for cue in name.cues)}
    return [
        names[text].type_beside(cues) if text in varied else names[text].found
        for text, cues in zip(texts, beside, strict=True)
    ]


def _compare(names: dict[str, _Name], *, long: bool) -> None:
    """Add what names say of one another: first to the longer names, then, with their types, to single words."""
    single = {text: name for text, name in names.items() if len(name.parts) == 1}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for name in (name for name in names.values() if len(name.parts) > 1):
        if last := single.get(name.parts[-1]):  # people go by their last names, firms by their first
            name.add("last with title" if "title" in last.beside else "last alone")
        name.decide()
        for part in (name.parts[0], name.parts[-1]):
            parts[part].add(f"part of {name.found.kind}")
        parts[name.initials].add(f"initials of {name.found.kind}")
    for text, name in single.items():
        name.add(*sorted(parts.get(text, ["unintroduced"] if long else [])))
        name.decide()


def _coordinated(
    words: Tokens, spans: Sequence[NameSpan], texts: Sequence[str], names: Mapping[str, _Name]
) -> set[tuple[str, str]]:
    """Find what names those joined with a name are of: "the Panthers and Broncos"."""
    joins, found = words.language.words("name_cues", "joins"), set[tuple[str, str]]()
    for at, (one, other) in enumerate(pairwise(spans)):
        if other.title == one.last + 1 and words.lower[one.last] in joins:
            pair = texts[at], texts[at + 1]
            found |= {(text, f"paired with {names[beside].found.kind}") for text, beside in (pair, pair[::-1])}
    return found
