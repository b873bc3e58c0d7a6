"""Which of the published event types an event is: by its predicate and arguments, as a language lists them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.weights import weights
from feedpub.language.language import Language
from feedpub.language.memo import Memo
from feedpub.model.event_types import OTHER

Cue = Literal["frame", "verb", "subject", "object", "phrase", "modifier", "word"]
Points = dict[str, float]

_DASHES = ("-", "–")
_SCORE = re.compile(r"\d{1,3}$")
_REACH = 12  # words from the verb on among which its arguments stand
_MOST_WORDS = 3  # that go with a type count in one passage
_LONGEST = 3  # words of a noun: "weapons of mass"


class TypeReading(NamedTuple):
    """The type of an event, and what is known of how sure it is.

    Args:
        name: of the published list, or ``other``.
        cue: what in the candidate's own clause says the type best; None where only other passages do.
        points: of the type.
        margin: by which they exceed those of the next.
        agreeing: passages that point to the type as well: headline, standfirst and first sentences.
    """

    name: str
    cue: Cue | None
    points: float
    margin: float
    agreeing: int


class _Clause(NamedTuple):
    """What one passage says of types.

    Args:
        points: of each type.
        cues: the best of each.
        barred: types that it cannot be of.
        said: its words.
    """

    points: Points
    cues: Mapping[str, Cue]
    barred: frozenset[str]
    said: frozenset[str]


def types_of(clauses: Sequence[tuple[Passage, Predicate | None]], language: Language) -> list[TypeReading]:
    """Choose the type of what each passage says that happened: the one with the most points, or ``other``.

    Each is judged by its own clause, and by those of the other passages.

    Args:
        clauses: the passages of the article that may tell its main event, each with the predicate that was read there.
        language: of the article.
    """
    types = _types(language)
    read = [_read(passage, predicate, types) for passage, predicate in clauses]
    said = frozenset[str]().union(*(clause.said for clause in read))
    around = dict[str, float]()
    for clause, (passage, _) in zip(read, clauses, strict=True):
        for name, points in clause.points.items():
            around[name] = around.get(name, 0.0) + points * weights().passage[passage.weighed_as]
    likely = [name for name in sorted(around) if not any(map(said.isdisjoint, types.needed[name]))]
    return [_chosen(own, likely, around, read, predicate) for own, (_, predicate) in zip(read, clauses, strict=True)]


def _chosen(
    own: _Clause, likely: Sequence[str], around: Points, read: Sequence[_Clause], predicate: Predicate | None
) -> TypeReading:
    able = [name for name in likely if name not in own.barred]
    total = sorted(((around[name] + own.points.get(name, 0.0), name) for name in able), key=lambda pair: -pair[0])
    (best, name), (second, _) = [*total, (0.0, OTHER), (0.0, OTHER)][:2]
    if best < weights().type.least or (predicate and _is_undone(name, predicate)):
        return TypeReading(OTHER, None, best, 0.0, 0)
    agreeing = sum(name in clause.points for clause in read if clause is not own)
    return TypeReading(name, own.cues.get(name), best, best - second, agreeing)


def _is_undone(name: str, predicate: Predicate) -> bool:
    """Tell "did not resign", "refused to resign" and "was released after arrest" from what happened."""
    language, lemma = predicate.language, predicate.verb.lemma
    undone = predicate.verb.negated or predicate.lemma_in("undoing")
    over = lemma in language.table("event_types").get(name, {}).get("undone_by", "").split()
    return over or (undone and has_trait(name, "undoable", language))


class _Types(NamedTuple):
    """The types of a language, turned round.

    Args:
        verbs: for each verb the types, with the words one of which it needs among its arguments (none: it needs none).
        nouns, words: for each the types.
        opening: the first words of nouns, and the "" that stands for names.
        needed: for each type that needs any the sets of words of each of which its news must have one.
        barring: the words that its clause must not have, for each type that has such.
    """

    verbs: Mapping[str, Sequence[tuple[str, frozenset[str]]]]
    nouns: Mapping[str, Sequence[str]]
    words: Mapping[str, Sequence[str]]
    opening: frozenset[str]
    needed: Mapping[str, Sequence[frozenset[str]]]
    barring: Mapping[str, frozenset[str]]


@cache
def _types(language: Language) -> _Types:
    verbs, nouns, words, needed = dict[str, Any](), dict[str, Any](), dict[str, Any](), dict[str, Any]()
    known, table = _bases_in(language), language.table("event_types")
    for name, entry in table.items():
        for frame in entry.get("frames", ()):
            lemmas, _, arguments = frame.partition(":")
            for lemma in lemmas.split():
                verbs.setdefault(lemma, []).append((name, frozenset(arguments.split())))
        for noun in entry.get("nouns", "").split(", "):
            nouns.setdefault(" ".join(map(known.__getitem__, noun.split())), []).append(name)
        for word in entry.get("words", "").split():
            words.setdefault(known[word], []).append(name)
        conditions = (entry.get("needs"), entry.get("also"))
        needed[name] = [frozenset(listed.split()) for listed in conditions if listed]
    barring = {name: frozenset(entry["not"].split()) for name, entry in table.items() if entry.get("not")}
    return _Types(verbs, nouns, words, frozenset(("", *(noun.split(" ")[0] for noun in nouns))), needed, barring)


@cache
def has_trait(name: str, trait: str, language: Language) -> bool:
    """Tell whether a type has a trait: undoable (nothing is left where it did not happen), personal, befalling."""
    return trait in language.table("event_types").get(name, {}).get("traits", ())


def points(words: Sequence[Word], language: Language) -> Points:
    """Add up what words without a predicate say about the type of an event."""
    found, types = Points(), _types(language)
    plain = bases(words, language)
    cues = [("subject", name) for _, _, names in _nouns(plain, types) for name in names]
    cues += [("word", name) for word in plain if word for name in types.words.get(word, ())]
    for cue, name in cues:
        found[name] = found.get(name, 0.0) + weights().type.cue[cue]
    return found


def _read(passage: Passage, predicate: Predicate | None, types: _Types) -> _Clause:
    """Read what a passage says of types: each by its strongest cue, and by a few words that go with it."""
    plain, weigh = bases(passage.words, passage.language), weights().type.cue
    found: dict[str, Cue] = {}
    for name, cue in (*_of_verb(predicate, plain, types), *_of_nouns(passage, predicate, plain, types)):
        if name not in found or weigh[cue] > weigh[found[name]]:
            found[name] = cue
    total = {name: weigh[cue] for name, cue in found.items()}
    beside = Counter(name for word in sorted(types.words.keys() & set(plain)) for name in types.words[word])
    for name, number in beside.items():
        total[name] = total.get(name, 0.0) + weigh["word"] * min(number, _MOST_WORDS)
    told = _told(passage, predicate, plain)
    barred = frozenset([name for name, barring in types.barring.items() if not barring.isdisjoint(told)])
    able = {name: points for name, points in total.items() if name not in barred}
    return _Clause(able, found, barred, _said(passage.words, plain))


def _said(words: Sequence[Word], plain: Sequence[str | None]) -> frozenset[str]:
    return frozenset(word for word in plain if word) | {word.low for word in words}


def _told(passage: Passage, predicate: Predicate | None, plain: Sequence[str | None]) -> frozenset[str]:
    """Collect the words of a headline, or of subject, predicate and object."""
    words = passage.words
    if predicate is None or passage.headline:
        return _said(words, plain)
    (first, last), (start, end) = predicate.subject, (predicate.verb.start, predicate.complement[1])
    end = next((at for at in range(start, end) if words[at].is_a("prepositions")), end)
    return _said(words[first:last], plain[first:last]) | _said(words[start:end], plain[start:end])


def _of_verb(predicate: Predicate | None, plain: Sequence[str | None], types: _Types) -> Iterator[tuple[str, Cue]]:
    if predicate is None:
        return
    head, lemma = predicate.verb.head, predicate.verb.lemma
    around = {*plain[slice(*predicate.subject)], *plain[head + 1 : head + 1 + _REACH]}
    around |= {word.low for word in predicate.words[head + 1 : head + 1 + _REACH]}
    for name, arguments in types.verbs.get(lemma, ()):
        if not arguments or not arguments.isdisjoint(around):
            yield name, "frame" if arguments else "verb"


def _of_nouns(
    passage: Passage, predicate: Predicate | None, plain: Sequence[str | None], types: _Types
) -> Iterator[tuple[str, Cue]]:
    for first, last, names in _nouns(plain, types):
        if not passage.words[last].name:  # "Cubs" that are a team are no young animals
            cue = _function(passage.words, predicate, first, last)
            yield from ((name, cue) for name in names)


def _function(words: Sequence[Word], predicate: Predicate | None, first: int, last: int) -> Cue:
    """Tell what a noun is in its clause; what stands before another noun is none of its arguments: "electric [bill] row"."""
    following = words[last + 1] if last + 1 < len(words) else None
    verbal = following is not None and following.form is not None and not following.form.noun
    ends = following is None or verbal or following.mark or following.number or _ends_noun(following)
    if predicate is None:
        return "subject" if ends else "modifier"
    verb, end = predicate.verb, predicate.complement[1]
    if not (ends or last + 1 in (verb.start, predicate.subject[1])) or verb.start <= first <= verb.head:
        return "modifier"
    subject = last < verb.start
    before = words[predicate.subject[0] if subject else verb.head + 1 : first]
    if any(word.is_a("prepositions") for word in before) or last < predicate.subject[0] or last >= end:
        return "phrase"
    return "subject" if subject else "object"


def _ends_noun(following: Word) -> bool:
    return following.is_a("prepositions", "conjunctions", "relatives", "subordinators", "modals", "be", "have", "do")


def _nouns(plain: Sequence[str | None], types: _Types) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Find the nouns of up to three words that stand for types: the indexes of the first and the last, and the types."""
    for first in (at for at, word in enumerate(plain) if word in types.opening):
        for last in range(first, min(first + _LONGEST, len(plain))):
            if plain[last] is None:
                break
            if names := types.nouns.get(" ".join(filter(None, plain[first : last + 1]))):
                yield first, last, names


def bases(words: Sequence[Word], language: Language) -> list[str | None]:
    """Write words in their base forms.

    Returns:
        For each word its base form, "#score" for the dash of 3-1, None for marks and articles, "" for Bill Osei's "Bill"
        and 16 "March".
    """
    indefinite, names, known = language.words("events", "indefinite"), language.genders, _bases_in(language)
    found: list[str | None] = []
    for at, word in enumerate(words):
        beside = [*words[at - 1 : at], *words[at + 1 : at + 2]] if word.low in _DASHES else []
        if len(beside) == 2 and all(_SCORE.match(each.low) for each in beside):
            found.append("#score")
        elif word.mark or word.low in indefinite:
            found.append(None)
        else:
            month = word.capital and at > 0 and word.low in language.months
            found.append("" if month or (word.name and word.text in names) else known[word.low])
    return found


def base(word: Word) -> str:
    """Take a word's ending off: "jobs" is "job", "fell" is "fall", "Haliva's" is "haliva"."""
    return _bases_in(word.language)[word.low]


@cache
def _bases_in(language: Language) -> Memo[str]:
    def look_up(low: str) -> str:
        form = language.verbs.get(low) or language.verbs.get(low.replace("-", ""))
        return form.lemma if form else language.singular(language.unpossessed(low))

    return Memo(look_up)
