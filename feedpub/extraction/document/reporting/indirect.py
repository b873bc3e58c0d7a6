"""Reported speech without marks: "The minister said that the dam was safe", "The dam was safe, the minister said"."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from itertools import compress
from typing import NamedTuple, TypeAlias

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.chunks import speaks
from feedpub.extraction.document.clauses.tagset import AUXILIARY, GERUND, NUMBER, RELATIVE, VERB
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.document.reporting.clauses import ReportClause, ReportClauses, Strength
from feedpub.extraction.document.reporting.sentence_chunks import COMMAS
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.rule import Rule
from feedpub.language.language import Language
from feedpub.language.lexicon import ROLE, Is
from feedpub.model.event import QuoteKind

_SHORTEST = 3  # tokens of what is said
_ADDRESSEES = 7  # chunks between a verb and its "that": "told reporters in the harbour on Monday that"


class ReportedSpeech(NamedTuple):
    """Something that somebody is reported to have said.

    Args:
        start: first code point of what was said.
        end: the code point after its last.
        attribution: who said it.
        kind: indirect where its words are part of the report's sentence, direct where they stand alone.
    """

    start: int
    end: int
    attribution: Attribution
    kind: QuoteKind = "indirect"


def find_reported_speech(analysis: Analysis, sentences: tuple[MatrixSentence, ...]) -> list[ReportedSpeech]:
    """Find reported speech in the sentences that quote nothing."""
    tags = analysis.tags
    begin = tags.words.at(analysis.dateline.end) if analysis.dateline else 0
    cues = _cues(analysis.language)
    said = list(compress(range(len(tags.words.lower)), map(cues.__contains__, tags.words.lower)))
    spoken = (sentence for sentence in sentences if not sentence.quoted and _has_cue(sentence, said))
    found = (_in_sentence(ReportClauses(tags, sentence, analysis.language), begin) for sentence in spoken)
    return [report for report in found if report]


def _has_cue(sentence: MatrixSentence, cues: list[int]) -> bool:
    first, last = sentence.runs[0].first, sentence.runs[-1].last
    return bisect_left(cues, first) < bisect_left(cues, last)


@cache
def _cues(language: Language) -> frozenset[str]:
    return language.words("reporting", "according").union(_verbs(language))


@cache
def _verbs(language: Language) -> dict[str, str]:
    """Return the base form of each form of a verb that reports without marks."""
    bases = language.words("reporting_verbs", "indirect")
    return {form: base for form, base in language.verb_forms("reporting_verbs", "say").items() if base in bases}


def _in_sentence(clauses: ReportClauses, begin: int) -> ReportedSpeech | None:
    trailing = [report for report in reversed(clauses.reports) if _trails(clauses, report)]
    # "The town bought the land, Osei said, according to the Tamale Times"
    trailing.sort(key=lambda report: clauses.token_in(report.cue, "according"))
    for report in (*trailing, *clauses.reports):
        if clauses.kind(report.begins - 1) == "R" or not _explicit(clauses, report) or not (span := _said(clauses, report)):
            continue
        first, last = max(span[0], begin), span[1]
        if last - first >= _SHORTEST and _has_verb(clauses, first, last):
            tokens = clauses.words
            return ReportedSpeech(
                tokens.starts[first], tokens.ends[last - 1], Attribution(report.subject, report.cue, RULE.id)
            )
    return None


def _explicit(clauses: ReportClauses, report: ReportClause) -> bool:
    """Tell whether verb and speaker are explicit: "Osei said", not "who said", "it is said", "saying", "did not say"."""
    verb, subject, piece = clauses.words.lower[report.cue], report.subject, clauses.chunks[report.at]
    cited = clauses.token_in(report.cue, "according")
    quoted = clauses.opens_with(report.at - 1, "as")  # "quoted an official as saying"
    if report.strength < Strength.SAYS or (
        not cited and (verb not in _verbs(clauses.language) or (clauses.tags.of[report.cue] == GERUND and not quoted))
    ):
        return False
    relative = clauses.tags.of[subject.first] == RELATIVE or clauses.token_in(subject.first, "first and second person")
    denied = piece.group is not None and (piece.group.negated or piece.group.kind == "infinitive")
    denied = denied or clauses.token_in(max(subject.first - 1, 0), "denying")  # "not all guards said", "nor Osei said"
    return not relative and not denied and speaks(clauses.tags, subject)


def _said(clauses: ReportClauses, report: ReportClause) -> tuple[int, int] | None:
    """Cut out what was said: after the verb and "that", or before ", the mayor said" at the sentence's end."""
    chunks, last = clauses.chunks, len(clauses.chunks)
    while last and chunks[last - 1].kind in (".", "!", "?"):
        last -= 1
    if _trails(clauses, report):
        return None if _is_half(clauses, report) else (chunks[_behind_label(clauses)].first, chunks[report.begins - 2].last)
    if clauses.token_in(report.cue, "according"):
        at = next((at for at in range(report.at, last) if chunks[at].kind == ","), last) + 1
        name = clauses.phrase(at) if clauses.kind(at + 1) == "," else None
        at += 2 if name and name.mention else 0  # "According to Lind's daughter, Efua, the firm has"
        return (chunks[at].first, chunks[last - 1].last) if report.at == 0 and at < last else None
    at, last = _complement(clauses, report, last), _contrasted(clauses, report, last)
    opens = at < last and (chunks[at].kind in ("NP", "S") or clauses.verb_kind(at) == "ing")
    if not opens or chunks[at].last == chunks[last - 1].last:
        return None
    # "more than ten boats had sunk"; "least" alone would be half of "at least"
    exact = clauses.kind(at - 1) == "ADV" and clauses.kind(at - 2) != "P" and clauses.tags.of[chunks[at].first] == NUMBER
    that = clauses.opens_with(at, "that")
    clause = that or clauses.opens_with(at - 1, "that") or chunks[at].kind == "S" or _is_clause(clauses, at, last)
    return (chunks[at - exact].first + that, chunks[last - 1].last) if clause else None


def _behind_label(clauses: ReportClauses) -> int:
    """Return where a sentence begins behind a place or a label in capitals: "TAMALE: The dam was safe, the mayor said"."""
    texts = clauses.words.texts[clauses.chunks[0].first : clauses.chunks[0].last]
    return 2 if clauses.kind(1) == ":" and all(text.isupper() for text in texts) else 0


def _trails(clauses: ReportClauses, report: ReportClause) -> bool:
    """Tell the report that follows what was said: "The dam was safe, the mayor said on Monday"."""
    begins = report.begins
    after = begins > 1 and clauses.kind(begins - 1) == "," and clauses.kind(begins - 2) != "R"
    return after and not _goes_on(clauses, report)


def _is_half(clauses: ReportClauses, report: ReportClause) -> bool:
    """Tell a subordinate clause alone: "If it rains, Osei said, we will stay", "As they met, Osei argued before the court".

    In "After the fire, nobody came, Osei said" and "As it rains, nobody comes, Osei said" there is more.
    """
    verbs = [at for at in range(report.begins - 1) if clauses.verb_kind(at) == "finite"]
    if len(verbs) != 1 or clauses.opens_with(0, "half"):
        return len(verbs) == 1
    kinds = [clauses.kind(at) for at in range(1, verbs[0])]
    # "Since Monday the port has been shut, Osei said"
    simple = kinds[:1] == ["NP"] and kinds.count("NP") == 1 + kinds.count("P") and COMMAS.union(["VG"]).isdisjoint(kinds)
    return clauses.opens_with(0, "subordinating") and simple


def _contrasted(clauses: ReportClauses, report: ReportClause, last: int) -> int:
    """Find where what was said ends: before what the text tells of others, "…, while the port's owners condemned it"."""
    others = (
        other for other in clauses.reports if other.at > report.at and clauses.opens_with(other.begins - 1, "contrast")
    )
    ends = (one.begins - 2 for one in others if clauses.kind(one.begins - 2) == "," and clauses.is_somebody(one.subject))
    return min(last, next(ends, last))


def _goes_on(clauses: ReportClauses, report: ReportClause) -> bool:
    """Tell whether a clause follows the report, so that what was said stands after it."""
    at = _complement(clauses, report, len(clauses.chunks))
    clause = clauses.kind(at) == "NP" and any(piece.kind == "VG" for piece in clauses.chunks[at:])
    # "said closing it is an option"
    gerund = clauses.verb_kind(at) == "ing" and _gerund_has_verb(clauses, at, len(clauses.chunks))
    return clause or gerund or clauses.opens_with(at, "that")


def _is_clause(clauses: ReportClauses, at: int, last: int) -> bool:
    """Tell "confirmed the boat had left" and "said closing the quay is an option" from "confirmed the arrest"."""
    return _gerund_has_verb(clauses, at, last) if clauses.kind(at) == "VG" else _verb_behind(clauses, at, last) >= 0


def _gerund_has_verb(clauses: ReportClauses, at: int, last: int) -> bool:
    """Tell a gerund right behind its report and with a finite verb of its own: "said closing the quay is an option"."""
    verb = _verb_behind(clauses, at, last) if clauses.kind(at - 1) in ("VG", "DAY", "R") else -1
    apart = any(clauses.kind(place) in ("S", "R", *COMMAS) for place in range(at + 1, verb))
    return verb >= 0 and clauses.verb_kind(verb) == "finite" and not apart


def _verb_behind(clauses: ReportClauses, at: int, last: int) -> int:
    """Find the verb of what a chunk begins; -1 in "the arrest and thanked him", "the plan which failed as it rained"."""
    for place in range(at + 1, last):
        before = clauses.kind(place - 1)
        subordinate = before == "NP" and clauses.kind(place - 2) == "S" and not clauses.opens_with(place - 2, "as")
        within = before in ("C", "R", "S") or subordinate  # "report good crops while planting early"
        if clauses.kind(place) == "VG" and _begins_another(clauses, at, place):
            return -1
        if clauses.kind(place) == "VG" and clauses.verb_kind(place) != "infinitive" and not within:
            return place
    return -1


def _begins_another(clauses: ReportClauses, at: int, place: int) -> bool:
    """Tell the verb of another clause: "added ten boats, and Lind cut one", "admitted errors, telling them that it rained".

    In "said Osei, the mayor, and the port had failed" it is the same.
    """
    says = clauses.words.flags[clauses.chunks[place].verb] & Is.SAY
    tells = clauses.verb_kind(place) == "ing" and clauses.kind(place - 1) == "," and says
    joined = clauses.kind(place - 1) == "NP" and clauses.kind(place - 2) == "C" and clauses.kind(place - 3) == ","
    listed = any(clauses.kind(before) == "," for before in range(at, place - 3))
    # "As they claimed the attack, deaths rose"
    main = clauses.kind(place - 1) == "NP" and clauses.kind(place - 2) == "," and place - 3 == at
    return bool(tells) or (joined and not listed) or (main and clauses.verb_kind(place) == "finite")


def _complement(clauses: ReportClauses, report: ReportClause, last: int) -> int:
    """Find where what was said begins: after times, addressees and "that"."""
    chunks, at = clauses.chunks, _beyond(clauses, report, last) if report.inverted else report.at + 1
    verb = _verbs(clauses.language).get(clauses.words.lower[report.cue], "")
    told = verb in clauses.language.words("reporting", "telling")
    for ahead in range(at, min(at + _ADDRESSEES, last)):
        if chunks[ahead].kind == "R" and clauses.opens_with(ahead, "that"):
            if ahead == at + 1 and not told and _is_what_one_does(clauses, at, last):
                return at
            return ahead + 1 + (ahead + 1 < last and chunks[ahead + 1].kind == ",")  # "that, if it rained,"
        near = ahead <= at + 2 and clauses.kind(ahead - 1) == "P" and clauses.verb_kind(ahead) == "ing"
        # "told jurors in closing arguments that"
        describes = near and clauses.kind(ahead + 1) == "NP" and clauses.opens_with(ahead + 2, "that")
        if chunks[ahead].kind == "VG" and not describes:
            break
    if told and at < last and chunks[at].phrase and not clauses.opens_with(at, "that"):
        at += 1
    while at < last and chunks[at].kind in ("DAY", "ADV", "P") and not clauses.opens_with(at, "that"):
        at += 2 if chunks[at].kind == "P" else 1
    return at + (at < last and chunks[at].kind == "R" and clauses.opens_with(at, "that"))


def _is_what_one_does(clauses: ReportClauses, at: int, last: int) -> bool:
    """Tell "said the crop that they grow is maize" from "said last week that they grow maize", "assured farmers that"."""
    phrase, kinds = clauses.phrase(at), [piece.kind for piece in clauses.chunks[at : at + 5]]
    if phrase is None or phrase.form != "nominal" or clauses.words.flags[phrase.head] & ROLE:
        return False
    verb = next((place for place in range(at + 4, last) if clauses.kind(place) in ("VG", "R", "S", "C", *COMMAS)), last)
    object_left_out = kinds[:4] == ["NP", "R", "NP", "VG"] and kinds[4:] != ["NP"]
    return object_left_out and clauses.verb_kind(verb) == "finite"


def _beyond(clauses: ReportClauses, report: ReportClause, last: int) -> int:
    """Go beyond a speaker after the verb, and what is said of them: "Worse, said Osei, head of the port, prices rose"."""
    chunks, at = clauses.chunks, report.at + 1
    while at < last and chunks[at].first < report.subject.last:
        at += 1
    if at + 1 >= last or chunks[at].kind != ",":
        return at
    phrase, at = chunks[at + 1].phrase, at + 1
    nominal = phrase is not None and phrase.form == "nominal"
    role = phrase and nominal and (clauses.words.flags[phrase.head] & Is.PERSON or clauses.token_in(phrase.head, "leading"))
    if role or chunks[at].kind == "R":
        at = next((place for place in range(at, last) if chunks[place].kind == ","), last - 1) + 1
    return at


def _has_verb(clauses: ReportClauses, first: int, last: int) -> bool:
    verbs = (piece for piece in clauses.chunks if piece.kind == "VG" and first <= piece.first < last)
    return any(clauses.tags.of[piece.first] in (VERB, AUXILIARY) for piece in verbs)


FindReports: TypeAlias = Callable[[Analysis, tuple[MatrixSentence, ...]], list[ReportedSpeech]]

RULE: Rule[FindReports] = Rule(
    "quotes.reported_speech",
    "document",
    find_reported_speech,
    (
        "Ada Osei said that [the dam was safe=Ada Osei].",
        "[The dam was safe=Bo Lind], Bo Lind said on Monday.",
        "TAMALE: [The dam was safe=Bo Lind], Bo Lind said on Monday.",
        "Bo Lind told jurors in closing arguments that [the dam was safe=Bo Lind].",
        "According to the ministry, [nobody was hurt=ministry].",
        "In a statement Osemar Ltd said that [the dam was safe=Osemar Ltd].",
        "Ada Osei said [the crop that they grow in Tamale is maize=Ada Osei].",
        "Ada Osei assured the farmers that [they grow in Tamale what is needed=Ada Osei].",
    ),
    (
        "Ada Osei did not say that [the dam was safe].",
        "Nobody knows who said that [the dam was safe].",
        "No group claimed [the attack was theirs].",
        "Although the farmers claimed [the attack, deaths rose in Tamale].",
        "Farmers report [good crops while planting early, and the town pays].",
    ),
)
