"""Document → article → event → store.

``refresh`` brings a source in, one Outcome per document; ``draft`` reads and extracts one document; ``decide`` says what a
draft means for the store.
"""

from feedpub.ingest.decide import Changed, New, Unchanged, decide
from feedpub.ingest.draft import Draft, Extract, Read, draft
from feedpub.ingest.refresh import Clock, refresh
from feedpub.ingest.visit import Outcome
from feedpub.ingest.warming import warm_up

__all__ = [
    "Changed",
    "Clock",
    "Draft",
    "Extract",
    "New",
    "Outcome",
    "Read",
    "Unchanged",
    "decide",
    "draft",
    "refresh",
    "warm_up",
]
