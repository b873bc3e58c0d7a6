"""Which words between marks are quotations, and of which kind."""

from typing import Literal

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.quotes.titles import is_capitalised, is_subject, is_title, sign_before, words_of
from feedpub.language.language import Language
from feedpub.language.lexicon import Is
from feedpub.language.marks import QuotedSpan
from feedpub.model.event import QuoteKind

Reason = Literal["single marks beside double ones", "no words", "a nickname", "a title", "a term", "words at arm's length"]

_WORKS = "titles_of_works"
_CLOSING = "’'”\""
_BEGINNING = frozenset("[$#@…")  # signs with which what is said may begin, beside letters and digits
_AT_ARMS_LENGTH = 4  # words: what is longer is said by somebody, though nobody knows who
_LONGEST_NICKNAME, _LONGEST_TERM = 3, 4  # words
_LONGEST_WORD = 2  # words that are spoken of as words: the use of “Yes”
_CHANTED = 4  # words before a slogan among which its verb stands: "chanting an old slogan"
_ABOVE = 10  # signs before a heading: the end of the line above, and "12. "
_HEDGE = 16  # signs behind a quotation in which "so to speak" stands
_IMAGINING = 24  # signs before one in which "as though to ask, " stands


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
    gives = attribution is not None and _gives_name(analysis, attribution, len(inner))
    if gives or _is_nickname(analysis, span, len(inner)) or _is_called(analysis, span, len(inner)):
        return "a nickname"
    if _is_term(analysis, span, inner) or _is_word(analysis, span) or _is_slogan(analysis, span, attribution):
        return "a term"
    labelled = attribution is not None and attribution.beside and attribution.cue < 0
    reported = attribution is not None and attribution.cue == analysis.tokens.at(span.end)
    titled = is_title(analysis, span) or (not reported and is_subject(analysis, span))
    if _is_heading(analysis.text, span) or (titled and not labelled):
        return "a title"
    said = (attribution and not attribution.weak) or len(inner) > _AT_ARMS_LENGTH or complete
    apart = _is_hedged(analysis, span, len(inner)) or _is_imagined(analysis, span)
    return None if said and not apart else "words at arm's length"


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
    stands = sign_before(text, span.start) in ("", ",", ":", ".", "!", "?", "\n", "”", '"', "—", "–")
    last = inner.rstrip(_CLOSING)[-1:]  # “She said, ‘Go.’”
    ends = (last and last in ".,‚!?…—–-") or not span.closed or text[span.end : span.end + 1] in (",", ":")
    return begins and bool(ends) and (stands or len(inner.split()) > 3)


def _is_heading(text: str, span: QuotedSpan) -> bool:
    """Tell a heading between paragraphs, a line that is “The harbour problem” or 6. “The harbour problem”."""
    if not span.closed or text[span.end : span.end + 1] not in ("", "\n") or text[span.inner_end - 1] in ".,‚!?…:;—–-":
        return False
    above, line_break, numbering = text[max(span.start - _ABOVE, 0) : span.start].rpartition("\n")
    return bool(line_break or span.start <= _ABOVE) and not numbering.strip("0123456789. ") and above.rstrip()[-1:] != ":"


def _is_nickname(analysis: Analysis, span: QuotedSpan, length: int) -> bool:
    tags, first, last = analysis.tags, analysis.tokens.at(span.start), analysis.tokens.at(span.end)
    # A comma or full stop within the marks is a sentence's: the show at Tamalefest “is ours,” Osei said.
    if length > _LONGEST_NICKNAME or not 0 < first < last < len(tags.of) or analysis.text[span.inner_end - 1] in ",.‚!?":
        return False
    return tags.of[first - 1] == t.NAME == tags.of[last] and analysis.tokens.starts[last] - span.end <= 1


def _gives_name(analysis: Analysis, attribution: Attribution, length: int) -> bool:
    """Tell what somebody is called from what is said: "her father nicknamed her “the juice”"."""
    cue, verbs = attribution.cue, analysis.language.words(_WORKS, "nicknaming")
    return length <= _LONGEST_NICKNAME and cue >= 0 and analysis.tokens.lower[cue] in verbs


def _is_called(analysis: Analysis, span: QuotedSpan, length: int) -> bool:
    """Tell what is called so in passing: "Osei, dubbed the “wonder girl”, left", unless it is told by whom.

    "Osei ran out, called “Help!” and fell" tells what she said.
    """
    language, tokens = analysis.language, analysis.tokens
    before, after = tokens.at(span.start) - 1, tokens.at(span.end)
    verb = before - (before > 0 and analysis.tags.of[before] == t.DETERMINER)
    participle = verb > 0 and tokens.texts[verb - 1] == "," and tokens.lower[verb] in _nicknaming(language)
    exclaimed = analysis.text[span.inner_end - 1] in ".!?"
    return (
        participle
        and not exclaimed
        and length <= _LONGEST_NICKNAME
        and tokens.lower[after] not in language.words("coreference", "author")
    )


def _nicknaming(language: Language) -> frozenset[str]:
    return language.words(_WORKS, "nicknaming") | language.words(_WORKS, "dubbing")


def _is_hedged(analysis: Analysis, span: QuotedSpan, length: int) -> bool:
    """Tell the “map,” so to speak, of tourists: the reporter's own words."""
    hedges = analysis.language.lines(_WORKS, "hedging")
    behind = analysis.text[span.end : span.end + _HEDGE].lstrip(", ").lower()
    return length <= _AT_ARMS_LENGTH and behind.startswith(tuple(hedges))


def _is_imagined(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell what a gesture seems to say: Osei shrugged, as if to say “So what?”; not: as if he had said “So what?”."""
    before = analysis.text[max(span.start - _IMAGINING, 0) : span.start].rstrip(" ,:\n").lower()
    return before.endswith(tuple(analysis.language.lines(_WORKS, "imagining")))


def _is_letter(inner: list[str]) -> bool:
    """Tell the one letter of a mark or a vitamin: “F”."""
    return len(inner) == 1 and sum(map(str.isalpha, inner[0])) == 1 and not any(map(str.isdigit, inner[0]))


def _is_term(analysis: Analysis, span: QuotedSpan, inner: list[str]) -> bool:
    """Tell what a text will call somebody, Osemar Ltd (the “Buyer”), and what others call a thing: so-called “bonds”.

    So is what stands in brackets behind the words that it translates: “La Fuerza” (“The Force”).
    """
    tags, first, last = analysis.tags, analysis.tokens.at(span.start), analysis.tokens.at(span.end)
    so_called = analysis.language.words(_WORKS, "so-called")
    if first and len(inner) <= _LONGEST_TERM and tags.lower[first - 1] in so_called:
        return True
    if first < 2 or last >= len(tags.of) or len(inner) > _LONGEST_TERM:
        return False
    opening = analysis.text[max(span.start - 3, 0) : span.start]  # the end of a quotation, a space and a bracket
    if opening[1:] in (" (", "(") and opening[0] in _CLOSING and analysis.text[span.end : span.end + 1] == ")":
        return True
    if not inner[0][0].isupper():
        return False
    return tags.of[first - 1] == t.DETERMINER and (tags.texts[first - 2], tags.texts[last]) == ("(", ")")


def _is_word(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell a word that is spoken of as one: the use of “Yes”, her trademark of the word “Yes”.

    Who "used the word “genocide”", and who warns of the use of “force”, said so.
    """
    language, lower, before = analysis.language, analysis.tokens.lower, analysis.tokens.at(span.start) - 1
    words = words_of(analysis.text, span)
    if before < 2 or len(words) > _LONGEST_WORD or not is_capitalised(language, words):
        return False
    of = language.words("small_words", "of")
    used = lower[before] in of and lower[before - 1] in language.words(_WORKS, "using")
    owned = lower[before] in language.words(_WORKS, "wording") and not of.isdisjoint(lower[before - 2 : before])
    return used or owned


def _is_slogan(analysis: Analysis, span: QuotedSpan, attribution: Attribution | None) -> bool:
    """Tell the words of a campaign that nobody says: whose slogan was “Slow, we’re on it”; not: chanting the slogan."""
    tokens, before = analysis.tokens, analysis.tokens.at(span.start) - 1
    apart = tokens.lower[before] in analysis.language.words(_WORKS, "before slogan") and before > 0
    if apart and attribution and attribution.beside:  # "Osei hates the slogan: “it is a lie,” she said"
        return False
    before -= apart
    if before < 0 or tokens.lower[before] not in analysis.language.words(_WORKS, "slogans"):
        return False
    return not any(flags & Is.SAY for flags in tokens.flags[max(0, before - _CHANTED) : before])
