"""What readers and rules load on first use, loaded before it."""

from feedpub.drafting.draft import Extract, Read, draft
from feedpub.model.document import Document

# Of each kind that the rules know: a name, a place, a date, a verb, a quotation with its speaker.
_COPY = """date 2026-02-03 The island's last ferry crew returns to work.

HORTA, Portugal — Crews on the ferries of Acme Shipping voted on Tuesday to end a stoppage in Lisbon.

“We got what we asked for,” said Beatriz Vilhena, who speaks for the crews.
"""


def warm_up(read: Read, extract: Extract) -> None:
    """Read and extract a few sentences, so that all that is loaded lazily has been loaded.

    Args:
        read: a reader.
        extract: an extractor.
    """
    draft(Document(source="warming", key="warming.txt", content=_COPY.encode()), read, extract, "feedpub")
