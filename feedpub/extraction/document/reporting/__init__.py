"""Reported speech as syntax has it: which clauses report, what they report, and the words that name who speaks."""

from collections.abc import Callable
from typing import Any

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.reporting import across_sentences, in_sentence, indirect, posts, turns
from feedpub.extraction.document.reporting.attribution import Attribution, AttributionRules, Attributor
from feedpub.extraction.document.reporting.indirect import ReportedSpeech
from feedpub.extraction.document.reporting.sentences import MatrixSentence, matrix_sentences
from feedpub.extraction.rule import Rule

_UNMARKED = (turns.TURNS, posts.POSTS, indirect.RULE)
RULES: tuple[Rule[Callable[..., Any]], ...] = (
    *in_sentence.RULES,
    *across_sentences.RULES,
    *across_sentences.LATE,
    *_UNMARKED,
)


def sentences_of(analysis: Analysis) -> tuple[MatrixSentence, ...]:
    """Cut the text into matrix sentences (``analysis.layer(sentences_of)``)."""
    return tuple(matrix_sentences(analysis.tokens))


def attributions_of(analysis: Analysis) -> tuple[Attribution | None, ...]:
    """Say who speaks each quotation, by its number (``analysis.layer(attributions_of)``)."""
    without = analysis.options.without
    kinds = in_sentence.RULES, across_sentences.RULES, across_sentences.LATE
    rules = AttributionRules(*([rule for rule in rules if rule.id not in without] for rules in kinds))
    return Attributor(analysis.tags, analysis.layer(sentences_of), analysis.language, rules).run()


def reported_of(analysis: Analysis) -> list[ReportedSpeech]:
    """Find reported speech without marks (``analysis.layer(reported_of)``)."""
    found: list[ReportedSpeech] = []
    for rule in _UNMARKED:
        if rule.id not in analysis.options.without:
            reports = rule.find(analysis, analysis.layer(sentences_of))
            found += [each for each in reports if not any(one.start <= each.start < one.end for one in found)]
    return found
