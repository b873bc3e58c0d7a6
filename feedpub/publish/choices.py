"""What the feeds of selections are called, and where they and the pages that show the same are found."""

from feedpub.model.feed import Feed, Site
from feedpub.model.selection import Facet, FacetKind, Selection
from feedpub.publish.selection import channel_of

_TITLES: dict[FacetKind, str] = {
    "section": "{}",
    "tag": "Tagged “{}”",
    "person": "News of {}",
    "organization": "News of {}",
    "place": "News from {}",
    "type": "Events: {}",
    "speaker": "Everything {} said",
    "language": "News in {}",
}
_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip

_PAGES: dict[FacetKind, str] = {
    "section": "sections",
    "tag": "tags",
    "person": "people",
    "organization": "organizations",
    "place": "places",
    "type": "types",
}


def page_path(selection: Selection) -> str:
    """Return the path of the page that shows a selection to people; of those without one, that of the home page."""
    return f"/{_PAGES[selection.kind]}/{selection.slug}" if selection.kind in _PAGES else "/"


def label_of(facet: Facet) -> str:
    """Name a facet for people.

    Args:
        facet: as the store holds it.

    Returns:
        Its label; of a type its words, of a language its English name where it is known.
    """
    if facet.kind == "type":
        return facet.label.replace("_", " ").capitalize()
    if facet.kind == "language":
        language, _, variant = facet.label.partition("-")
        name = _LANGUAGES.get(language.lower())
        return facet.label if name is None else f"{name} ({variant})" if variant else name
    return facet.label


def title_of(facet: Facet) -> str:
    """Say what a selection is: "Everything Mira Oduya said"."""
    return _TITLES[facet.kind].format(label_of(facet))


def feed_name(selection: Selection) -> str:
    """Return what stands in the addresses of a selection's feeds, and never changes."""
    return f"{selection.kind}/{selection.slug}"


def chosen_channel(facet: Facet, site: Site) -> Feed:
    """Describe the feed of a selection.

    Args:
        facet: that its events share.
        site: who publishes it.

    Returns:
        The feed, without entries.
    """
    selection = Selection(kind=facet.kind, slug=facet.slug)
    return channel_of(site, feed_name(selection), f"{title_of(facet)} – {site.title}", page_path(selection))
