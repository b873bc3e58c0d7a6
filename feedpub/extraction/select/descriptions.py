"""Whom a description means: "the head of the port authority" is the person whose name goes with the same event or post."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.grammar.words import Word, words
from feedpub.extraction.event.arguments import Argument
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.event.types import points_to
from feedpub.model.event import Who
from feedpub.model.span import EvidenceField, Span

_LEAST = 2.0
_WINDOW = 60  # characters after a name in which its event or its post may stand
# No article of 3,500 has more people, and hardly one names anybody more often; no headline or standfirst is as long.
_MOST_PEOPLE, _MOST_MENTIONS, _DISPLAYED = 128, 64, 4000
PERSONAL = frozenset(
    (
        "resignation",
        "dismissal",
        "appointment",
        "death",
        "arrest",
        "charge",
        "trial",
        "verdict",
        "award",
        "transfer",
        "election",
    )
)  # events that one person goes through, so that "Egholm's resignation" says who
_HEAD_NOUNS = frozenset(("head", "chief", "boss", "leader", "director", "president", "chair", "chairman", "chairwoman"))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[Word, ...]:
    """Read what follows a name; every description asks again what follows every name."""
    return tuple(words(text))


def described(analysis: Analysis, argument: Argument, people: Sequence[Who], event_type: str) -> Who | None:
    """Find the person whom a definite description means, among the first 128 by 64 of their mentions.

    "The head of the port authority resigned … Egholm's resignation" means Egholm; "A man was arrested" means nobody named.

    Args:
        analysis: of the article.
        argument: the description, subject or object of the main event.
        people: who may be meant.
        event_type: of the main event.

    Returns:
        The person, where one fits best and well enough.
    """
    head = argument.head_word
    if argument.words[argument.start].low in ("a", "an") or (kind_of_noun(head) != "person" and head.low not in _HEAD_NOUNS):
        return None
    scores = [
        (_fit(analysis, argument, who, event_type), who) for who in people[:_MOST_PEOPLE] if not _inside(argument, who)
    ]
    scores.sort(key=lambda pair: -pair[0])
    if not scores or scores[0][0] < _LEAST or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return scores[0][1]


def appositive(analysis: Analysis, argument: Argument, who: Who) -> bool:
    """Tell whether the article says that somebody is what a description says: "the Hale, a museum in Leeds" is "a museum".

    Looks at the first 64 mentions.

    Args:
        analysis: of the article.
        argument: the description.
        who: named in the article.

    Returns:
        Whether an apposition to the name has the description's noun.
    """
    text, head = analysis.article.text, argument.head_word.low
    for span in who.evidence[:_MOST_MENTIONS]:
        after = _words(text[span.end : span.end + _WINDOW] if span.field is None and text.startswith(", ", span.end) else "")
        described = takewhile(lambda word: not word.mark and not word.is_a("prepositions", "relatives"), after[1:7])
        if len(after) > 1 and after[1].low in ("a", "an", "the") and any(word.low == head for word in described):
            return True
    return False


def _inside(argument: Argument, who: Who) -> bool:
    """Tell whether the phrase itself names somebody else: "Egholm's deputy"."""
    return who.name.split()[-1] in argument.text


def _fit(analysis: Analysis, argument: Argument, who: Who, event_type: str) -> float:
    head = argument.head_word.low
    title = (who.title or "").lower().split()
    fit = 2.0 if head in title else 0.0
    fit += max((_mention(analysis, span, argument, event_type) for span in _names(analysis, who)), default=0.0)
    first = min((span.start for span in who.evidence if span.field is None), default=10**6)
    return fit + (0.5 if first < 800 else 0.0)


def _names(analysis: Analysis, who: Who) -> Iterator[Span]:
    """Walk over the places where a person's surname stands, in text, headline and standfirst."""
    surname = who.name.split()[-1]
    yield from (span for span in who.evidence[:_MOST_MENTIONS] if surname in span.text)
    fields: tuple[EvidenceField, ...] = ("headline", "standfirst")
    for field in fields:
        shown = analysis.article.characters(field)[:_DISPLAYED]
        for match in islice(re.finditer(rf"\b{re.escape(surname)}\b", shown), _MOST_MENTIONS):
            yield analysis.article.span(match.start(), match.end(), field)


def _mention(analysis: Analysis, span: Span, argument: Argument, event_type: str) -> float:
    """Weigh one mention: "Egholm's resignation", "Egholm resigned", "Egholm, the head of the port"."""
    after = _words(analysis.article.characters(span.field)[span.end : span.end + _WINDOW])
    if not after:
        return 0.0
    owner = span.text.endswith(("'s", "’s")) or after[0].low in ("'s", "’s", "'", "’")
    at = 1 if after[0].mark or after[0].low == "'s" else 0
    if (
        event_type in PERSONAL
        and at < len(after)
        and (owner or after[0].form is not None)
        and _same_event(after[at : at + 3], event_type)
    ):
        return 3.0
    following = list(takewhile(lambda word: not word.mark, after[1:6]))
    apposition = after[0].text == "," and any(word.low == argument.head_word.low for word in following)
    return 2.0 if apposition else 0.0


def _same_event(words: Sequence[Word], event_type: str) -> bool:
    return any(points_to(word, event_type) for word in words[:2])
