"""Document → article → event, of one document: what is done in a worker process, which loads no more than that needs.

``draft`` reads and extracts a document, ``records`` answers a record of the batch door, ``warming`` loads what both need.
"""

from feedpub.drafting.draft import Draft, Extract, Read, Split, digest, draft, lacked_memory, split_document
from feedpub.drafting.extracting import extract_article
from feedpub.drafting.pictures import FetchPicture
from feedpub.drafting.warming import warm_up

__all__ = [
    "Draft",
    "Extract",
    "FetchPicture",
    "Read",
    "Split",
    "digest",
    "draft",
    "extract_article",
    "lacked_memory",
    "split_document",
    "warm_up",
]
