"""What a reader is: a function from a document to an article, and the sign by which its documents are known."""

from collections.abc import Callable
from dataclasses import dataclass

from feedpub.model.article import Article
from feedpub.model.document import Document


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    Args:
        name: in lower case, as error messages and the README show it.
        media_types: that announce it, most usual first.
        suffixes: of file names, without the dot.
        spec: address of its specification, or of the page that describes it.
        recognises: tells from the first bytes whether a document without a known media type or suffix is one of its own.
        read: turns a document into an article, or raises ReadError naming document, field and reason.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    spec: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Document], Article]
