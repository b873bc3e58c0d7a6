"""Drafts of a source's documents into the store.

``refresh`` brings a source in, one Outcome per document; ``decide`` says what a draft means for the store.
"""

from feedpub.ingest.decide import Changed, New, Unchanged, decide
from feedpub.ingest.listing import AHEAD, Splitting
from feedpub.ingest.outcome import Outcome
from feedpub.ingest.refresh import Clock, Drafting, refresh

__all__ = ["AHEAD", "Changed", "Clock", "Drafting", "New", "Outcome", "Splitting", "Unchanged", "decide", "refresh"]
