"""What a reader is: a function from a document to an article, and the sign by which its documents are known."""

from collections.abc import Callable
from dataclasses import dataclass

from feedpub.model.article import Article
from feedpub.model.document import Document


def alone(document: Document) -> tuple[Document, ...]:
    """Leave a document whole: in most formats it holds one article."""
    return (document,)


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    Args:
        name: in lower case, as error messages and the README show it.
        media_types: that announce it, most usual first; several formats may share one.
        suffixes: of file names, without the dot; several formats may share one.
        spec: address of its specification, or of the page that describes it.
        recognises: tells from its bytes whether a document is one of its own: asked where neither media type nor suffix
            names one reader alone.
        read: turns a document into an article, or raises ReadError naming document, field and reason.
        split: parts a document that holds several articles into documents of one each, in the same format.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    spec: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Document], Article]
    split: Callable[[Document], tuple[Document, ...]] = alone
