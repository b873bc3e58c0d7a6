"""The body of Markdown copy (CommonMark 0.31 with tables, footnotes and struck words, https://spec.commonmark.org/0.31.2/).

It is turned into HTML, as any other reader of Markdown does, and that is read as HTML is.
"""

from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import html_structure
from feedpub.readers._paragraphs import Paragraph


def markdown_paragraphs(source: str, base: str | None, left: LeftOut) -> list[Paragraph]:
    """Read Markdown, with the HTML in it.

    Args:
        source: the body.
        base: the article's address, against which relative ones are meant; or None.
        left: is told what is left out.

    Returns:
        Its paragraphs and pictures, in order.
    """
    return html_structure(str(_parser().render(source)), base, left, written=True)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.normalizeLink = str  # type: ignore[assignment, method-assign]  # addresses stay as the copy has them
    parser.add_render_rule("footnote_ref", _reference)
    parser.add_render_rule("footnote_anchor", _nothing)
    # Its rules are put in order at its first text, which no two threads may do at once.
    parser.render("x")
    return parser


def _reference(
    _renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, _env: MutableMapping[str, Any]
) -> str:
    return f"<sup>[{int(tokens[at].meta['id']) + 1}]</sup>"


def _nothing(
    _renderer: RendererHTML, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: MutableMapping[str, Any]
) -> str:
    """Leave out the arrow that leads back to where the footnote is named."""
    return ""
