"""Attribution: the words that name who speaks each quotation, by the first rule that finds any."""

from collections.abc import Callable, Collection
from functools import cached_property
from itertools import count, islice, takewhile
from typing import NamedTuple, TypeAlias

from feedpub.extraction.document.clauses.chunks import Chunk, NounPhrase, speaks
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.tagset import POSSESSIVE, RELATIVE
from feedpub.extraction.document.reporting.clauses import ReportClause, ReportClauses, Strength
from feedpub.extraction.document.reporting.repetitions import Repetitions
from feedpub.extraction.document.reporting.sentence_chunks import COMMAS
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.rule import Rule
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import Is

_LONGEST, _SENTENCES = 16, 4  # paragraphs of one quotation, and sentences among them that are looked at
_QUIET = frozenset(("Q", ".", ",", ";", ":", "—", "–", "-", "…", "...", "(", ")", "[", "]", "ADV", "C", "S", "DAY"))


class Attribution(NamedTuple):
    """Who speaks a quotation, or is reported, as far as syntax tells.

    Args:
        speaker: the words that name who speaks.
        cue: number of the reporting verb's token, or -1.
        rule: id of the rule that found it.
        beside: the report, or the name before a colon, stands right beside the quotation.
        weak: only the subject of the last verb before the quotation, whatever that says.
    """

    speaker: NounPhrase
    cue: int = -1
    rule: str = ""
    beside: bool = False
    weak: bool = False


def carried(attribution: Attribution | None) -> Attribution | None:
    """Give another quotation to the same speaker."""
    return attribution and attribution._replace(beside=False, weak=False)


class Quotation:
    """A quotation in its matrix sentence: what a rule of attribution is asked about.

    Args:
        attributor: of the text that it stands in.
        number: of its sentence.
        at: its position among the sentence's chunks.
    """

    def __init__(self, attributor: "Attributor", number: int, at: int) -> None:
        self.attributor, self.number, self.at = attributor, number, at
        self.clauses = attributor.clauses(number)
        self.chunks: list[Chunk] = self.clauses.chunks

    @property
    def quoted(self) -> int:
        """Its number among the quotations of the text."""
        return self.chunks[self.at].quotation

    @cached_property
    def bare(self) -> bool:
        """Whether its sentence consists of quotations."""
        return all(piece.kind in _QUIET for piece in self.chunks)

    @cached_property
    def subject_before(self) -> NounPhrase | None:
        """The subject of the last verb before it."""
        return self.clauses.last_subject(self.at)

    @property
    def ends_open(self) -> bool:
        """Whether it ends as one does that its report follows: with a comma, a question, an exclamation."""
        return self.asks or self.last_sign in ",‚—–-" or self.clauses.kind(self.at + 1) in COMMAS

    @property
    def asks(self) -> bool:
        """Whether it ends with a question or an exclamation."""
        return self.last_sign in "?!"

    @cached_property
    def last_sign(self) -> str:
        """Its last sign before the closing mark."""
        span = self.attributor.tags.words.quotations[self.quoted]
        return self.attributor.tags.words.text[span.inner_start : span.inner_end].rstrip()[-1:]

    @cached_property
    def reports_before(self) -> list[ReportClause]:
        """The reports that stand before it in its sentence."""
        return [report for report in self.clauses.reports if report.at < self.at]

    @property
    def reports_after(self) -> list[ReportClause]:
        """The reports that stand after it in its sentence."""
        return [report for report in self.clauses.reports if report.at > self.at]

    def sentence(self, step: int) -> tuple[int, int]:
        """Return the number of a sentence before or after its own, and how many paragraphs on; (-1, 9) beyond the text."""
        number, sentences = self.number + step, self.attributor.sentences
        if not 0 <= number < len(sentences):
            return -1, 9
        return number, sentences[number].paragraph - sentences[self.number].paragraph


FindAttribution: TypeAlias = Callable[[Quotation], Attribution | None]


class AttributionRules(NamedTuple):
    """The rules that say who speaks, in the order in which they are asked.

    Args:
        near: that look in a quotation's own sentence.
        far: that look beyond it.
        late: that look at who speaks all others, for what nobody speaks.
    """

    near: Collection[Rule[FindAttribution]]
    far: Collection[Rule[FindAttribution]]
    late: Collection[Rule[FindAttribution]]


class Attributor:
    """One pass over the matrix sentences of a text.

    Args:
        tags: of the text.
        sentences: in order.
        language: that it is written in.
        rules: that find who speaks.
    """

    def __init__(
        self,
        tags: Tags,
        sentences: tuple[MatrixSentence, ...],
        language: Language,
        rules: AttributionRules,
    ) -> None:
        self.tags, self.sentences, self.language = tags, sentences, language
        self._near, self._far, self._late = rules
        self._clauses: dict[int, ReportClauses] = {}
        self.found: list[Attribution | None] = [None] * len(tags.words.quotations)

    def run(self) -> tuple[Attribution | None, ...]:
        """Attribute every quotation, in order."""
        quotations = [one for number, each in enumerate(self.sentences) if each.quoted for one in self.quotations(number)]
        for one in quotations:
            self.found[one.quoted] = _first(self._near, one) or _first(self._far, one)
        for one in quotations:
            self.found[one.quoted] = self.found[one.quoted] or _first(self._late, one)
        return tuple(self.found)

    def clauses(self, number: int) -> ReportClauses:
        """Return the clauses of a sentence, read once."""
        if number not in self._clauses:
            self._clauses[number] = ReportClauses(self.tags, self.sentences[number], self.language)
        return self._clauses[number]

    def quotations(self, number: int) -> list[Quotation]:
        """Return the quotations of a sentence, but those that somebody else asks."""
        clauses = self.clauses(number)
        return [Quotation(self, number, at) for at in range(len(clauses.chunks)) if clauses.said(at)]

    def last_attribution(self, number: int) -> Attribution | None:
        """Return who speaks the last quotation of an earlier sentence, rather one that is reported right beside it."""
        found = [self.found[quoted] for quoted in self.sentences[number].quoted]
        beside = [one for one in found if one and one.beside]  # “…,” Osei said, though Lind has not called it “a mess”
        return carried((beside or found or [None])[-1])

    def repetition(self, quotation: Quotation) -> Attribution | None:
        """Return who speaks the words of a quotation in another one."""
        other = self._repetitions.of(quotation.quoted)
        return carried(self.found[other]) if other >= 0 else None

    @cached_property
    def _repetitions(self) -> Repetitions:
        return Repetitions(self.tags.words, [number for number, found in enumerate(self.found) if found])

    def conclusion(self, quotation: Quotation) -> Attribution | None:
        """Return who speaks the last part of a quotation that goes on over paragraphs, as its own sentence says."""
        parts = takewhile(lambda part: self.tags.words.quotations[part].continues, count(quotation.quoted))
        last = quotation.quoted + sum(1 for _ in islice(parts, _LONGEST))
        sentences = range(quotation.number, min(quotation.number + _LONGEST * _SENTENCES, len(self.sentences)))
        number = next((at for at in sentences if last in self.sentences[at].quoted), quotation.number)
        ends = (one for one in self.quotations(number) if one.quoted == last > quotation.quoted)
        return next((carried(_first(self._near, one)) for one in ends), None)

    def introduced(self, number: int) -> Attribution | None:
        """Take who speaks in a sentence, or is its subject."""
        clauses = self.clauses(number)
        own = [report for report in clauses.reports if self.tags.of[report.subject.first] != RELATIVE] or clauses.reports
        said = [one for one in own if one.strength == Strength.SAYS and clauses.verb_kind(one.at) != "infinitive"]
        main = [report for report in said if clauses.kind(report.begins - 1) not in ("VG", "S", "R")] or said
        if main:
            outer = self._outer(clauses, main)
            return Attribution(outer.subject, outer.cue)
        begins = clauses.kind(len(clauses.chunks) - 1) == ":"
        subject = clauses.last_subject(len(clauses.chunks)) if begins else clauses.main_subject()
        return Attribution(subject) if subject and self.named(subject) and self._is_person(subject) else None

    def _outer(self, clauses: ReportClauses, reports: list[ReportClause]) -> ReportClause:
        """Take the last report, or the one that this stands within: "Osei said for years critics had predicted it"."""
        last = reports[-1]
        for report in reversed(reports[:-1]):
            if any(clauses.kind(at) in ("C", ";", *COMMAS) for at in range(report.at + 1, last.begins)):
                break
            last = report
        return last

    def _is_person(self, phrase: NounPhrase) -> bool:
        """Tell who may speak on though no verb of speech says so: somebody; not a firm, of which the story tells."""
        if phrase.mention:
            return phrase.names_person
        return phrase.form == "pronoun" or bool(self.tags.flags[phrase.head] & Is.PERSON)

    def named(self, phrase: NounPhrase) -> bool:
        """Tell whether a phrase means somebody known: a name, "she", "the mayor", "his son"."""
        known, first = word_sets(self.language, "coreference"), self.tags.lower[phrase.first]
        definite = phrase.form == "nominal" and (first in known["definite"] or self.tags.of[phrase.first] == POSSESSIVE)
        return self.speaks(phrase) and (phrase.form == "name" or first in known["subject"] or definite)

    def speaks(self, phrase: NounPhrase | None) -> bool:
        """Tell whether a phrase can name a speaker."""
        return phrase is not None and speaks(self.tags, phrase)


def _first(rules: Collection[Rule[FindAttribution]], quotation: Quotation) -> Attribution | None:
    found = ((rule.find(quotation), rule.id) for rule in rules)
    return next((one._replace(rule=by) for one, by in found if one), None)
