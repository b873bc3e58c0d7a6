"""A feed becomes bytes: one file per output format, and the list of all that are on."""

from feedpub.formats import atom, eventjson, jsonfeed, jsonld, markdown, newsml, ninjs, rss, text
from feedpub.formats.base import Format, Scope

# Within a scope the first is what a client gets that has no preference.
FORMATS: tuple[Format, ...] = (
    rss.FORMAT,
    atom.FORMAT,
    jsonfeed.FORMAT,
    eventjson.FORMAT,
    jsonld.FORMAT,
    ninjs.FORMAT,
    newsml.FORMAT,
    markdown.FORMAT,
    text.FORMAT,
)


def formats(scope: Scope) -> tuple[Format, ...]:
    """Return the formats of a scope, the preferred one first.

    Args:
        scope: feed or event.

    Returns:
        Some of FORMATS, in their order.
    """
    return tuple(entry for entry in FORMATS if entry.scope == scope)


__all__ = ["FORMATS", "Format", "Scope", "formats"]
