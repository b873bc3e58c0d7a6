"""Reported speech without marks: "The minister said that the dam was safe", "The dam was safe, the minister said"."""

from bisect import bisect_left
from functools import cache
from itertools import compress
from types import MappingProxyType
from typing import NamedTuple

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.chunks import speaks
from feedpub.extraction.document.reporting.attribution import Source
from feedpub.extraction.document.reporting.clauses import Clauses, Report
from feedpub.extraction.document.reporting.sentences import Frame, frames_of
from feedpub.extraction.document.tags import Tags
from feedpub.extraction.document.tagset import AUXILIARY, TO, VERB
from feedpub.language.lexicon import Is
from feedpub.language.words import verb_forms, words

_SHORTEST = 3
_RELATIVES = ("who", "which", "that", "whose")


class Indirect(NamedTuple):
    """Something that somebody is reported to have said.

    Args:
        start: first code point of what was said.
        end: the code point after its last.
        source: who said it.
    """

    start: int
    end: int
    source: Source


def reported_of(analysis: Analysis) -> tuple[Indirect, ...]:
    """Find reported speech in the sentences that quote nothing, once an article."""
    tags = analysis.tags
    begin = tags.words.at(analysis.dateline.end) if analysis.dateline else 0
    cues = list(compress(range(len(tags.words.lower)), map(_cues().__contains__, tags.words.lower)))
    found = (_in_frame(tags, frame, begin) for frame in analysis.once(frames_of) if _may_report(frame, cues))
    return tuple(indirect for indirect in found if indirect)


def _may_report(frame: Frame, cues: list[int]) -> bool:
    first, last = frame.items[0].first, frame.items[-1].last
    return not frame.quoted and bisect_left(cues, first) < bisect_left(cues, last)


@cache
def _cues() -> frozenset[str]:
    return frozenset((*_verbs(), "according"))


@cache
def _verbs() -> MappingProxyType[str, str]:
    plain = words("reporting_verbs", "indirect")
    return MappingProxyType({form: base for form, base in verb_forms("reporting_verbs", "say").items() if base in plain})


def _in_frame(tags: Tags, frame: Frame, begin: int) -> Indirect | None:
    clauses = Clauses(tags, frame)
    trailing = [report for report in reversed(clauses.reports) if _trails(clauses, report)]
    for report in (*trailing, *clauses.reports):
        if report.strength == 3 and _explicit(clauses, report) and (span := _said(clauses, report)):
            first, last = max(span[0], begin), span[1]
            if last - first >= _SHORTEST and _has_verb(clauses, first, last):
                words_of = tags.words
                start, end = words_of.tokens[first].start, words_of.tokens[last - 1].end
                return Indirect(start, end, Source(report.subject, report.cue, "reported speech"))
    return None


def _explicit(clauses: Clauses, report: Report) -> bool:
    """Tell whether verb and speaker are explicit: "Osei said", not "who said", "it is said", "saying", "did not say"."""
    words_of, subject = clauses.words, report.subject
    verb = words_of.lower[report.cue]
    if verb != "according" and (verb not in _verbs() or verb.endswith("ing")):
        return False
    if words_of.lower[subject.first] in ("i", "we", "you", *_RELATIVES) or not speaks(clauses.tags, subject):
        return False
    piece = clauses.chunks[report.at]
    denied = any(words_of.lower[place].endswith(("not", "n't", "n’t", "never")) for place in range(piece.first, piece.last))
    return clauses.tags.of[piece.first] != TO and not denied


def _said(clauses: Clauses, report: Report) -> tuple[int, int] | None:
    """Cut out what was said: after the verb and "that", or before ", the mayor said" at the sentence's end."""
    chunks, last = clauses.chunks, len(clauses.chunks)
    while last and chunks[last - 1].kind in (".", "!", "?"):
        last -= 1
    if _trails(clauses, report):
        return chunks[0].first, chunks[report.begins - 2].last
    if clauses.words.lower[report.cue] == "according":
        comma = next((at for at in range(report.at, last) if chunks[at].kind == ","), last)
        return (chunks[comma + 1].first, chunks[last - 1].last) if report.at == 0 and comma + 1 < last else None
    at = _complement(clauses, report, last)
    if at >= last or chunks[at].kind not in ("NP", "S") or chunks[at].last == chunks[last - 1].last:
        return None
    return chunks[at].first + (clauses.lower(at) == "that"), chunks[last - 1].last


def _trails(clauses: Clauses, report: Report) -> bool:
    """Tell the report that follows what was said: "The dam was safe, the mayor said on Monday"."""
    chunks, begins = clauses.chunks, report.begins
    after = begins > 1 and chunks[begins - 1].kind == "," and chunks[begins - 2].kind != "R"
    return after and not _goes_on(clauses, report)


def _goes_on(clauses: Clauses, report: Report) -> bool:
    """Tell whether a clause follows the report, so that what was said stands after it."""
    at = _complement(clauses, report, len(clauses.chunks))
    following = clauses.chunks[at : at + 2]
    return bool(following) and (
        clauses.lower(at) == "that" or (following[0].kind == "NP" and any(p.kind == "VG" for p in clauses.chunks[at:]))
    )


def _complement(clauses: Clauses, report: Report, last: int) -> int:
    """Find where what was said begins: after times, addressees and "that"."""
    chunks, at = clauses.chunks, report.at + 1 if not report.inverted else _beyond(clauses, report, last)
    for ahead in range(at, min(at + 7, last)):
        if chunks[ahead].kind == "R" and clauses.lower(ahead) == "that":
            return ahead + 1
        if chunks[ahead].kind == "VG":
            break
    told = _verbs().get(clauses.words.lower[report.cue]) in ("tell", "warn", "assure", "remind")
    if told and at < last and chunks[at].phrase and clauses.lower(at) != "that":
        at += 1
    while at < last and chunks[at].kind in ("DAY", "ADV", "P") and clauses.lower(at) != "that":
        at += 2 if chunks[at].kind == "P" else 1
    return at + (at < last and clauses.lower(at) == "that" and chunks[at].kind == "R")


def _beyond(clauses: Clauses, report: Report, last: int) -> int:
    """Go beyond a speaker after the verb, and what is said of them: "Worse, said Osei, head of the port, prices rose"."""
    chunks, at = clauses.chunks, report.at + 1
    while at < last and chunks[at].first < report.subject.last:
        at += 1
    if at + 1 >= last or chunks[at].kind != ",":
        return at
    phrase, at = chunks[at + 1].phrase, at + 1
    nominal = phrase if phrase and phrase.form == "nominal" else None
    role = nominal and (clauses.words.flags[nominal.head] & Is.PERSON or clauses.words.lower[nominal.head] == "head")
    if role or chunks[at].kind == "R":
        at = next((place for place in range(at, last) if chunks[place].kind == ","), last - 1) + 1
    return at


def _has_verb(clauses: Clauses, first: int, last: int) -> bool:
    finite = (VERB, AUXILIARY)
    return any(
        piece.kind == "VG" and first <= piece.first < last and clauses.tags.of[piece.first] in finite
        for piece in clauses.chunks
    )
