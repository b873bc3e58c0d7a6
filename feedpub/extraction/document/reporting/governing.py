"""Which of several reports in its sentence governs a quotation: one right beside it, or one that this stands within."""

from feedpub.extraction.document.clauses.tagset import NOUN
from feedpub.extraction.document.name_words import is_outlet
from feedpub.extraction.document.reporting.attribution import Quotation
from feedpub.extraction.document.reporting.clauses import ReportClause, ReportClauses, Strength
from feedpub.extraction.document.reporting.sentence_chunks import COMMAS
from feedpub.language.lexicon import Is

_APART = 3  # chunks from a subject to its verb in what is set off: ", he said,"


def directly_after(quotation: Quotation) -> ReportClause | None:
    """Find the report right after a quotation: “…,” Osei said."""
    report = next(iter(quotation.reports_after), None)
    if report is None or report.begins <= quotation.at or _modifies(quotation):
        return None
    if quotation.clauses.kind(report.at - 1) == "R":  # they are “foreign agents”, a term which suggests crime
        return None
    clauses, between = quotation.clauses, range(quotation.at + 1, report.begins)
    joined = any(clauses.kind(place) == "S" for place in between)
    thought = report.strength == Strength.THINKS and not joined and quotation.attributor.speaks(report.subject)
    quiet = all(clauses.kind(place) in (*COMMAS, "ADV") or clauses.opens_with(place, "as") for place in between)
    # "the “new port,” as Osei dubbed it", not "it was “good,” as Osei praised it"
    near = report.at == report.begins + 1 and clauses.opens_with(report.begins - 1, "as")
    termed = near and clauses.token_in(report.cue, "terming")
    return report if quiet and (report.strength == Strength.SAYS or thought or termed) else None


def directly_before(quotation: Quotation) -> ReportClause | None:
    """Find the report that introduces a quotation: Osei said: “…”."""
    clauses, at = quotation.clauses, quotation.at
    reports = list(quotation.reports_before)
    if not reports or clauses.kind(at - 1) == "Q":
        return None
    joins = clauses.kind(at - 1) in (",", ":") or clauses.opens_with(at - 1, "that")
    last = reports[-1]
    aside = clauses.kind(last.begins - 1) == "S" or clauses.kind(last.begins) == "R"
    if joins and last.strength == Strength.THINKS and last.at < at - 2 and aside:
        # Within what is said: "Osei said that once the court opens, “we go”", "Osei said Lind, who went to Accra, “knew”"
        reports.pop()
    if not reports:
        return None
    return reports[-1] if reports[-1].at == at - 1 or (joins and reports[-1].strength > Strength.JUDGES) else None


def needs_quotation(quotation: Quotation, report: ReportClause) -> bool:
    """Tell a clause that cannot stand without it: "he said that “…”", "while Osei claimed “…”", "which Osei called “…”"."""
    judged = report.strength == Strength.JUDGES and report.at == quotation.at - 1
    # "when a guard asked Lind, “Will you go?”"
    near = report.at >= quotation.at - 2 - (quotation.asks and quotation.clauses.kind(quotation.at - 1) == ",")
    subordinate = quotation.clauses.kind(report.begins - 1) == "S" and near
    return judged or subordinate or quotation.clauses.opens_with(quotation.at - 1, "that")


def is_told(quotation: Quotation, before: ReportClause, after: ReportClause) -> bool:
    """Tell who said it from who told of it: "Osei said: “Go!” Lind told …", "Osei says “go,” according to Bo"."""
    clauses, at = quotation.clauses, quotation.at
    joined = clauses.kind(at - 1) in (",", ":")
    beside = before.at == at - 1 or joined
    paper = bool(clauses.words.flags[before.subject.head] & Is.DOCUMENT)  # "the report says “go,” according to Bo"
    relayed = clauses.token_in(after.cue, "according") and beside and not paper
    stands = clauses.kind(at - 1) == ":" and quotation.asks
    # "He wept and said, “go,” the guards said"; but "what Osei said, “…,” Lind said", "“…,” Osei said, “…,” Lind said"
    aside = clauses.kind(before.begins - 1) in COMMAS and before.at - before.begins < _APART
    within = (
        aside or clauses.kind(before.begins - 1) in ("R", "S", "Q") or clauses.any_opens_with(before.at, "free relative")
    )
    introduces = joined and before.at == at - 2 and not within
    return before.strength == Strength.SAYS and (relayed or stands or introduces)


def is_relayed(quotation: Quotation, after: ReportClause) -> bool:
    """Tell who said it from who tells of it: "Osei stressed that it was of “no use,” according to a report by Lind"."""
    clauses, before = quotation.clauses, quotation.reports_before
    if not before or not clauses.token_in(after.cue, "according") or before[-1].strength < Strength.SAYS:
        return False
    last = before[-1]
    paper = clauses.words.flags[last.subject.head] & Is.DOCUMENT
    return not paper and not any(_bars(clauses, place) for place in range(last.at + 1, quotation.at))


def is_main(clauses: ReportClauses, report: ReportClause) -> bool:
    """Tell a clause whose speaker may be that of a quotation before it: "It was “a mess” for days, Osei said"."""
    relative = clauses.kind(report.at - 1) == "R"  # "- a label that suggests crime"
    embedded = clauses.kind(report.begins - 1) in ("S", "R") and not clauses.opens_with(report.begins - 1, "as")
    # "records attesting that it rained", not "according to records"
    attached = clauses.verb_kind(report.at) in ("ing", "infinitive") and not clauses.token_in(report.cue, "according")
    return report.strength == Strength.SAYS and not (relative or embedded or attached)


def is_closed(quotation: Quotation) -> bool:
    """Tell what somebody says who stands at its end: "Guards found “no boats” in the port, Osei said"."""
    clauses, last = quotation.clauses, next(iter(quotation.reports_after[-1:]), None)
    if last is None or not is_main(clauses, last) or clauses.kind(last.begins - 1) != ",":
        return False
    return all(clauses.kind(at) in (".", "DAY", "ADV") for at in range(last.at + 1 + last.inverted, len(clauses.chunks)))


def has_ended(quotation: Quotation, report: ReportClause) -> bool:
    """Tell a relative clause that is over: "Osei said Lind is one who thinks of boats but his port is “late”"."""
    clauses, after = quotation.clauses, range(report.at + 1, quotation.at)
    relative = report.strength < Strength.SAYS and clauses.kind(report.begins) == "R"
    return relative and any(clauses.kind(place) == "C" and clauses.kind(place + 2) == "VG" for place in after)


def is_left(quotation: Quotation, report: ReportClause) -> bool:
    """Tell what one thinks from what another does: "Osei hopes to sail, while Lind left the “old boats”".

    Osei goes on in "Osei thinks, while Lind waits, that it is “a mess”".
    """
    clauses, after = quotation.clauses, range(report.at + 1, quotation.at)
    last = max((place for place in after if clauses.kind(place) == ","), default=-1)
    return report.strength < Strength.SAYS and _contrasts(clauses, last)


def _contrasts(clauses: ReportClauses, comma: int) -> bool:
    """Tell where a clause about another begins: "…, while Lind left"."""
    subject = clauses.phrase(comma + 2)
    another = clauses.opens_with(comma + 1, "contrast") and subject is not None and subject.form != "pronoun"
    return clauses.kind(comma) == "," and another and clauses.kind(comma + 3) == "VG"


def outermost(quotation: Quotation, near: ReportClause) -> ReportClause:
    """Climb from a clause that says what is said to the one that says it: "Osei said the plan showed “no mercy”".

    Osei also speaks "Osei said that Lind called it “a mess”" and "Osei said that they told him: “Go.”"; Lind speaks
    "Osei said that Lind told him: “Go.”"
    """
    clauses = quotation.clauses
    # "Fans laughed when he told them: “Go.”"
    timed = clauses.kind(near.begins - 1) == "S" and not clauses.opens_with(near.begins - 1, "that")
    set_off = clauses.kind(quotation.at - 1) in (",", ":") and (timed or near.subject.form != "pronoun")
    relative = clauses.kind(near.begins - 1) == "R" and not clauses.opens_with(near.begins - 1, "that")
    if (set_off or relative) and near.strength == Strength.SAYS and quotation.attributor.speaks(near.subject):
        return near  # "… which the ministry says is “late”"
    if relative and clauses.kind(near.begins - 2) == "P" and quotation.attributor.speaks(near.subject):
        return near  # "The Post showed a film in which Osei called it “a mess”"
    begin = near.begins
    while begin and (not _bars(clauses, begin - 1) or _within(quotation, begin, near) or _supposed(clauses, begin)):
        begin -= 1
    around = [r for r in clauses.reports if begin <= r.at < near.begins and r.strength > Strength.JUDGES]
    said = [report for report in around if report.strength == Strength.SAYS]
    if not said and near.strength == Strength.SAYS and clauses.is_somebody(near.subject):
        return near  # "Osei pointed to how Lind had complained of “…”"
    if said and _relays(clauses, said[0]):  # "The paper reported that Osei had told them: “Go.”"
        inner = [*said[1:], *[near] * (near.strength == Strength.SAYS or near.subject.form == "name")]
        said = [one for one in inner if one.begins > said[0].at and clauses.is_somebody(one.subject)] or said
    return (said or around[-1:] or [near])[0]


def _relays(clauses: ReportClauses, report: ReportClause) -> bool:
    """Tell what is said of others: "The paper reported that", "The Leeds Post said that"."""
    name = report.subject.mention
    return clauses.token_in(report.cue, "relaying") or (name is not None and is_outlet(clauses.language, name.name))


def _modifies(quotation: Quotation) -> bool:
    """Tell quoted words that belong to what follows: the “quick fix” officials sought; a “friend” who said so."""
    if quotation.at + 1 >= len(quotation.chunks) or quotation.ends_open:
        return False
    follows = quotation.chunks[quotation.at + 1]
    return (follows.phrase is not None and quotation.attributor.tags.of[follows.first] == NOUN) or follows.kind == "R"


def _within(quotation: Quotation, begin: int, near: ReportClause) -> bool:
    """Tell a clause that somebody says: "Osei says that if people call it …", "In May, Osei says, people call it …".

    In "Osei said that after the fire Lind had called it “a mess”" it is Lind's, not where he "had found it was “a mess”".
    """
    clauses = quotation.clauses
    deeper = any(clauses.kind(at) == "VG" for at in range(near.at + 1, quotation.at))
    joined = clauses.opens_with(begin - 2, "that") and (near.subject.mention is None or deeper)
    verb = begin - 2 - joined
    says = next((one for one in clauses.reports if one.at == verb and one.strength == Strength.SAYS), None)
    aside = says is not None and clauses.kind(begin - 1) == "," == clauses.kind(says.begins - 1)
    condition = clauses.kind(begin - 1) == "S" and not clauses.opens_with(begin - 1, "as")
    return aside or (says is not None and condition)


def _supposed(clauses: ReportClauses, begin: int) -> bool:
    """Tell what nobody has said yet: "Osei warned that boats will stay unless Lind offers “a reason”"."""
    return clauses.opens_with(begin - 1, "condition") and any(
        report.strength == Strength.SAYS and report.at < begin - 1 for report in clauses.reports
    )


def _bars(clauses: ReportClauses, at: int) -> bool:
    """Tell what a reported clause does not go on over."""
    return clauses.kind(at) in (*COMMAS, "C", "S", ";", "(", "Q") and not clauses.programme(at)
