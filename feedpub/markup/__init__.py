"""An article's text with its structure as a tree, and as HTML: the one way in which blocks and marks are written out."""

from feedpub.markup.html import Characters, HtmlWriter
from feedpub.markup.tree import BlockPart, MarkedPiece, lists, pieces, tree

__all__ = ["BlockPart", "Characters", "HtmlWriter", "MarkedPiece", "lists", "pieces", "tree"]
