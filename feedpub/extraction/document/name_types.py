"""What a name names: a person, an organisation, a place, a group; the evidence of the whole document decides."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from typing import Literal, NamedTuple

from feedpub.extraction.document.name_context import context_cues
from feedpub.extraction.document.name_spans import NameSpan
from feedpub.extraction.document.name_words import form_cues, without_suffix
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import Language
from feedpub.model.base import Frozen

NameKind = Literal["person", "organization", "place", "group", "other"]
_KINDS: tuple[NameKind, ...] = ("person", "organization", "place", "group", "other")
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
        own: how much more the words beside a mention count for it than those beside its namesakes.
        cue: points that each piece of evidence gives each type.
    """

    least: float
    most: float
    own: float
    sure: float
    cue: dict[str, dict[NameKind, float]]


@cache
def weights() -> NameWeights:
    """Read the weights, once."""
    return NameWeights.model_validate(
        tomllib.loads(files("feedpub.extraction").joinpath("data/name_weights.toml").read_text("utf-8"))
    )


@cache
def _points() -> dict[str, tuple[tuple[int, float], ...]]:
    """Return the points of each cue, by the numbers of the types."""
    return {
        cue: tuple((_KINDS.index(kind), given) for kind, given in points.items()) for cue, points in weights().cue.items()
    }


class _Name:
    """A name with all that the document says of it."""

    def __init__(self, language: Language, name: str) -> None:
        self.parts = without_suffix(language, name.split(" "))
        self.cues = list(form_cues(language)[name])
        self.beside: Counter[str] = Counter()
        self.kind: NameKind = "other"

    def type(self, own: Sequence[str] = ()) -> NameType:
        """Decide, for one mention with the cues beside it or for all."""
        limits, table = weights(), _points()
        scores = [0.0] * len(_KINDS)
        times = [(cue, 1.0) for cue in self.cues]
        times += [(cue, min(count, limits.most)) for cue, count in self.beside.items()]
        times += [(cue, limits.own) for cue in own]
        for cue, count in times:
            for at, points in table.get(cue, ()):
                scores[at] += points * count
        scores[-1] += limits.least
        best, second = sorted(range(len(_KINDS)), key=lambda at: -scores[at])[:2]
        return NameType(_KINDS[best], round(scores[best] - scores[second], 2), (*self.cues, *self.beside))


def types_of(words: Tokens, spans: Sequence[NameSpan]) -> list[NameType]:
    """Decide what the names of a text name.

    Args:
        words: of the text.
        spans: of its names, in order.

    Returns:
        The type of each.
    """
    beside = [
        tuple(context_cues(words, span, following.title))
        for span, following in zip(spans, chain(spans[1:], [NameSpan(len(words), 0, 0)]), strict=False)
    ]
    texts = [" ".join(words.texts[span.first : span.last]) for span in spans]
    names = {text: _Name(words.language, text) for text in texts}
    for text, cues in zip(texts, beside, strict=True):
        names[text].beside.update(cues)
    _compare(names, long=bool(words.sentence) and words.sentence[-1] >= _WHOLE)
    for text, cue in sorted(_coordinated(words, spans, texts, names)):
        names[text].cues.append(cue)
    whole = {text: name.type() for text, name in names.items()}
    return [
        names[text].type(cues) if _varies(names[text]) else whole[text] for text, cues in zip(texts, beside, strict=True)
    ]


def _varies(name: _Name) -> bool:
    """Tell a town's name, which may be its team's in the next sentence."""
    return any(cue.endswith(" place") for cue in name.cues)


def _compare(names: dict[str, _Name], *, long: bool) -> None:
    """Add what names say of one another: first to the longer names, then, with their types, to single words."""
    single = {text: name for text, name in names.items() if len(name.parts) == 1}
    longer = [name for name in names.values() if len(name.parts) > 1]
    for name in longer:
        name.cues.extend(_alone(name, single))
        name.kind = name.type().kind
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for name in longer:
        for part in (name.parts[0], name.parts[-1]):
            parts[part].add(f"part of {name.kind}")
        parts["".join(part[0] for part in name.parts if part[0].isupper())].add(f"initials of {name.kind}")
    for text, name in single.items():
        name.cues.extend(sorted(parts.get(text, ["unintroduced"] if long else [])))
        name.kind = name.type().kind


def _coordinated(
    words: Tokens, spans: Sequence[NameSpan], texts: Sequence[str], names: Mapping[str, _Name]
) -> set[tuple[str, str]]:
    """Find what names those joined with a name are of: "the Panthers and Broncos"."""
    joins, found = words.language.words("name_cues", "joins"), set[tuple[str, str]]()
    for at, (one, other) in enumerate(pairwise(spans)):
        if other.title == one.last + 1 and words.lower[one.last] in joins:
            pair = texts[at], texts[at + 1]
            found |= {(text, f"paired with {names[beside].kind}") for text, beside in (pair, pair[::-1])}
    return found


def _alone(name: _Name, single: dict[str, _Name]) -> Iterator[str]:
    """Yield which part of a longer name stands alone elsewhere: people go by their last, firms by their first."""
    if last := single.get(name.parts[-1]):
        yield "last with title" if last.beside["title"] else "last alone"
