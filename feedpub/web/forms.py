"""The forms in which a site can be had, as pages and Link headers name them: one for each format that is on."""

from dataclasses import dataclass

from feedpub.formats.base import Format
from feedpub.model.selection import EVERYTHING, Query, Selection
from feedpub.site.addresses import feed_name
from feedpub.web.outlet import Outlet


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which something can be had.

    Args:
        title: what people call it.
        media_type: as ``<link type>`` spells it.
        suffix: of its addresses.
        url: absolute address.
        spec: address of its specification.
        purpose: what it is good for.
    """

    title: str
    media_type: str
    suffix: str
    url: str
    spec: str
    purpose: str

    @property
    def link(self) -> str:
        """A value of the Link header that leads to it (RFC 8288)."""
        return f'<{self.url}>; rel="alternate"; type="{self.media_type}"'


def feed_forms(outlet: Outlet) -> tuple[Form, ...]:
    """List the forms of the feed of everything."""
    return query_forms(outlet, EVERYTHING)


def query_forms(outlet: Outlet, query: Query) -> tuple[Form, ...]:
    """List the forms of the feed of what answers a query."""
    string = "" if query.alone else query.string
    return _forms(outlet.formats("feed"), f"{outlet.site.base_url}/feeds/{feed_name(query)}", string)


def selection_forms(outlet: Outlet, selection: Selection) -> tuple[Form, ...]:
    """List the forms of the feed of a selection."""
    return query_forms(outlet, Query(selections=(selection,)))


def event_forms(outlet: Outlet, url: str) -> tuple[Form, ...]:
    """List the forms of the event whose page has that address."""
    return _forms(outlet.formats("event"), url)


def _forms(formats: tuple[Format, ...], url: str, query: str = "") -> tuple[Form, ...]:
    end = f"?{query}" if query else ""
    return tuple(
        Form(one.title, one.media_type, one.suffix, f"{url}.{one.suffix}{end}", one.spec, one.purpose) for one in formats
    )
