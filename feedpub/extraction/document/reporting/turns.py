"""Turns of transcripts and interviews: lines that begin with who speaks, "ADA OSEI: We lost the boats.", or with Q and A."""

import re
from collections import Counter
from collections.abc import Iterator

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.document.reporting.indirect import FindReports, ReportedSpeech
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.rule import Rule

# What is said has a word in it: figures behind names are a table.
_LINE = re.compile(r"^([^\n:]{1,60}):[ \t]+(?=[^\n]*[^\W\d_]{2})(\S[^\n]+)$", re.MULTILINE)


def turns(analysis: Analysis, _sentences: tuple[MatrixSentence, ...]) -> list[ReportedSpeech]:
    """Find what is said in the lines of a dialogue, one speaker having two at least."""
    found = [(line, speaker) for line in _LINE.finditer(analysis.text) if (speaker := _speaker(analysis, line))]
    counts = Counter(speaker.name for _, speaker in found)
    return list(_said(analysis, found)) if max(counts.values(), default=0) > 1 else []


def _said(analysis: Analysis, found: list[tuple[re.Match[str], Mention]]) -> Iterator[ReportedSpeech]:
    for line, speaker in found:
        phrase = NounPhrase(speaker.first, speaker.last, "name", speaker, speaker.last - 1)
        marks = any(line.start() < quoted.end and quoted.start < line.end() for quoted in analysis.quoted)
        if not marks:
            yield ReportedSpeech(line.start(2), line.end(2), Attribution(phrase, rule=TURNS.id), "direct")


def _speaker(analysis: Analysis, line: re.Match[str]) -> Mention | None:
    """Take the person that a line begins with; before an answer the one who was named above all questions."""
    name = next((name for name in analysis.names if name.start == line.start(1)), None)
    if name and name.kind == "person" and name.end == line.end(1):
        return name
    if line[1].strip(".").lower() not in analysis.language.words("reporting", "answer"):
        return None
    above = analysis.text.find(":")
    people = {name.head: name for name in analysis.names if name.kind == "person" and name.end <= above}
    return next(iter(people.values())) if len(people) == 1 else None


TURNS: Rule[FindReports] = Rule(
    "quotes.turn",
    "document",
    turns,
    (
        "Ada Osei: [We lost the boats that night.=Ada Osei]\nBo Lind: Nobody came to help.\nAda Osei: Nobody ever comes.",
        "Ada Osei lost her house.\n\nQ: Why?\nA: [The dam had burst.=Ada Osei]\nQ: And then?\nA: We ran.\nQ: Where?\nA: Up.",
    ),
    (
        "Ada Osei: [the mayor of Tamale]\nBo Lind: the harbour master",
        "Ada Osei: [1,769.]\nBo Lind: 1,501.\nAda Osei: 46.\nBo Lind: 12.",
    ),
)
