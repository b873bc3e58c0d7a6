"""A byline that stands in the same paragraph as the dateline: ``By Ann Lee LONDON (Agency) -- A man…``."""

from feedpub.language.byline import find_byline
from feedpub.language.dateline import any_dateline
from feedpub.model.article import Author


def split_byline(paragraph: str) -> tuple[tuple[Author, ...], str]:
    """Take a byline off the head of the first paragraph.

    Args:
        paragraph: on one line.

    Returns:
        The authors (empty where none are named) and what is left of the paragraph, perhaps nothing.
    """
    if authors := find_byline(paragraph):
        return authors, ""
    dateline = any_dateline(paragraph)
    authors = find_byline(paragraph[: dateline.start]) if dateline else ()
    return (authors, paragraph[dateline.start :]) if dateline and authors else ((), paragraph)


def begins_with_dateline(paragraph: str) -> bool:
    """Tell whether a paragraph begins with its dateline, or with a byline in front of that."""
    dateline = any_dateline(paragraph)
    return dateline is not None and (dateline.start <= 1 or bool(find_byline(paragraph[: dateline.start])))
