"""The walk through marked-up text, element by element: one method for each kind of thing that it meets."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from feedpub.language.closing import closes
from feedpub.model.structure import BlockKind, MatterKind
from feedpub.readers._addresses import is_web_address
from feedpub.readers._characters import clean, one_line
from feedpub.readers._elements import BLOCKS, HEADINGS, LISTS, MARKS, MATTERS, PICTURES, QUOTATIONS, SILENT
from feedpub.readers._inline import LinePieces, parted
from feedpub.readers._left_out import LeftOut
from feedpub.readers._paragraphs import Holder, Paragraph
from feedpub.readers._pictures import html_image, nitf_image
from feedpub.readers._table import cells_of, is_table, span_of
from feedpub.readers._xml import Element, children, descendants, local, words

_INDENT = re.compile(r"[ \t\u3000]{2,}")
_ENDED = re.compile("[.!?:…][\"'”’»)\\]]*(?: [A-Z]{2,5})?$")  # "EFE" behind the last sentence
_LONG_LINE = 200  # characters; a line that was broken to fit a screen or a printed page is shorter
_DEEPEST = 150  # elements in one another; of what lies deeper the words are kept
_CODE = frozenset({"code", "samp", "kbd"})
_COLUMNS = re.compile(r"\S(?: {3,}|\t+ *)\S")  # as in tables of results that were typed
_BRACKETED = re.compile(r"^\((.*)\)$")
_CREDIT = re.compile(r"\b(?:credit|source|byline|photographer|copyright)", re.IGNORECASE)

# What WordPress's classic editor has in place of <figure> and <figcaption>, in all its old articles.
_FRAME, _BELOW = "wp-caption", "wp-caption-text"


class Walk:
    """What was found so far, and the line that is being read.

    Args:
        base: address against which relative ones are meant.
        left: is told what is left out.
    """

    def __init__(self, base: str | None, left: LeftOut) -> None:
        self._base = base
        self._framed = set[Element]()  # pictures and captions of figures, which were read with these
        self._left = left
        self._done: list[Paragraph] = []
        self._waiting: list[Paragraph] = []  # pictures, until the line that they stand in has ended
        self._line = LinePieces()
        self._breaks = 0
        self._depth = 0
        self._within: tuple[Holder, ...] = ()
        self._kind: tuple[BlockKind, int | None] = ("paragraph", None)
        self._matter: MatterKind | None = None

    def done(self) -> list[Paragraph]:
        """End the last line, and return everything."""
        self._end()
        return self._done

    def into(self, element: Element) -> None:
        """Read an element with everything in it, but not what follows it."""
        name = local(element)
        if name in SILENT:
            self._silent(element, name)
        elif self._depth > _DEEPEST:
            self._add(" ".join(map(str, element.itertext())))
        elif element not in self._framed:
            self._depth += 1
            self._read(element, name)
            self._depth -= 1

    def _silent(self, _element: Element, name: str) -> None:
        """Leave out an element that holds no words of the story."""
        self._left.element(name)

    def _leave_picture(self, _element: Element, left: LeftOut) -> None:
        """Leave out a picture that shows nothing."""
        self._left.also(left)

    def _leave_link(self, _element: Element, address: str) -> None:
        """Leave out a link that leads nowhere; its words stay."""
        self._left.link(address)

    def below(self, element: Element) -> None:
        """Read everything in an element, whatever that is itself."""
        self._children(element)

    def _read(self, element: Element, name: str) -> None:
        if name == "br":
            self._break()
        elif name in PICTURES:
            self._picture(element, name)
        elif name == "table" and is_table(element):
            self._table(element)
        elif name == "pre" and _is_preformatted(element):
            self._preformatted(element)
        elif name in BLOCKS and name not in ("td", "th"):
            self._block(element, name)
        elif name in MARKS:
            self._marked(element, name)
        else:
            self._left.element(name)
            self._children(element)
            if name in ("td", "th"):
                self._add(" ")

    def _children(self, element: Element) -> None:
        self._add(element.text)
        for child in element:
            self.into(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._line.add(text)
            if not text.isspace():
                self._breaks = 0

    def _break(self) -> None:
        """One ends a line; two, with nothing between them, end the paragraph."""
        self._breaks += 1
        if self._breaks > 1:
            self._end()
        else:
            self._line.add(" ")

    def _end(self) -> None:
        if self._line.pieces:  # most elements of a page begin or end beside one another
            raw, line, (kind, level) = self._line.raw().strip(), self._line.take(), self._kind
            lines = parted(line, list(text_lines(raw))) if "\n" in raw else [line] * bool(line.text)
            self._put([Paragraph(line.text, line.marks, self._within, kind, level, matter=self._matter) for line in lines])
        else:
            self._put([])
        self._breaks = 0
        self._done.extend(self._waiting)
        self._waiting.clear()

    def _put(self, paragraphs: Iterable[Paragraph]) -> None:
        """Add the paragraphs of a line."""
        self._done.extend(paragraphs)

    def _block(self, element: Element, name: str) -> None:
        self._end()
        within, kind, matter = self._within, self._kind, self._matter
        if name in HEADINGS:
            self._kind = ("heading", HEADINGS[name])
        elif name in QUOTATIONS:
            self._within = (*within, Holder("quotation"))
        elif name == "figcaption":
            self._matter = "caption"
        self._matter = self._matter or _matter(element)
        if name in LISTS:
            self._list(element, ordered=name == "ol")
        elif _is_frame(element):
            self._figure(element)
        else:
            self._children(element)
        self._end()
        self._within, self._kind, self._matter = within, kind, matter

    def _list(self, element: Element, *, ordered: bool) -> None:
        """Read the items of a list; a numbered one says where its count begins anew."""
        within = self._within
        self._add(element.text)
        first = True
        for child in element:
            if local(child) == "li":
                self._end()
                number = _number(element, child, first=first) if ordered else None
                self._within, matter = (*within, Holder("list_item", ordered, number)), self._matter
                self._matter = matter or _matter(child)
                self._children(child)
                self._end()
                self._within, self._matter, first = within, matter, False
            else:
                self.into(child)
            self._add(child.tail)

    def _marked(self, element: Element, name: str) -> None:
        kind = MARKS[name]
        href = self._followed(element) if kind == "link" else None
        opened = (kind != "link" or href is not None) and self._line.open(kind, href)
        self._children(element)
        if opened:
            self._line.close()

    def _followed(self, link: Element) -> str | None:
        """Make the address of a link absolute; what leads within the page, or nowhere, is no link any more."""
        href = link.get("href")
        address = (href or "").strip()
        if not address or address.startswith("#"):
            if href is not None and not address and words(link):
                self._left.empty_link()
            return None
        try:
            absolute = urljoin(self._base or "", address.replace(" ", "%20"))
        except ValueError:
            absolute = ""
        if is_web_address(absolute) or re.fullmatch(r"mailto:[^\s\"<>]+@[^\s\"<>]+", absolute):
            return absolute
        self._leave_link(link, address)
        return None

    def _picture(self, element: Element, name: str, caption: str = "", credit: str = "") -> None:
        left = LeftOut()
        image = nitf_image(element) if name == "media" else html_image(element, self._base, left, caption, credit)
        if left:
            self._leave_picture(element, left)
        if image:
            self._waiting.append(Paragraph("", kind="figure", image=image))

    def _figure(self, element: Element) -> None:
        """Read a figure: what stands below pictures is theirs, and matter that proves nothing below anything else."""
        own = () if _holds_frames(element) else descendants(element, "img")
        pictures = [each for each in own if each not in self._framed]
        if not pictures or (local(element) != "figure" and pictures[1:]):  # a frame of one that was never closed
            self._children(element)
            return
        below = _below(element)
        credit = _credit(below)
        said = one_line(words(below).replace(credit, "", 1)) if credit else words(below)
        for picture in pictures:
            self._picture(picture, "img", said, _BRACKETED.sub(r"\1", credit))
        self._framed.update(pictures if below is None else (*pictures, below))
        self._children(element)

    def _preformatted(self, element: Element) -> None:
        self._end()
        lines = [line.rstrip() for line in clean("".join(_typed(element))).expandtabs().split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
        if text.strip():
            matter = self._matter or _matter(element)
            self._done.append(Paragraph(text, within=self._within, kind="preformatted", matter=matter))

    def _table(self, element: Element) -> None:
        self._end()
        for caption in children(element, "caption"):
            self.into(caption)
        within, matter = (*self._within, Holder("table")), self._matter or _matter(element)
        for row in descendants(element, "tr"):
            lines = []
            for cell in children(row, "td", "th"):
                self._children(cell)
                pictures, self._waiting = self._waiting, []
                lines.append((self._line.take(), *span_of(cell)))
                self._waiting = pictures
            self._breaks = 0
            self._put(cells_of(lines, within, matter))
        self._end()


def _number(element: Element, item: Element, *, first: bool) -> int | None:
    given = item.get("value") or (element.get("start") if first else None)
    if given and given.isascii() and given.isdigit() and len(given) <= 9:
        return None if first and int(given) == 1 and not _follows_list(element) else int(given)
    return 1 if first and _follows_list(element) else None


def _follows_list(element: Element) -> bool:
    """Tell whether a numbered list stands right before this one, whose count would otherwise go on."""
    before = element.getprevious()
    return before is not None and local(before) == "ol" and not (before.tail or "").strip()


def _matter(element: Element) -> MatterKind | None:
    return next((MATTERS[word] for word in _classes(element) if word in MATTERS), None)


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _is_frame(element: Element) -> bool:
    return local(element) == "figure" or _FRAME in _classes(element)


def _below(frame: Element) -> Element | None:
    """Find what stands below the picture of a frame."""
    return next((each for each in frame.iter() if local(each) == "figcaption" or _BELOW in _classes(each)), None)


def _holds_frames(frame: Element) -> bool:
    """Tell a gallery, and a frame around one with a caption: what is said of a picture stands in the innermost."""
    inner = list(islice((each for each in frame.iter() if each is not frame and _is_frame(each)), 2))
    return len(inner) > 1 or any(_below(each) is not None for each in inner)


def _credit(below: Element | None) -> str:
    if below is None:
        return ""
    marked = (each for each in below.iter() if each is not below and _CREDIT.search(each.get("class") or ""))
    return next(filter(None, map(words, marked)), "")


def _typed(element: Element) -> Iterator[str]:
    """Yield the characters of an element, line breaks among them."""
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if local(each) == "br" else each.text or ""
        elif each is not element:
            yield each.tail or ""


def _is_preformatted(element: Element) -> bool:
    """Tell code and typed columns from a story that was only put into the letters of a typewriter."""
    if any(local(child) in _CODE for child in element):
        return True
    lines = [line for line in "".join(element.itertext()).split("\n") if line.strip()]
    return len(lines) > 2 and 2 * sum(bool(_COLUMNS.search(line)) for line in lines) > len(lines)


def text_lines(raw: str) -> Iterator[str]:
    """Part what stands in one element where its lines are indented as wire copy indents paragraphs.

    Parts three lines of which the second is indented and the first ends a sentence; does not part a paragraph whose every
    line was indented to look well in the file, unless each line is whole.

    Args:
        raw: the characters of the element.

    Yields:
        The paragraphs, none empty.
    """
    if "\n" not in raw.strip():
        yield from filter(None, [one_line(raw)])
        return
    lines = [line for line in raw.split("\n") if line.strip()]
    indented = [bool(_INDENT.match(line)) for line in lines]
    ended = [bool(_ENDED.search(line.rstrip())) for line in lines]
    last = len(lines) - (len(lines) > 1 and closes(lines[-1]))
    whole = all(end or len(line) > _LONG_LINE for line, end in zip(lines[:last], ended, strict=False))
    parted_there = not all(indented[1:]) or whole
    current: list[str] = []
    for number, line in enumerate(lines):
        if current and parted_there and indented[number] and ended[number - 1]:
            yield from filter(None, [one_line(" ".join(current))])
            current = []
        current.append(line)
    yield from filter(None, [one_line(" ".join(current))])
