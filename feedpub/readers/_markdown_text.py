"""The body of Markdown copy as plain paragraphs (CommonMark 0.31, https://spec.commonmark.org/0.31.2/)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from markdown_it import MarkdownIt
from markdown_it.token import Token

from feedpub.model.article import Image
from feedpub.readers._characters import clean, one_line
from feedpub.readers._values import is_web_address

_SILENT = ("<script", "<style")  # elements whose content is no text


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """What a body says.

    Args:
        heading: the first heading of the first level, or None; it is not among the paragraphs.
        paragraphs: of text, headings and quoted text, items of lists; without formatting.
        images: with absolute addresses, in order.
    """

    heading: str | None
    paragraphs: tuple[str, ...]
    images: tuple[Image, ...]


def markdown_text(source: str, base: str | None) -> MarkdownText:
    """Read Markdown as text. Raw HTML is dropped, code keeps its characters.

    Args:
        source: the body.
        base: the article's address, for images whose address is relative; such images are dropped where it is None.

    Returns:
        Its paragraphs and images.
    """
    tokens = MarkdownIt("commonmark").parse(source)
    heading: str | None = None
    paragraphs: list[str] = []
    images: list[Image] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("fence", "code_block"):
            paragraphs.extend(filter(None, map(one_line, token.content.split("\n\n"))))
        if token.type != "inline":
            continue
        images.extend(_images(token.children or (), base))
        text = one_line("".join(_words(token.children or ())))
        if heading is None and before is not None and before.type == "heading_open" and before.tag == "h1":
            heading = text or None
        elif text:
            paragraphs.append(text)
    return MarkdownText(heading, tuple(paragraphs), tuple(images))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    silent = False
    for token in tokens:
        if token.type == "html_inline":
            tag = token.content.lower()
            silent = tag.startswith(_SILENT) or (silent and not tag.startswith(("</script", "</style")))
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("text", "code_inline") and not silent:
            yield token.content


def _images(tokens: Sequence[Token], base: str | None) -> Iterator[Image]:
    for token in tokens:
        if token.type != "image":
            continue
        address = _absolute(clean(str(token.attrs.get("src", ""))), base)
        if address:
            caption = one_line("".join(_words(token.children or ())))
            yield Image(url=address, caption=caption or None)


def _absolute(address: str, base: str | None) -> str | None:
    try:
        absolute = urljoin(base, address) if base else address
    except ValueError:
        return None
    return absolute if is_web_address(absolute) else None
