"""Titles of works between quotation marks: films, songs, books, which nobody says."""

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses import tagset as t
from feedpub.language.language import Language
from feedpub.language.lexicon import Is
from feedpub.language.marks import QuotedSpan

_OPENING = "“\"‘'([«"
_STOPS = frozenset(".,!?…")
_ENDING = frozenset('.!?…”"’')  # signs with which a sentence ends
_LONGEST_TITLE = 16  # words, those behind a colon among them: "Milling Rice: How Farmers Lost the Fields"
_SERIES = 3  # titles of a list
_GAP = 80  # signs between a quotation and what it stands after


def is_title(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell titles: all great words capitalised, after a word such as "film", a broadcaster's possessive, or in a list."""
    language, tags, lower = analysis.language, analysis.tags, analysis.tokens.lower
    before, works = analysis.tokens.at(span.start) - 1, language.words("titles_of_works", "before")
    words = words_of(analysis.text, span)
    if before < 0 or not is_capitalised(language, words) or len(words) > _LONGEST_TITLE:
        return False
    if (
        span.start in analysis.layer(_listed)
        or ((len(words) > 1 or tags.of[before] == t.DETERMINER) and _is_made(analysis, span))
        or _in_opening(analysis, span, before)
    ):
        return True
    if lower[before] == "," and before:
        return lower[before - 1] in works
    if lower[_exemplified(analysis, before)] in works or tags.of[before] == t.OWNS:
        return True
    if len(words) > 1 and (_is_performed(analysis, before) or _names_thing(analysis, span, before)):
        return True
    around = tags.of[before] in (t.PREPOSITION, t.CONJUNCTION, t.TO)
    return around and len(words) > 1 and lower[before] in language.words("titles_of_works", "around")


def _exemplified(analysis: Analysis, before: int) -> int:
    """Go back over what gives an example: a song like “Dark Water”, songs such as “Dark Water”."""
    for line in analysis.language.lines("titles_of_works", "exemplifying"):
        words = tuple(line.split())
        if words == analysis.tokens.lower[max(0, before + 1 - len(words)) : before + 1]:
            return max(0, before - len(words))
    return before


def _is_performed(analysis: Analysis, before: int) -> bool:
    """Tell what is sung or played: the choir sang “You Will Not Pass”, a band opened with “Dark Water”."""
    lower, performing = analysis.tokens.lower, analysis.language.words("titles_of_works", "performing")
    with_it = before > 0 and lower[before] in analysis.language.words("titles_of_works", "with")
    begun = with_it and lower[before - 1] in analysis.language.words("titles_of_works", "beginning")
    return begun or lower[before] in performing


def _is_made(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell what somebody made or is seen in: the “Dark Water” singer; not: “Dark Water,” singer Ada Osei said."""
    after, makers = analysis.tokens.at(span.end), analysis.language.words("titles_of_works", "makers")
    follows = after < len(analysis.tokens) and analysis.tokens.lower[after] in makers
    return follows and span.closed and analysis.text[span.inner_end - 1] not in _STOPS


def _in_opening(analysis: Analysis, span: QuotedSpan, before: int) -> bool:
    """Tell a title in a phrase that opens a sentence: "After leaving “Dark Water,” Osei said"; not "Shouting “Help”,"."""
    tokens, tags = analysis.tokens, analysis.tags
    first = before - (before > 0 and tags.of[before - 1] in (t.PREPOSITION, t.SUBORDINATOR))
    opens = first == 0 or tokens.sentence[first - 1] != tokens.sentence[before]
    does = tags.of[before] == t.GERUND and not tokens.flags[before] & Is.SAY
    return opens and does and "," in analysis.text[span.inner_end - 1 : span.end + 1]


def _names_thing(analysis: Analysis, span: QuotedSpan, before: int) -> bool:
    """Tell what a thing is called: his “Tamale Files” site, a committee called the “Harvest Campaign”."""
    tags, after, called = analysis.tags, analysis.tokens.at(span.end), analysis.language.words("titles_of_works", "before")
    thing = after < len(tags.of) and tags.of[after] == t.NOUN and span.closed
    named = before > 0 and analysis.tokens.lower[before - 1] in called
    # Behind an article such words are as often what somebody calls a thing: a “Wild West” approach.
    return (tags.of[before] == t.POSSESSIVE and thing) or (tags.of[before] == t.DETERMINER and named)


def is_subject(analysis: Analysis, span: QuotedSpan) -> bool:
    """Tell a title that opens a sentence whose verb follows at once: “The Harbour at Night” is on show."""
    tags, before, after = analysis.tags, analysis.tokens.at(span.start) - 1, analysis.tokens.at(span.end)
    words = words_of(analysis.text, span)
    if not 1 < len(words) <= _LONGEST_TITLE or analysis.text[span.inner_end - 1] in _STOPS:
        return False
    opens = before < 0 or analysis.tokens.texts[before] in _ENDING or sign_before(analysis.text, span.start) == "\n"
    follows = after < len(tags.of) and tags.of[after] in (t.VERB, t.AUXILIARY)
    said = follows and tags.is_a(after + 1, "question_words")  # “Never Again” is what she said
    return opens and follows and not said and is_capitalised(analysis.language, words)


def is_capitalised(language: Language, words: list[str]) -> bool:
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
        words = [words_of(analysis.text, one) for one in series]
        titles = all(each and is_capitalised(analysis.language, each) for each in words)
        if titles and len(series) >= _SERIES <= 2 * sum(len(each) > 1 for each in words):
            found += [one.start for one in series]
        series = [span] if span else []
    return frozenset(found)


def words_of(text: str, span: QuotedSpan) -> list[str]:
    """Return the words between two marks, without the signs around each."""
    inner = text[span.inner_start : span.inner_end].split()
    return [word.strip(_OPENING + ".,!?:;”’)]") for word in inner]


def _joins(analysis: Analysis, before: QuotedSpan, span: QuotedSpan) -> bool:
    """Tell whether nothing but commas and conjunctions stands between two quotations."""
    gap = analysis.text[before.inner_end - 1 : span.start]
    places = range(analysis.tokens.at(before.end), analysis.tokens.at(span.start))
    links = all(analysis.tags.of[at] == t.CONJUNCTION or analysis.tokens.texts[at] == "," for at in places)
    return links and "\n" not in gap and (bool(places) or "," in gap)


def sign_before(text: str, start: int) -> str:
    """Return the sign before a quotation: a line break right before it, else the last of 80 that is no white space."""
    before = text[max(0, start - _GAP) : start]
    return "\n" if before.endswith("\n") else before.rstrip()[-1:]
