"""Pictures of articles: what is known of them, without what nobody is to know, and the store that serves them for ever."""

from feedpub.media.picture import Picture, PictureError, examine
from feedpub.media.share_image import ShareImage, share_image
from feedpub.media.store import MediaStore

__all__ = ["MediaStore", "Picture", "PictureError", "ShareImage", "examine", "share_image"]
