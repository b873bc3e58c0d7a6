"""Which words between marks are quotations, and of which kind."""

from typing import Literal

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.language.language import Language
from feedpub.language.marks import QuotedSpan
from feedpub.model.event import QuoteKind

Reason = Literal[
    "single marks beside double ones", "no words", "a nickname", "a title", "a defined term", "words at arm's length"
]

_OPENING = "“\"‘'([«"
_STOPS = frozenset(".,!?…")
_ENDING = frozenset('.!?…”"’')  # signs with which a sentence ends
_BEGINNING = frozenset("[$#@…")  # signs with which what is said may begin, beside letters and digits
_AT_ARMS_LENGTH = 4  # words: what is longer is said by somebody, though nobody knows who
_LONGEST_NICKNAME, _LONGEST_TERM = 3, 4  # words
_LONGEST_TITLE = 16  # words, those behind a colon among them: "Milling Rice: How Farmers Lost the Fields"
_SERIES = 3  # titles of a list
_HEDGE = 16  # signs behind a quotation in which "so to speak" stands
_GAP = 80  # signs between a quotation and what it stands after


def why_no_quotation(analysis: Analysis, number: int, attribution: Attribution | None) -> Reason | None:
    """Say why words between marks are no quotation.

    “We won,” she said, and he called it “a disaster”: quotations. The film “Dark Water”, Ada “Bo” Osei, Osemar Ltd (the
    “Buyer”), a mark of “F”, the so-called “summit”: none.

    Args:
        analysis: of the article.
        number: of the words among those between marks.
        attribution: who speaks them, as far as syntax tells.

    Returns:
        The reason, or None where somebody is quoted.
    """
    span = analysis.quoted[number]
    inner = analysis.text[span.inner_start : span.inner_end].split()
    complete = _complete(analysis.text, span)
    if not span.double and analysis.layer(_has_double_marks) and not (complete and attribution and attribution.beside):
        return "single marks beside double ones"
    if not any(word[0].isalnum() or word[0] in _BEGINNING for word in inner) or _is_letter(inner):
        return "no words"
    if _is_nickname(analysis, span, len(inner)) or (attribution and _gives_name(analysis, attribution, len(inner))):
        return "a nickname"
    if _is_term(analysis, span, inner):
        return "a defined term"
    labelled = attribution is not None and attribution.beside and attribution.cue < 0
    reported = attribution is not None and attribution.cue == analysis.tokens.at(span.end)
    if not labelled and (_is_title(analysis, span) or (not reported and _is_subject(analysis, span))):
        return "a title"
    said = (attribution and not attribution.weak) or len(inner) > _AT_ARMS_LENGTH or complete
    return None if said and not _is_hedged(analysis, span, len(inner)) else "words at arm's length"


def kind_of(text: str, span: QuotedSpan) -> QuoteKind:
    """Tell a full statement (direct) from words quoted within somebody else's sentence (mixed)."""
    return "direct" if _complete(text, span) else "mixed"


def _has_double_marks(analysis: Analysis) -> bool:
    """Tell whether the text has double marks, so that single ones are for other things."""
    return any(span.double for span in analysis.quoted) or "''" in analysis.text


def _complete(text: str, span: QuotedSpan) -> bool:
    """Tell whether a quotation stands as a sentence: it begins like one and ends with a stop or a comma."""
    inner = text[span.inner_start : span.inner_end].strip()
    begins = inner[:1].isupper() or inner[:1] in "[…." or inner[:1].isdigit()
    stands = _sign_before(text, span.start) in ("", ",", ":", ".", "!", "?", "\n", "”", '"', "—", "–")
    ends = inner[-1:] in ".,‚!?…—–-" or not span.closed or text[span.end : span.end + 1] in (",", ":")
    return begins and ends and (stands or len(inner.split()) > 3)


def _sign_before(text: str, start: int) -> str:
    """Return the sign before a quotation: a line break right before it, else the last of 80 that is no white space."""
    before = text[max(0, start - _GAP) : start]
    return "\n" if before.endswith("\n") else before.rstrip()[-1:]


def _is_nickname(analysis: Analysis, span: QuotedSpan, length: int) -> bool:
    tags, first, last = analysis.tags, analysis.tokens.at(span.start), analysis.tokens.at(span.end)
    if length > _LONGEST_NICKNAME or not 0 < first < last < len(tags.of):
        return False
    return tags.of[first - 1] == t.NAME == tags.of[last] and analysis.tokens.starts[last] - span.end <= 1


def _gives_name(analysis: Analysis, attribution: Attribution, length: int) -> bool:
    """Tell what somebody is called from what is said: "her father nicknamed her “the juice”"."""
    cue, verbs = attribution.cue, analysis.language.words("titles_of_works", "nicknaming")
    return length <= _LONGEST_NICKNAME and cue >= 0 and analysis.tokens.lower[cue] in verbs


def _is_hedged(analysis: Analysis, span: QuotedSpan, length: int) -> bool:
    """Tell the “map,” so to speak, of tourists: the reporter's own words."""
    hedges = analysis.language.lines("titles_of_works", "hedging")
    behind = analysis.text[span.end : span.end + _HEDGE].lstrip(", ").lower()
    return length <= _AT_ARMS_LENGTH and behind.startswith(tuple(hedges))


def _is_letter(inner: list[str]) -> bool:
    """Tell the one letter of a mark or a vitamin: “F”."""
    return len(inner) == 1 and sum(map(str.isalpha, inner[0])) == 1 and not any(map(str.isdigit, inner[0]))


def _is_term(analysis: Analysis, span: QuotedSpan, inner: list[str]) -> bool:
    """Tell what a text will call somebody: Osemar Ltd (the “Buyer”)."""
    tags, first, last = analysis.tags, analysis.tokens.at(span.start), analysis.tokens.at(span.end)
    if first < 2 or last >= len(tags.of) or len(inner) > _LONGEST_TERM or not inner[0][0].isupper():
        return False
    return tags.of[first - 1] == t.DETERMINER and (tags.texts[first - 2], tags.texts[last]) == ("(", ")")


def _is_title(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell titles: all great words capitalised, after a word such as "film", a broadcaster's possessive, or in a list."""
    language, tags, lower = analysis.language, analysis.tags, analysis.tokens.lower
    before, works = analysis.tokens.at(span.start) - 1, language.words("titles_of_works", "before")
    words = _words(analysis.text, span)
    if before < 0 or not _capitalised(language, words) or len(words) > _LONGEST_TITLE:
        return False
    if span.start in analysis.layer(_listed):
        return True
    if lower[before] == "," and before:
        return lower[before - 1] in works
    if lower[before] in works or tags.of[before] == t.OWNS or (len(words) > 1 and _names_thing(analysis, span, before)):
        return True
    around = tags.of[before] in (t.PREPOSITION, t.CONJUNCTION, t.TO)
    return around and len(words) > 1 and lower[before] in language.words("titles_of_works", "around")


def _names_thing(analysis: Analysis, span: QuotedSpan, before: int) -> bool:
    """Tell what a thing is called: his “Tamale Files” site, a committee called the “Harvest Campaign”."""
    tags, after, called = analysis.tags, analysis.tokens.at(span.end), analysis.language.words("titles_of_works", "before")
    thing = after < len(tags.of) and tags.of[after] == t.NOUN and span.closed
    named = before > 0 and analysis.tokens.lower[before - 1] in called
    # Behind an article such words are as often what somebody calls a thing: a “Wild West” approach.
    return (tags.of[before] == t.POSSESSIVE and thing) or (tags.of[before] == t.DETERMINER and named)


def _is_subject(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell a title that opens a sentence whose verb follows at once: “The Harbour at Night” is on show."""
    tags, before, after = analysis.tags, analysis.tokens.at(span.start) - 1, analysis.tokens.at(span.end)
    words = _words(analysis.text, span)
    if not 1 < len(words) <= _LONGEST_TITLE or analysis.text[span.inner_end - 1] in _STOPS:
        return False
    opens = before < 0 or analysis.tokens.texts[before] in _ENDING or _sign_before(analysis.text, span.start) == "\n"
    follows = after < len(tags.of) and tags.of[after] in (t.VERB, t.AUXILIARY)
    said = follows and tags.is_a(after + 1, "question_words")  # “Never Again” is what she said
    return opens and follows and not said and _capitalised(analysis.language, words)


def _capitalised(language: Language, words: list[str]) -> bool:
    """Tell whether all words begin with capital letters, but small ones within: "A Fool at the Gate"."""
    small = language.words("titles_of_works", "small")
    return words[0][:1].isupper() and all(
        word[:1].isupper() or not word[:1].isalpha() or word.lower() in small for word in words
    )


def _listed(analysis: Analysis) -> frozenset[int]:
    """Return where titles in lists of three or more begin, most of several words: “Dark Water,” “The Gate” and “Boats”."""
    found: list[int] = []
    series: list[QuotedSpan] = []
    for span in (*analysis.quoted, None):
        if span and series and _joins(analysis, series[-1], span):
            series.append(span)
            continue
        words = [_words(analysis.text, one) for one in series]
        titles = all(each and _capitalised(analysis.language, each) for each in words)
        if titles and len(series) >= _SERIES <= 2 * sum(len(each) > 1 for each in words):
            found += [one.start for one in series]
        series = [span] if span else []
    return frozenset(found)


def _words(text: str, span: QuotedSpan) -> list[str]:
    inner = text[span.inner_start : span.inner_end].split()
    return [word.strip(_OPENING + ".,!?:;”’)]") for word in inner]


def _joins(analysis: Analysis, before: QuotedSpan, span: QuotedSpan) -> bool:
    """Tell whether nothing but commas and conjunctions stands between two quotations."""
    gap = analysis.text[before.inner_end - 1 : span.start]
    places = range(analysis.tokens.at(before.end), analysis.tokens.at(span.start))
    links = all(analysis.tags.of[at] == t.CONJUNCTION or analysis.tokens.texts[at] == "," for at in places)
    return links and "\n" not in gap and (bool(places) or "," in gap)
