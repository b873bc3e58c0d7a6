"""How browsers and search tools ask this site: an OpenSearch 1.1 description document.

https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
"""

from collections.abc import Iterable
from html import escape

from feedpub.formats._content import line
from feedpub.model.feed import Site

MEDIA_TYPE = "application/opensearchdescription+xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT_NAME, _DESCRIPTION = 16, 1024  # the most characters that the elements of these names may hold


def opensearch(site: Site, address: str, templates: Iterable[tuple[str, str]]) -> bytes:
    """Describe the search of a site.

    Args:
        site: who publishes it.
        address: of this document.
        templates: media type and address of each form of the results, with ``{searchTerms}`` in it, that for people first.

    Returns:
        The document.
    """
    about = site.description or site.title
    urls = "".join(f'<Url type="{_escaped(kind)}" template="{_escaped(url)}"/>' for kind, url in templates)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="{_NAMESPACE}">'
        f"<ShortName>{_escaped(_short(line(site.title)))}</ShortName>"
        f"<Description>{_escaped(line(about)[:_DESCRIPTION])}</Description>"
        f'{urls}<Url type="{MEDIA_TYPE}" rel="self" template="{_escaped(address)}"/>'
        f"<Language>{_escaped(site.language)}</Language>"
        "<InputEncoding>UTF-8</InputEncoding><OutputEncoding>UTF-8</OutputEncoding></OpenSearchDescription>\n"
    ).encode()


def _short(title: str) -> str:
    """Shorten a title to what ShortName holds, after a word where it has several."""
    if len(title) <= _SHORT_NAME:
        return title
    return title[: _SHORT_NAME + 1].rpartition(" ")[0] or title[:_SHORT_NAME]


def _escaped(text: str) -> str:
    return escape(line(text))
