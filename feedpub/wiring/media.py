"""Where the pictures of a site are kept."""

from feedpub.media import MediaStore
from feedpub.settings import Settings


def media_of(settings: Settings) -> MediaStore:
    """Return the media store that the settings name; it is made when the first picture is kept."""
    return MediaStore(settings.media.absolute())
