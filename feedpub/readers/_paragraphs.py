"""Paragraphs with what they stand in, as readers find them, and how a text with its structure is made of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeVar

from feedpub.model.article import Image
from feedpub.model.structure import Block, BlockKind, Cell, InlineMark, Matter, MatterKind, check_structure
from feedpub.readers._left_out import LeftOut

_BREAK = "\n\n"
_NEAR = 8  # paragraphs among which one is looked for that lost its beginning: headline, standfirst, bylines
_Span = TypeVar("_Span", InlineMark, Cell)


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """A block that may go on over several paragraphs: an item, a quotation, or a table over its rows.

    Args:
        kind: what it is.
        ordered: of an item, whether its list is numbered.
        number: of an item of a numbered list at which the count begins anew.
    """

    kind: Literal["list_item", "quotation", "table"]
    ordered: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with offsets in its own text; or a picture, which has none.

    Args:
        text: its characters.
        marks: in it.
        within: what it stands in, the outermost first.
        kind: what it is itself.
        level: of a heading.
        cells: of a row of a table.
        image: of a figure.
        matter: what it is where it proves nothing.
        left: what is left out in it, on a page; or beside it, where it has no text.
    """

    text: str
    marks: tuple[InlineMark, ...] = ()
    within: tuple[Holder, ...] = ()
    kind: BlockKind = "paragraph"
    level: int | None = None
    cells: tuple[Cell, ...] = ()
    image: Image | None = None
    matter: MatterKind | None = None
    left: LeftOut | None = None


class Structured(NamedTuple):
    """A text with its structure.

    Args:
        text: paragraphs joined by one blank line.
        blocks: none where all are plain paragraphs.
        marks: in order.
        furniture: in order.
        images: those of the article, and those that stand in the text.
    """

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[InlineMark, ...]
    furniture: tuple[Matter, ...]
    images: tuple[Image, ...]

    def fields(self) -> dict[str, Any]:
        """Return them as fields of an Article."""
        return self._asdict()


def plain(lines: Iterable[str]) -> list[Paragraph]:
    """Make paragraphs of lines that have no structure."""
    return [Paragraph(line) for line in lines]


def texts(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Return what paragraphs say; pictures say nothing."""
    return [paragraph.text for paragraph in paragraphs if paragraph.text]


def aligned(lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Find the paragraphs of which lines are left, after some were taken off and others lost or got a beginning.

    Args:
        lines: of the text, in order.
        paragraphs: as they were found in the copy, in order.

    Returns:
        A paragraph for each line, with the pictures between them; plain where a line is none of them.
    """
    found: list[Paragraph] = []
    at, begun, anew = 0, set[Holder](), dict[Holder, Holder]()
    for line in lines:
        match = _match(line, paragraphs, at)
        if match is None:
            found.append(Paragraph(line))
            anew = {holder: replace(holder) for holder in begun}  # what it parts goes on below it as another one
            continue
        found.extend(each for each in paragraphs[at:match] if each.image)
        shifted = _shifted(paragraphs[match], line)
        begun.update(shifted.within)
        found.append(replace(shifted, within=tuple(anew.get(holder, holder) for holder in shifted.within)))
        at = match + 1
    return [*found, *(each for each in paragraphs[at:] if each.image)]


def _match(line: str, paragraphs: Sequence[Paragraph], at: int) -> int | None:
    rest = range(at, len(paragraphs))
    exact = next((each for each in rest if paragraphs[each].text == line), None)
    ends = (
        each for each in rest[:_NEAR] if (text := paragraphs[each].text) and (text.endswith(line) or line.endswith(text))
    )
    return next(ends, None) if exact is None else exact


def _shifted(paragraph: Paragraph, line: str) -> Paragraph:
    """Move what stands off a paragraph to where its characters are in a line that ends in the same."""
    if line == paragraph.text:
        return paragraph
    by = len(line) - len(paragraph.text)
    marks = tuple(_moved(mark, by) for mark in paragraph.marks if mark.end + by > 0)
    return replace(paragraph, text=line, marks=marks, cells=tuple(_moved(cell, by) for cell in paragraph.cells))


def _moved(span: _Span, by: int) -> _Span:
    return span.model_copy(update={"start": max(0, span.start + by), "end": max(0, span.end + by)})


def structured(paragraphs: Iterable[Paragraph], images: Iterable[Image] = ()) -> Structured:
    """Join paragraphs to a text, with its structure in offsets of the whole.

    Args:
        paragraphs: and pictures, in order.
        images: that the article has beside those in the text.

    Returns:
        The text and what stands off it; no paragraph of it is marked where all are plain.
    """
    paragraphs = [each for each in paragraphs if each.text or each.image]
    pictures = _merged([*images, *(each.image for each in paragraphs if each.image)])
    numbers = {image.url: number for number, image in enumerate(pictures)}
    layout = _Layout(numbers)
    for paragraph in paragraphs:
        layout.add(paragraph)
    text = _BREAK.join(texts(paragraphs))
    blocks = tuple(layout.blocks(len(text)))
    kept = blocks if any(block.kind != "paragraph" for block in blocks) else ()
    try:
        check_structure(text, kept, layout.marks, layout.furniture, len(pictures))
    except (
        ValueError
    ):  # a line that none of the paragraphs says parts a table or an item: better the text alone than nothing
        return Structured(text, (), (), (), pictures)
    return Structured(text, kept, tuple(layout.marks), tuple(layout.furniture), pictures)


def _merged(images: Iterable[Image]) -> tuple[Image, ...]:
    """List each picture once, with all that is said of it in one place or another."""
    found: dict[str, Image] = {}
    for image in images:
        known = found.setdefault(image.url, image)
        said = {name: value for name in Image.model_fields if (value := getattr(image, name)) is not None}
        missing = {name: value for name, value in said.items() if getattr(known, name) is None}
        found[image.url] = known.model_copy(update=missing) if missing else known
    return tuple(found.values())


class _Layout:
    """Blocks, marks and furniture of the paragraphs so far.

    Args:
        numbers: of the article's images by address.
    """

    def __init__(self, numbers: dict[str, int]) -> None:
        self.marks: list[InlineMark] = []
        self.furniture: list[Matter] = []
        self._numbers = numbers
        self._at = 0
        self._ends: dict[Holder, int] = {}
        self._leaves: list[tuple[int, int, Paragraph]] = []

    def add(self, paragraph: Paragraph) -> None:
        """Lay the next paragraph or picture out."""
        start, end = self._at, self._at + len(paragraph.text)
        self._leaves.append((start, end, paragraph))
        if paragraph.image:
            return
        self._at = end + len(_BREAK)
        self.marks.extend(_moved(mark, start) for mark in paragraph.marks)
        if paragraph.matter:
            self._matter(paragraph, Matter(start=start, end=end, kind=paragraph.matter))
        self._ends |= dict.fromkeys(paragraph.within, end)

    def _matter(self, paragraph: Paragraph, matter: Matter) -> None:
        """Note furniture; the rows of a table are one piece of it."""
        before = self._leaves[-2][2] if len(self._leaves) > 1 else None
        if paragraph.cells and before and before.matter and before.within == paragraph.within:
            matter = matter.model_copy(update={"start": self.furniture.pop().start})
        self.furniture.append(matter)

    def blocks(self, end: int) -> Iterator[Block]:
        """Yield the blocks, those that hold others before these.

        Args:
            end: of the text.
        """
        alone = self._alone()
        rows = self._rows()
        begun: set[Holder] = set()
        for start, stop, paragraph in self._leaves:
            if paragraph.image:
                at = min(start, end)
                yield Block(kind="figure", start=at, end=at, image=self._numbers[paragraph.image.url])
                continue
            for depth, holder in enumerate(paragraph.within):
                if holder not in begun:
                    begun.add(holder)
                    level = sum(each.kind == "list_item" for each in paragraph.within[: depth + 1])
                    yield _block(holder, start, self._ends[holder], level, rows.get(holder, ()))
            last = paragraph.within[-1] if paragraph.within else None
            if last is None or (last.kind != "table" and (last not in alone or paragraph.kind != "paragraph")):
                yield Block(kind=paragraph.kind, start=start, end=stop, level=paragraph.level)

    def _alone(self) -> set[Holder]:
        """Find the holders of one paragraph and nothing else: their span says all."""
        held: dict[Holder, int] = {}
        for _, _, paragraph in self._leaves:
            for holder in paragraph.within:
                held[holder] = held.get(holder, 0) + 1
        return {holder for holder, count in held.items() if count == 1}

    def _rows(self) -> dict[Holder, list[tuple[Cell, ...]]]:
        found: dict[Holder, list[tuple[Cell, ...]]] = {}
        for start, _, paragraph in self._leaves:
            if paragraph.cells:
                found.setdefault(paragraph.within[-1], []).append(tuple(_moved(cell, start) for cell in paragraph.cells))
        return found


def _block(holder: Holder, start: int, end: int, level: int, rows: Sequence[tuple[Cell, ...]]) -> Block:
    if holder.kind == "table":
        return Block(kind="table", start=start, end=end, rows=tuple(rows))
    if holder.kind == "quotation":
        return Block(kind="quotation", start=start, end=end)
    return Block(kind="list_item", start=start, end=end, level=level, ordered=holder.ordered, number=holder.number)
