"""What a source's articles are taken under: what is given to copy that lacks it, how much is kept, and what is left."""

import re
from functools import lru_cache
from typing import Any

from feedpub.errors import UnwantedError
from feedpub.model.article import NO_STRUCTURE, Article
from feedpub.model.document import Document

# Of a lead that is quoted as a summary: longer paragraphs are bodies that lost their paragraphs on the way.
_LONGEST_LEAD = 400  # characters
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)]*(?=\s)")


def under_terms(article: Article, document: Document) -> Article:
    """Take an article under the terms of its source.

    Args:
        article: as it was read.
        document: that it was read from.

    Returns:
        The article, with what the source gives to copy that has none; of somebody else's copy its beginning.

    Raises:
        UnwantedError: the source is asked for other articles.
    """
    terms = document.terms
    _refuse_unwanted(article, document)
    given = {"section": terms.section, "rights": terms.rights}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value and not getattr(article, name)}
    if terms.keep == "summary":
        changes |= _excerpt(article, document)
    return article.model_copy(update=changes)


def _excerpt(article: Article, document: Document) -> dict[str, Any]:
    """Keep headline, standfirst and lead alone; pictures are somebody else's, too."""
    text = _lead(article.text)
    dateline = article.dateline if article.dateline and article.dateline.end <= len(text) else None
    url = article.url or (document.key if document.key.startswith(("https://", "http://")) else None)
    marks = tuple(mark for mark in article.marks if mark.end <= len(text))
    kept = {"text": text, "dateline": dateline, "marks": marks}
    return NO_STRUCTURE | kept | {"images": (), "url": url, "excerpt": True}


def _refuse_unwanted(article: Article, document: Document) -> None:
    said = "\n".join(filter(None, (article.headline, article.standfirst, article.text, article.section, *article.tags)))
    include, exclude = document.terms.include, document.terms.exclude
    place = document.location or document.key
    if include and not _pattern(include).search(said):
        raise UnwantedError(place, "has none of the words that its source is asked for")
    if exclude and (found := _pattern(exclude).search(said)):
        raise UnwantedError(place, f"has {found[0]!r}, which its source is not asked for")


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of some words and phrases, whole, in whatever case and however their words are parted."""
    written = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def _lead(text: str) -> str:
    paragraph = text.split("\n\n", 1)[0]
    if len(paragraph) <= _LONGEST_LEAD:
        return paragraph
    cut = paragraph[:_LONGEST_LEAD]
    ends = [found.end() for found in _ENDS.finditer(cut)]
    return cut[: ends[-1]] if ends else cut.rsplit(None, 1)[0] + "…"
