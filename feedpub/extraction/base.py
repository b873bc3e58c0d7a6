"""Names that moved: import them from options, candidate, trace and document.analysis."""

from typing import TypeAlias

from feedpub.extraction.candidate import Candidate, Question
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.options import Options
from feedpub.extraction.trace import Extraction, Extractor, Trace, TracedCandidate

Claim: TypeAlias = Candidate
TracedClaim: TypeAlias = TracedCandidate

__all__ = [
    "Analysis",
    "Candidate",
    "Claim",
    "Extraction",
    "Extractor",
    "Options",
    "Question",
    "Trace",
    "TracedCandidate",
    "TracedClaim",
]
