"""Where the pictures of a site are kept, and whether those of other sites are brought there."""

from typing import TYPE_CHECKING

from feedpub.media import MediaStore
from feedpub.settings import Settings

if TYPE_CHECKING:
    from feedpub.drafting import FetchPicture


def media_of(settings: Settings) -> MediaStore:
    """Return the media store that the settings name; it is made when the first picture is kept."""
    return MediaStore(settings.media.absolute())


def fetching_of(settings: Settings) -> "FetchPicture | None":
    """Return what brings pictures of other sites, where the settings want them."""
    if settings.pictures == "link":
        return None
    from feedpub.sources.http.pictures import fetch_picture  # noqa: PLC0415 - slow to load

    return fetch_picture
