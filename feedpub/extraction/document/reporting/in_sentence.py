"""Rules that say who speaks a quotation in its own sentence."""

from functools import partial

from feedpub.extraction.document.clauses.chunks import Chunk
from feedpub.extraction.document.reporting.attribution import Attribution, FindAttribution, Quotation
from feedpub.extraction.document.reporting.clauses import ReportClause, Strength
from feedpub.extraction.document.reporting.governing import (
    directly_after,
    directly_before,
    has_ended,
    is_closed,
    is_left,
    is_main,
    is_relayed,
    is_told,
    needs_quotation,
    outermost,
)
from feedpub.extraction.document.reporting.sentence_chunks import COMMAS
from feedpub.extraction.rule import Rule, rule
from feedpub.language.lexicon import Is

_rule = partial(rule, layer="document")


@_rule(
    "quotes.report_after",
    "The report says “[nobody paid for the boats,=Bo Lind]” according to Bo Lind.",
    "“[The bridge is safe,=Ada Osei]” Ada Osei said on Monday.",
    "The talk at Tamalefest “[is ours,=Bo Lind]” Bo Lind said.",
    "“[The bridge is safe,=Bo Lind]” said Bo Lind, a spokesman for the port.",
    "“[The bridge is safe,=Bo Lind]” said the port's chairman and chief executive Bo Lind.",
    "“[The bridge is safe,=Bo Lind]” said acting Assistant Secretary of Defense Bo Lind.",
    "“[We saw it coming,=Ada Osei]” Ada Osei, 34, a farmer from Tamale who lost her house, said.",
    counterexamples=(
        "Osei rejected the “[quick fix]” officials said they wanted.",
        "“[The port will fight to the very end]” if the state insists on it, Ada Osei said.",
    ),
)
def report_after(quotation: Quotation) -> Attribution | None:
    """Take the report right after it, unless one introduces it."""
    after = directly_after(quotation)
    if after is None:
        return None
    before = directly_before(quotation)
    if before is None:
        follows = not is_relayed(quotation, after)
    else:
        follows = quotation.ends_open and not needs_quotation(quotation, before) and not is_told(quotation, before, after)
    return _reported(after)._replace(beside=True) if follows else None


@_rule(
    "quotes.report_before",
    "Bo Lind told reporters: “[Nobody was hurt.=Bo Lind]”",
    "Ada Osei said the court's ruling showed “[no regard for the facts=Ada Osei]” of the case.",
    "Ada Osei admitted the port could close in May, but added: “[Nobody paid.=Ada Osei]”",
    "Ada Osei says that Bo Lind left in May and added: “[Nobody paid.=Ada Osei]”",
    "Ada Osei thinks her boats will be late, but said: “[Nobody paid.=Ada Osei]”",
    "Ada Osei tweeted: “[Nobody paid!=Ada Osei]” Mayor Bo Lind told reporters that it rained.",
    "Ada Osei says “[nobody paid for the boats,=Ada Osei]” according to Bo Lind.",
    "In a speech to the Tamale Club Mr Lind said of the mayor: “[Nobody paid.=Lind]”",
    "Ada Osei, managing director of the port said: “[Nobody paid.=Ada Osei]”",
    "Responding to the claims Tory chairman Bo Lind said: “[Nobody paid.=Bo Lind]”",
    "Ada Osei, the mayor said, “[is late each and every day=mayor]” in May.",
    "A plan called “[a mess=Bo Lind]” by Bo Lind failed.",
    "Ada Osei left in May. The port at the border will close, she said, adding: “[Nobody paid.=Ada Osei]”",
    "Bo Lind, 31, treated for back and shoulder strains, said: “[We fell.=Bo Lind]”",
    "Ada Osei, the mayor and director of the port said: “[Nobody paid.=Ada Osei]”",
    "Bo Lind wept. The singer and guitarist said: “[It rains.=Bo Lind]”",
    "The deputy minister for women Ada Osei said: “[Nobody paid.=Ada Osei]”",
    "Her friend and spokesman Bo Lind said: “[Nobody paid.=Bo Lind]”",
    "Osemar co-founder and CEO Bo Lind said: “[Nobody paid.=Bo Lind]”",
    "Bo Lind is in Tamale but his wife Ada Osei, co-owner of the port, said: “[Nobody paid.=Ada Osei]”",
    "The mother of actress Ada Osei said: “[Nobody paid.=mother of actress Ada Osei]”",
    "Bo Lind called it “a mess” and said, “[somebody should pay,=Bo Lind]” the port's office said.",
    counterexamples=("Osei was asked, “[Why did nobody call the port?]” He left.",),
)
def report_before(quotation: Quotation) -> Attribution | None:
    """Take the report that introduces it."""
    before = directly_before(quotation)
    return _reported(outermost(quotation, before))._replace(beside=True) if before else None


@_rule(
    "quotes.verb_after",
    "“[This is the best day of my life!=Ada Osei]” beamed Ada Osei, who won.",
    "“[It rains in Tamale,=Ada Osei]” Ada Osei shivered.",
    counterexamples=(
        "Though Osei had called the ferry “[slow and dangerous for children,]” Lind boarded it.",
        "“[Who wants to pay for such boats?]” Osemar Ltd offers a boat to farmers.",
    ),
)
def verb_after(quotation: Quotation) -> Attribution | None:
    """Take any verb with its subject after a quotation that ends with a comma."""
    clauses, chunks, at = quotation.clauses, quotation.chunks, quotation.at
    first = at + 1
    while clauses.kind(first) in COMMAS:
        first += 1
    opens = all(piece.kind in ("Q", "C", *COMMAS) for piece in chunks[:at])
    if first >= len(chunks) or not opens or not quotation.ends_open:
        return None
    piece = chunks[first]
    if piece.kind == "VG" and piece.first == piece.verb and clauses.words.flags[piece.verb] & Is.FINITE:
        phrase = clauses.phrase(first + 1)
        return Attribution(phrase, piece.verb) if phrase and phrase.mention and quotation.attributor.speaks(phrase) else None
    for after in range(first + 1, len(chunks) if quotation.attributor.speaks(piece.phrase) else 0):
        if piece.phrase and chunks[after].kind == "VG" and (found := clauses.subject(after)) and found.begins == first:
            does = quotation.asks and clauses.kind(after + 1) == "NP"  # “Who pays?” Osemar sells boats.
            return None if does else Attribution(piece.phrase, chunks[after].verb)
    return None


@_rule(
    "quotes.clause_before",
    "Ada Osei said that after the fire Bo Lind had called it “[a mess.=Bo Lind]”",
    "Ada Osei said that after long talks Bo Lind had found the port was “[a mess.=Ada Osei]”",
    "Ada Osei thinks, while Bo Lind waits, that it is “[a mess of boats in there.=Ada Osei]”",
    "Ada Osei said in Leeds, New York, that states can pass laws because they are “[late in the day.=Ada Osei]”",
    "Ada Osei and Bo Lind both say it is “[a mess of boats.=Ada Osei and Bo Lind]”",
    "Ada Osei accused Bo Lind of hiding a report that is “[full of holes.=Ada Osei]”",
    "The governor vetoed the bill, calling it for once “[a danger to every river in the state.=governor]”",
    "Ada Osei told Bo Lind that it was over, and Lind agreed, saying it had “[never begun.=Bo Lind]”",
    "Ada Osei wrote that she and 29 friends feared the worst when it “[hit the quay at full speed.=Ada Osei]”",
    "The move came as Bo Lind rejected the plan, calling it “[a mess of promises=Bo Lind]” for all.",
    "The Volta Post reported that a friend of Osei said she “[had left the port for good=friend of Osei]” in May.",
    "The BBC broadcast a film in which Bo Lind called it “[a mess of promises=Bo Lind]” for all.",
    "Ada Osei left after the Post published mails in which she called it “[a mess of promises=Ada Osei]” for all.",
    "The Leeds Post said Bo Lind had called it “[a mess of promises=Bo Lind]” for all.",
    "Ada Osei said she and Bo Lind would leave after a neighbour asked why they were “[so loud at night=neighbour]” in May.",
    "Head of financial planning Bo Lind said the port “[will want to see all of it=Bo Lind]” in May.",
    "The head of the National Audit Office Ada Osei called it “[a mess of promises=Ada Osei]” for all.",
    "Ada Osei said the ministry's claim “[is false in each and every word=Ada Osei]” of it.",
    "Bo Lind lost in what host Ada Osei described as the “[hardest choice of all=Ada Osei]” of them.",
    "Ada Osei warned that boats will stay unless Bo Lind offers a “[good reason=Ada Osei]” for it.",
    counterexamples=(
        "Ada Osei left when Bo Lind, asked why she was “[late every day of May]”, wept.",
        "Ada Osei hopes to close the port, while Bo Lind left the “[old and slow boats there.]”",
        "Ada Osei said it rained; the sign reads “[No boats go out to sea today.]”",
        "Ada Osei, a fan described as a “[kind and friendly soul]”, left.",
        "They sailed a class of boats called the “[Master Builders]”.",
    ),
)
def clause_before(quotation: Quotation) -> Attribution | None:
    """Take the last report before it in its sentence, or the one that this is reported by."""
    before = quotation.reports_before
    while before and (is_left(quotation, before[-1]) or (len(before) > 1 and has_ended(quotation, before[-1]))):
        before = before[:-1]
    if not before or any(piece.kind == ";" for piece in quotation.chunks[before[-1].at : quotation.at]):
        return None
    report = outermost(quotation, before[-1])
    return None if report.strength < Strength.SAYS and is_closed(quotation) else _reported(report)


@_rule(
    "quotes.clause_after",
    "The harbour was “[a museum of rust=Ada Osei]” for years, and nobody cared, Ada Osei said.",
    "It was “[a mess of promises=Ada Osei]” for all, said Ada Osei, a farmer.",
    "Guards found the sailors and their “[two boxes of gold=Ada Osei]” in the port, Ada Osei said.",
    "Rather than dams that “[drown every valley,=Ada Osei]” the port should respond with boats, Ada Osei said.",
    "Two guards signed “[false reports on the boats=Ada Osei]” saying that they slept, according to Ada Osei.",
    counterexamples=(
        "A “[chief dam inspector of the north]” resigned after Ada Osei said that it rained.",
        "It was “[too early for any of the boats]” to say whether the harbour would open.",
    ),
)
def clause_after(quotation: Quotation) -> Attribution | None:
    """Take a clause of saying after it in its sentence, unless it is subordinate."""
    report = next((report for report in quotation.reports_after if is_main(quotation.clauses, report)), None)
    return _reported(report) if report else None


@_rule(
    "quotes.label",
    "Ada Osei, mayor of Tamale: “[Nobody was hurt.=Ada Osei]”",
    "The length of the queue does not surprise Ada Osei: “[People want to sail.=Ada Osei]”",
    counterexamples=("The sign on the gate: “[No boats go out to sea today.]”",),
)
def label(quotation: Quotation) -> Attribution | None:
    """Take the name before a colon."""
    clauses, at = quotation.clauses, quotation.at
    if at < 2 or clauses.kind(at - 1) != ":":
        return None
    if any(piece.kind in ("VG", "Q") for piece in quotation.chunks[:at]):
        return _addressed(quotation, quotation.chunks[at - 2])
    first = max((place for place in range(at - 2) if clauses.kind(place) in ("-", "–", "—")), default=-1) + 1
    phrases = [piece.phrase for piece in quotation.chunks[first : at - 1] if piece.phrase]
    speaker = next((phrase for phrase in phrases if quotation.attributor.speaks(phrase)), None)
    return Attribution(speaker, beside=True) if speaker else None


def _addressed(quotation: Quotation, before: Chunk) -> Attribution | None:
    """Take the person before the colon who is no subject: "It surprised Osei: “…”", "Lind put the question by Osei: “…”"."""
    phrase, by = before.phrase, quotation.clauses.opens_with(quotation.at - 3, "by")
    if quotation.subject_before is None or (quotation.attributor.speaks(quotation.subject_before) and not by):
        return None
    return Attribution(phrase, beside=True) if phrase and phrase.names_person else None


def _reported(report: ReportClause) -> Attribution:
    return Attribution(report.subject, report.cue)


RULES: tuple[Rule[FindAttribution], ...] = (
    report_after,
    report_before,
    verb_after,
    clause_before,
    clause_after,
    label,
)
