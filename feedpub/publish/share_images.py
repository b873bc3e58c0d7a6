"""The pictures that stand for articles where their addresses are shared: drawn when they are asked for first."""

from feedpub.media import ShareImage
from feedpub.model.feed import NEVER
from feedpub.publish.cache import Cache
from feedpub.publish.context import RenderContext
from feedpub.publish.entries import entry_of
from feedpub.publish.finding import published
from feedpub.publish.publication import NotPublishedError, Publication, publication
from feedpub.views import made_picture

_PNG = "image/png"


class ShareImages:
    """Draws pictures.

    Args:
        context: of the publisher.
        room: bytes for those that were drawn; they stay, whatever else changes, as long as they would be drawn the same.
    """

    def __init__(self, context: RenderContext, room: int = 4_000_000) -> None:
        self._context = context
        self._drawn: Cache[Publication] = Cache(room)

    def find(self, slug: str) -> ShareImage:
        """Tell what the picture of an article shows.

        Args:
            slug: of its page.

        Raises:
            NotPublishedError: the article is gone or was never public, or has a picture of its own.
        """
        entry = entry_of(published(self._context.store.events.by_slug(slug)), self._context.site)
        found = made_picture(entry, self._context.site, self._context.look.accent)
        if found is None:
            raise NotPublishedError
        return found

    def drawn(self, image: ShareImage) -> Publication:
        """Draw a picture, or return what was drawn.

        Args:
            image: what it shows.
        """
        return self._drawn.get(image.digest, lambda: publication(image.drawn(), _PNG, NEVER))
