"""What stands for an article where its address is shared."""

from feedpub.media.share_image import HEIGHT, WIDTH, ShareImage, share_image
from feedpub.model.article import Image
from feedpub.model.feed import Entry, Site
from feedpub.site.addresses import share_image_path
from feedpub.views.article_body import followable
from feedpub.views.cards import card


def shared_picture(entry: Entry, site: Site, accent: str) -> Image | None:
    """Choose the picture that a link to an article is shown with.

    Args:
        entry: the article.
        site: who publishes it.
        accent: the site's colour.

    Returns:
        The first of its own, else the one that the site has for such articles, else the one that is made of its headline;
        None where there are no characters for that.
    """
    own = _own_picture(entry, site)
    if own:
        return own
    made = made_picture(entry, site, accent)
    if made is None:
        return None
    url = share_image_path(entry.url, made.digest)
    description = ". ".join(part for part in (made.headline, made.facts, made.site) if part)
    return Image(url=url, media_type="image/png", width=WIDTH, height=HEIGHT, alt=description)


def made_picture(entry: Entry, site: Site, accent: str) -> ShareImage | None:
    """Say what is drawn for an article; None for one that is shared with another picture, and where nothing can be drawn.

    Args:
        entry: the article.
        site: who publishes it.
        accent: the site's colour.
    """
    if _own_picture(entry, site):
        return None
    shown = card(entry, site)
    return share_image(shown.headline, (shown.place, shown.day), site.title, accent)


def _own_picture(entry: Entry, site: Site) -> Image | None:
    standing = Image(url=site.image) if site.image else None
    return next((image for image in entry.event.article.images if followable(image.url)), standing)
