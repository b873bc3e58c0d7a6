"""What a name names: a person, an organisation, a place, a group; the evidence of the whole document decides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from feedpub.extraction.document.name_context import cues_beside
from feedpub.extraction.document.name_spans import NameSpan
from feedpub.extraction.document.name_words import name_forms
from feedpub.extraction.document.nicknames import MARKS, without_nickname
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.weights import numbers
from feedpub.language.language import Language
from feedpub.model.base import Frozen

NameKind = Literal["person", "organization", "place", "group", "other"]
_KINDS: tuple[NameKind, ...] = ("person", "organization", "place", "group", "other")
_UNIT = 100  # points are added up as whole numbers, so that their order makes no difference
_ANIMAL = frozenset(("after animal", "after animal, comma", "called animal"))
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
    """A name of the document, with the points that the evidence found so far gives each type."""

    def __init__(self, language: Language, name: str) -> None:
        form = name_forms(language)[name]
        self.parts, self.cues = form.parts, [*form.cues]
        self.given = len(form.parts) > 1 and form.parts[0].split("-")[0] in language.genders
        self.scores = [0] * (len(_KINDS) - 1) + [round(weights().least * _UNIT)]
        _add(self.scores, form.cues)
        self.beside: dict[str, int] = {}
        self._found: NameType | None = None

    @property
    def found(self) -> NameType:
        """The type that all mentions have, by what was added so far."""
        self._found = self._found or self.type()
        return self._found

    def add(self, *cues: str) -> None:
        """Add what the other names of the text say."""
        self.cues.extend(cues)
        _add(self.scores, cues)
        self._found = None

    def add_beside(self, cues: Sequence[str]) -> None:
        """Add what the words beside a mention say."""
        most = weights().most
        _add(self.scores, [cue for cue in cues if self.beside.get(cue, 0) < most])
        for cue in cues:
            self.beside[cue] = self.beside.get(cue, 0) + 1

    def type(self, own: Sequence[str] = ()) -> NameType:
        """Return the type by the points so far; for one mention the cues beside it (``own``) count a second time."""
        scores = [*self.scores]
        _add(scores, own)
        *_, second, best = sorted(scores)
        return NameType(_KINDS[scores.index(best)], (best - second) / _UNIT, (*self.cues, *self.beside))


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
    # "D’Osei" and "D'Osei" are one name
    texts = [_written(words, span).replace("’", "'") for span in spans]
    names = {text: _Name(words.language, text) for text in dict.fromkeys(texts)}
    for text, cues in zip(texts, beside, strict=True):
        names[text].add_beside(cues)
    forms = words.language.words("names", "form of firm")
    for text in {
        text for text, span in zip(texts, spans, strict=True) if span.letters and words.texts[span.last - 1] in forms
    }:
        names[text].add("organization word")
    _compare(names, long=bool(words.sentence) and words.sentence[-1] >= _WHOLE)
    for text, cue in sorted(_coordinated(words, spans, texts, names)):
        names[text].add(cue)
    # A town's name may be its team's in the next sentence, but whoever is a dog stays one.
    placed = {text for text, name in names.items() if any(cue.endswith(" place") for cue in name.cues)}
    varied = {text for text in placed if _ANIMAL.isdisjoint(names[text].beside)}
    return [
        names[text].type(cues) if cues and text in varied else names[text].found
        for text, cues in zip(texts, beside, strict=True)
    ]


def _written(words: Tokens, span: NameSpan) -> str:
    """Return the words of a name, without a nickname."""
    last = span.last - span.letters
    parts = words.texts[span.first : last]
    return " ".join(parts) if MARKS.isdisjoint(parts) else without_nickname(words.slice(span.first, last))


def _compare(names: dict[str, _Name], *, long: bool) -> None:
    """Add evidence from the other names: first to those of several words, then, by their types, to single words."""
    single = {text: name for text, name in names.items() if len(name.parts) == 1}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    towns: list[_Name] = []
    surnames = {name.parts[-1] for name in names.values() if name.given}
    for name in (name for name in names.values() if len(name.parts) > 1):
        last = single.get(name.parts[-1])  # people go by their last names, firms by their first
        name.add(*(("last with title" if "title" in last.beside else "last alone",) if last else ()))
        if not name.given and (name.parts[0] in surnames or name.parts[0] == name.parts[-1]):
            name.add("surname first")  # "Osei Polaroid" is something of Osei's, "Zorvan Zorvan" a band
        for part in (name.parts[0], name.parts[-1]):
            parts[part].add(f"part of {name.found.kind}")
        parts["".join(part[0] for part in name.parts if part[0].isupper())].add(f"initials of {name.found.kind}")
        if {"nickname", "place first, plural"} & {*name.cues} and (town := names.get(" ".join(name.parts[:-1]))):
            towns.append(town)
    for town in towns:
        town.add("town of team")
    for text, name in single.items():
        longer = parts.get(text) or parts.get(text.upper(), set())  # "Nato"
        name.add(*sorted(longer) or (["unintroduced"] if long else []))


def _coordinated(
    words: Tokens, spans: Sequence[NameSpan], texts: Sequence[str], names: Mapping[str, _Name]
) -> set[tuple[str, str]]:
    """Find what names those joined with a name are of: "the Panthers and Broncos"."""
    joins, of = words.language.words("name_cues", "joins"), words.language.words("small_words", "of")
    found = set[tuple[str, str]]()
    for at, (one, other) in enumerate(pairwise(spans)):
        join = words.lower[one.last]
        if other.title - one.last != 1 or join not in joins:
            continue
        before, after = words.lower[one.title - 1], words.lower[other.last]
        # "The mayor of Tamale, Ada Lind, said"
        apposed = before in of and after == "," and names[texts[at + 1]].found.kind == "person"
        listed = (before in joins or after in joins) and not apposed
        if join != "," or listed:  # not in "Osei of Accra, Ada Lind"
            pair = texts[at], texts[at + 1]
            found |= {(text, f"paired with {names[beside].found.kind}") for text, beside in (pair, pair[::-1])}
    return found
