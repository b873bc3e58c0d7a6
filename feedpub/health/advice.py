"""What a person can do about what is wrong, by the words of the reason."""

import re

_SOURCES = (
    (re.compile(r"vanished at once"), "bring them back, or, if they are really gone: feedpub refresh --allow-mass-delete"),
    (
        re.compile(r"the folder .* is missing|is no folder|cannot be listed"),
        "make the folder readable, or correct its path in feedpub.toml",
    ),
    (
        re.compile(r"is not public"),
        "if it is meant: allow_private = true in feedpub.toml, or feedpub source add NAME URL --allow-private --replace",
    ),
    (
        re.compile(r"seconds ago|without success"),
        "start feedpub serve or feedpub schedule, or look once with feedpub refresh",
    ),
)
_DOCUMENTS = (
    (
        re.compile(r"no date is given"),
        "begin it with the word date and the day (date 2026-03-03), or: feedpub ingest FILE --date 2026-03-03",
    ),
    (re.compile(r"^published\b|impossible date"), "correct the date (2026-03-03, or 2026-03-03T09:30+01:00)"),
    (
        re.compile(r"more than the [\d,]+ (bytes )?allowed|more than the [\d,]+ bytes"),
        "shorten it, or raise max_document_bytes",
    ),
    (re.compile(r"processor time|memory"), "shorten it, or raise document_seconds or document_megabytes"),
    (re.compile(r"is the same article as|is listed twice"), "remove one of the two, or give it an id of its own"),
    (re.compile(r"cannot be opened|cannot be read$|link"), "make it a readable file inside the folder"),
)


def for_source(reason: str) -> str:
    """Tell what to do about a source.

    Args:
        reason: what is wrong with it.
    """
    return next((told for words, told in _SOURCES if words.search(reason)), "mend it, then: feedpub refresh")


def for_document(reason: str) -> str:
    """Tell what to do about a document that was refused.

    Args:
        reason: why it was refused.
    """
    default = "correct the file: it is read again as soon as it changes"
    return next((told for words, told in _DOCUMENTS if words.search(reason)), default)
