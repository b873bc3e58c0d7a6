"""Pictures that lie beside the copy or in it: taken into the media store, or named where they cannot be shown."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from feedpub.errors import SourceError
from feedpub.media import MediaStore, Picture, PictureError, examine
from feedpub.media.picture import MOST_BYTES
from feedpub.media.store import PATH
from feedpub.model.article import Article, Image
from feedpub.model.document import Document
from feedpub.model.structure import Block
from feedpub.sources.folder import Folder

FetchPicture = Callable[[str, int], bytes]
"""Brings the picture at an address, of so many bytes at most."""
_MOST_FETCHED = 20  # for one article
_WEB = ("https://", "http://")


def with_pictures(
    article: Article, document: Document, media: MediaStore | None, fetch: FetchPicture | None = None
) -> Article:
    """Find the pictures of an article that lie beside its copy or in it, and fetch the others where they are wanted.

    Args:
        article: as it was read.
        document: that it was read from.
        media: where they are kept; None where they are looked at only.
        fetch: brings pictures of other sites; None where they stay there.

    Returns:
        The article, each of its pictures at an address; those that have none are left out, and the notes say why.
    """
    wanted = fetch if document.terms.keep == "full" else None  # of an excerpt no picture is kept
    if not any(image.file or image.content is not None or wanted for image in article.images):
        return article
    shelf = _Shelf(document, media, wanted)
    found = [shelf.placed(image) for image in article.images]
    images = tuple(image for image in found if image)
    numbers = {number: images.index(image) for number, image in enumerate(found) if image}
    blocks = tuple(_renumbered(article.blocks, numbers))
    kept = blocks if any(block.kind != "paragraph" for block in blocks) else ()
    changes: dict[str, Any] = {"images": images, "blocks": kept}
    return article.model_copy(update=changes | {"notes": (*article.notes, *shelf.notes)})


def _renumbered(blocks: tuple[Block, ...], numbers: dict[int, int]) -> Iterator[Block]:
    for block in blocks:
        if block.image is None:
            yield block
        elif block.image in numbers:
            yield block.model_copy(update={"image": numbers[block.image]})


class _Shelf:
    """The pictures beside a document.

    Args:
        document: that names them.
        media: where they are kept, or None.
        fetch: brings those of other sites, or None.
    """

    def __init__(self, document: Document, media: MediaStore | None, fetch: FetchPicture | None) -> None:
        self._document = document
        self._media = media
        self._fetch = fetch
        self._fetched = 0
        self.notes: list[str] = []

    def placed(self, image: Image) -> Image | None:
        """Give a picture its address; None where it cannot be shown."""
        if image.file is None and image.content is None:
            return self._brought(image)
        named = image.file or image.url
        try:
            picture = self._picture(named) if image.content is None else _within(image.content)
        except FileNotFoundError:
            if image.url.startswith(_WEB):
                return self._brought(image.model_copy(update={"file": None}))
            return self._left(named, "is no file beside the copy")
        except SourceError as error:
            return self._left(named, error.reason)
        except PictureError as error:
            return self._left(named, str(error))
        return self._kept(image, picture)

    def _brought(self, image: Image) -> Image:
        """Bring a picture of another site, where that is wanted and it can be had; else it stays there."""
        if self._fetch is None or self._fetched == _MOST_FETCHED or not image.url.startswith(_WEB):
            return image
        self._fetched += 1
        try:
            picture = examine(self._fetch(image.url, MOST_BYTES))
        except (SourceError, PictureError) as error:
            reason = error.reason if isinstance(error, SourceError) else str(error)
            self.notes.append(f"a picture stays where it is: {image.url[:120]} {reason}")
            return image
        return self._kept(image, picture)

    def _kept(self, image: Image, picture: Picture) -> Image:
        if self._media:
            self._media.keep(picture)
        return _described(image, picture)

    def _picture(self, file: str) -> Picture:
        """Look into a file; what lies outside of the source's folder is refused.

        Raises:
            FileNotFoundError: there is none, or the document is no file itself.
            SourceError: it may not be read.
            PictureError: it is no picture.
        """
        if not self._document.folder:
            raise FileNotFoundError(file)
        key = (PurePosixPath(self._document.path).parent / unquote(file)).as_posix()
        try:
            found = Folder(Path(self._document.folder)).content(key, MOST_BYTES)
        except NotADirectoryError:
            raise FileNotFoundError(file) from None
        if found is None:
            raise PictureError("is a folder or a device")
        return examine(found.content)

    def _left(self, file: str, reason: str) -> Image | None:
        self.notes.append(f"a picture was left out: {file[:120]} {reason}")
        return None


def _within(content: bytes) -> Picture:
    """Look into a picture that the copy holds.

    Raises:
        PictureError: it is none, or too large.
    """
    if len(content) > MOST_BYTES:
        raise PictureError(f"has {len(content):,} bytes, more than the {MOST_BYTES:,} allowed")
    return examine(content)


def _described(image: Image, picture: Picture) -> Image:
    """Say of a picture what its file says, as far as the copy does not; its size is what it is."""
    facts = {
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "size": len(picture.content),
    }
    said = {"credit": image.credit or picture.credit or None, "rights": image.rights or picture.rights or None}
    return image.model_copy(update={"url": f"{PATH}{picture.name}", "file": None, "content": None, **facts, **said})
