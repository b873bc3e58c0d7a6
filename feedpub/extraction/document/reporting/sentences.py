"""Matrix sentences: each quotation counts as one word in the sentence around it, so that its speaker can be found there."""

from collections.abc import Iterator
from itertools import compress, pairwise
from operator import ne
from typing import NamedTuple

from feedpub.extraction.document.tokens import Tokens
from feedpub.language.lexicon import ROLE, Is
from feedpub.language.sentences import has_lines

_NAMED, _APPOSED = 6, 16  # tokens: the longest name with its titles, and what may stand between commas after it
# What all words and all quotations of a sentence are compared with. Of 66,700 sentences of real news the 6 longest have 240
# to 550 tokens, all of them tables and lists; the one with the most quotations has 8.
_LONGEST, _MOST_QUOTED = 256, 16


class Run(NamedTuple):
    """Tokens outside of quotations, or a whole quotation.

    Args:
        first: number of its first token.
        last: number of the token after its last.
        quotation: its number, or -1.
    """

    first: int
    last: int
    quotation: int


class MatrixSentence(NamedTuple):
    """A sentence around and between quotations: “Why,” she said, “not?” is one of three runs.

    Args:
        runs: in order; at most 256 tokens and quotations, of them at most 16 quotations: rules compare them with one
            another, and what is longer is no sentence.
        paragraph: number of its paragraph.
        quoted: numbers of its quotations.
    """

    runs: tuple[Run, ...]
    paragraph: int
    quoted: tuple[int, ...]


def matrix_sentences(tokens: Tokens) -> Iterator[MatrixSentence]:
    """Cut a text into matrix sentences."""
    runs: list[Run] = []
    paragraph, lines = 0, has_lines(tokens.text)
    for first, last in _uniform(tokens):
        quotation = tokens.quoted[first]
        if runs and runs[-1].quotation == quotation >= 0:
            runs[-1] = runs[-1]._replace(last=last)
            continue
        another = bool(runs) and tokens.sentence[runs[-1].last - 1] != tokens.sentence[first]
        if another and _ends(tokens, runs[-1], first, lines=lines):
            yield from _bounded(runs, paragraph)
            paragraph += "\n" in _gap(tokens, runs[-1], first)
            runs = []
        runs.append(Run(first, last, quotation))
    if runs:
        yield from _bounded(runs, paragraph)


def _uniform(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Cut the text into runs of tokens of one sentence, all in the same quotation or all in none."""
    found: set[int] = set()
    for column in (tokens.sentence, tokens.quoted):
        found.update(compress(range(1, len(column)), map(ne, column, column[1:])))
    return pairwise((0, *sorted(found), len(tokens.quoted))) if tokens.quoted else iter(())


def _bounded(runs: list[Run], paragraph: int) -> Iterator[MatrixSentence]:
    """Make one matrix sentence, or several of one beyond the bounds."""
    if runs[-1].last - runs[0].first <= _LONGEST and len(runs) <= _MOST_QUOTED:
        yield _sentence(runs, paragraph)
        return
    part, quoted = list[Run](), 0
    for run in runs:
        for one in [run] if run.quotation >= 0 else [Run(at, at + 1, -1) for at in range(run.first, run.last)]:
            if len(part) == _LONGEST or (run.quotation >= 0 and quoted == _MOST_QUOTED):
                yield _sentence(part, paragraph)
                part, quoted = [], 0
            part.append(one)
            quoted += run.quotation >= 0
    yield _sentence(part, paragraph)


def _sentence(runs: list[Run], paragraph: int) -> MatrixSentence:
    return MatrixSentence(tuple(runs), paragraph, tuple(run.quotation for run in runs if run.quotation >= 0))


def _ends(tokens: Tokens, before: Run, place: int, *, lines: bool) -> bool:
    """Tell whether a new sentence begins here: not where a closing mark without a stop hid that the old one goes on."""
    if before.quotation < 0 or "\n\n" in _gap(tokens, before, place):
        return True
    if tokens.texts[place][0].islower() or tokens.texts[place] == ",":
        return False
    if lines and "\n" in _gap(tokens, before, place):
        return True
    verb, stop = _reported(tokens, place), tokens.text[tokens.quotations[before.quotation].inner_end - 1]
    if stop in "?!…—–-":
        return verb < 0
    return stop != "." or verb < 0 or not _closes(tokens, verb)


def _closes(tokens: Tokens, verb: int) -> bool:
    """Tell "“It rains.” Ada Osei said." from "“It rains.” Ada Osei said no"."""
    return verb + 1 >= len(tokens) or tokens.texts[verb + 1] == "." or tokens.sentence[verb + 1] != tokens.sentence[verb]


def _reported(tokens: Tokens, place: int) -> int:
    """Find the verb of speech behind a name that follows: “Why?” Osei pressed; “Go!” Ada Osei, the mayor, shouted; or -1."""
    last, named = min(place + _NAMED, len(tokens.lower)), place
    while named < last and (tokens.capital[named] or tokens.flags[named] & (ROLE | Is.DETERMINER | Is.POSSESSIVE)):
        named += 1
    if named < last and tokens.lower[named] == ",":
        limit = min(named + _APPOSED, len(tokens.lower) - 1)
        named = next((at for at in range(named + 2, limit) if tokens.lower[at] == ","), named) + 1
    says = place < named < len(tokens.flags) and tokens.flags[named] & Is.SAY and not tokens.flags[named] & Is.GERUND
    return named if says else -1


def _gap(tokens: Tokens, before: Run, place: int) -> str:
    return tokens.text[tokens.ends[before.last - 1] : tokens.starts[place]]
