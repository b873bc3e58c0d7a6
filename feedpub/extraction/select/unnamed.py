"""Participants whom no name is known for: what a noun phrase of the main event's clause names, and how to call them."""

import re

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.name_words import are_inhabitants, names_party
from feedpub.extraction.event.arguments import Argument
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.times import time_candidates
from feedpub.language.language import word_sets
from feedpub.model.event import WhoKind

_SHORT = 3  # letters
_CLOSING = "'’"  # marks behind a quoted verb: Death rate 'shocks' farmers


def name_of(argument: Argument) -> str:
    """Call somebody as the phrase does, without its article: "five-year-old boy", "Seven dead"."""
    words, start, end = argument.words, argument.start, argument.end
    while start < argument.head and (
        words[start].low in argument.passage.listed["article"] or words[start].text in _CLOSING
    ):
        start += 1
    if argument.head_word.number and end < len(words) and words[end].low in argument.passage.listed["struck"]:
        end += 1
    return argument.written(start, end)


def kind_of(analysis: Analysis, argument: Argument) -> WhoKind | None:
    """Tell what a noun phrase names; None where it names no people.

    "Dozens of rescuers" is a group, "Altmark" somebody where the text writes it so; "the toll", "Tuesday", "Storm Hilde" are
    nobody.
    """
    head = argument.head_word
    following = argument.words[argument.end] if argument.end < len(argument.words) else None
    if (head.is_a("pronouns") and not head.number) or head.possessive or _is_torn(argument):
        return None
    if (following is not None and following.text in "%£$€") or _is_time(analysis, argument):
        return None
    if head.number:
        return "group" if _is_count(argument) else None
    both, participants = f"{argument.words[argument.head - 1].low}-{head.low}", word_sets(analysis.language, "participants")
    if both in participants["nobody"] or both in participants["organization"]:  # "box office", "coast guard"
        return None if both in participants["nobody"] else "organization"
    several = head.capital and analysis.language.singular(head.low) != head.low
    inhabitants = several and are_inhabitants(analysis.language, [head.text])
    kind = "group" if inhabitants else kind_of_noun(head, analysis.language)
    if kind is not None or (head.capital and head.adjective):
        return kind
    return "organization" if _is_name(analysis, argument) else None


def _is_torn(argument: Argument) -> bool:
    """Tell a phrase that only opens a quotation, `their "lucky baby`, or that is a party and its voters: "D-Tamale"."""
    texts = [word.text for word in argument.words[argument.start : argument.end]]
    opened = any(texts.count(opening) > texts.count(closing) for opening, closing in ("“”", "‘’"))
    opened |= texts.count('"') % 2 == 1
    return opened or names_party(argument.passage.language, argument.head_word.text)


def _is_count(argument: Argument) -> bool:
    """Tell "At least two [killed]" from "Statewide 211" and "beat them [3]"."""
    before, following = argument.words[argument.start : argument.head], argument.words[argument.end :][:1]
    counts = all(word.number or word.adverb or word.is_a("determiners", "prepositions") for word in before)
    if argument.function != "subject" or not counts:
        return False
    return any(word.form or word.is_a("predicatives", "be", "have", "modals") for word in following)


def _is_time(analysis: Analysis, argument: Argument) -> bool:
    """Tell "died [Tuesday]" from "killed [Tuesday's passengers]": a date is nobody."""
    end, field = argument.characters[1], argument.passage.field
    spans = (mention.span for time in analysis.layer(time_candidates) for mention in time.mentions)
    return any(span.field == field and span.start < end <= span.end for span in spans)


def _is_name(analysis: Analysis, argument: Argument) -> bool:
    """Tell whether a capitalised phrase is a name: written so within a sentence, too, or no word of the language."""
    words = [word for word in argument.words[argument.start : argument.end] if not word.is_a("determiners")]
    particles, things = argument.passage.listed["name_particle"], argument.passage.listed["thing"]
    if not words or not all(word.capital or word.low in particles for word in words) or words[0].low in things:
        return False
    text, body = argument.written(argument.end - len(words), argument.end), analysis.text[analysis.begin :]
    if len(words) == 1 and words[0].low not in analysis.language.lexicon and len(text) > _SHORT:
        return re.search(rf"\b{re.escape(text)}\b", body) is not None and text.lower() not in body
    within = re.search(rf"(?<=[\w,;’] ){re.escape(text)}\b(?! [A-Z])", body)
    return within is not None or (len(words) > 1 and text in body)
