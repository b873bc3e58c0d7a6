"""Whom a description means: "the head of the port authority" is the person whose name goes with the same event or post."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.words import Word, words
from feedpub.extraction.event.arguments import Argument
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.event.types import has_trait, points_to
from feedpub.extraction.weights import weights
from feedpub.language.language import Language
from feedpub.model.event import Who
from feedpub.model.span import EvidenceField, Span

_WINDOW = 60  # characters after a name in which its event or its post may stand
_BESIDE = 6  # words of those that may belong to an apposition
# No article of 3,500 has more people, and hardly one names anybody more often; no headline or standfirst is as long.
_MOST_PEOPLE, _MOST_MENTIONS, _DISPLAYED = 128, 64, 4000
_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")


@lru_cache(maxsize=8192)
def _words(text: str, language: Language) -> tuple[Word, ...]:
    """Read what follows a name; every description asks again what follows every name."""
    return tuple(words(text, language))


def described(analysis: Analysis, argument: Argument, people: Sequence[Who], event_type: str) -> Who | None:
    """Find the person whom a definite description means, if one fits best and well enough.

    "The head of the port authority resigned … Egholm's resignation" means Egholm; "A man was arrested" means nobody named.
    """
    head = argument.head_word
    is_person = kind_of_noun(head, analysis.language) == "person" or head.low in argument.passage.listed("leading")
    if not is_person or argument.words[argument.start].low in argument.passage.listed("indefinite"):
        return None
    # Not whom the phrase itself names: "Egholm's deputy"
    others = [who for who in people[:_MOST_PEOPLE] if who.name.split()[-1] not in argument.text]
    scores = sorted(((_fit(analysis, argument, who, event_type), who) for who in others), key=lambda pair: -pair[0])
    if not scores or scores[0][0] < weights().person.description_least:
        return None
    return None if len(scores) > 1 and scores[1][0] == scores[0][0] else scores[0][1]


def appositive(analysis: Analysis, argument: Argument, who: Who) -> bool:
    """Tell whether an apposition to a name has a description's noun: "the Hale, a museum in Leeds" is "a museum"."""
    text, head = analysis.article.text, argument.head_word.low
    articles = argument.passage.listed("article")
    for span in who.evidence[:_MOST_MENTIONS]:
        begins = span.field is None and text.startswith(", ", span.end)
        after = _words(text[span.end : span.end + _WINDOW] if begins else "", analysis.language)
        described = takewhile(lambda word: not (word.mark or word.is_a("prepositions", "relatives")), after[1 : _BESIDE + 1])
        if len(after) > 1 and after[1].low in articles and any(word.low == head for word in described):
            return True
    return False


def _fit(analysis: Analysis, argument: Argument, who: Who, event_type: str) -> float:
    weigh = weights().person
    fit = weigh.title if argument.head_word.low in (who.title or "").lower().split() else 0.0
    fit += max((_fit_of(analysis, span, argument, event_type) for span in _names(analysis, who)), default=0.0)
    first = min((span.start for span in who.evidence if span.field is None), default=None)
    return fit + (weigh.early if first is not None and first < weigh.early_length else 0.0)


def _names(analysis: Analysis, who: Who) -> Iterator[Span]:
    """Walk over the places where a person's surname stands, in text, headline and standfirst."""
    surname = who.name.split()[-1]
    yield from (span for span in who.evidence[:_MOST_MENTIONS] if surname in span.text)
    for field in _FIELDS:
        shown = analysis.article.characters(field)[:_DISPLAYED]
        for match in islice(re.finditer(rf"\b{re.escape(surname)}\b", shown), _MOST_MENTIONS):
            yield analysis.article.span(match.start(), match.end(), field)


def _fit_of(analysis: Analysis, span: Span, argument: Argument, event_type: str) -> float:
    """Weigh one mention: "Egholm's resignation", "Egholm resigned", "Egholm, the head of the port"."""
    after = _words(analysis.article.characters(span.field)[span.end : span.end + _WINDOW], analysis.language)
    if not after:
        return 0.0
    possessives = analysis.language.possessives
    ending = after[0].low in possessives or after[0].text in ("'", "’")
    following = after[1:] if ending or after[0].mark else after
    owns = ending or span.text.endswith(tuple(possessives))
    goes_on = (
        has_trait(event_type, "personal", analysis.language) and bool(following) and (owns or after[0].form is not None)
    )
    if goes_on and any(points_to(word, event_type) for word in following[:2]):
        return weights().person.own_event
    beside = takewhile(lambda word: not word.mark, after[1:_BESIDE])
    apposition = after[0].text == "," and any(word.low == argument.head_word.low for word in beside)
    return weights().person.apposition if apposition else 0.0
