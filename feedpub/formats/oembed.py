"""What is shown elsewhere of an address, as JSON and as XML: oEmbed 1.0.

https://oembed.com
"""

from collections.abc import Mapping
from html import escape
from typing import Literal

import orjson

from feedpub.model.characters import fit

OembedFormat = Literal["json", "xml"]
OEMBED_TYPES: dict[OembedFormat, tuple[str, str]] = {
    "json": ("application/json", "application/json+oembed"),
    "xml": ("text/xml; charset=utf-8", "text/xml+oembed"),
}
"""By format, how the response is sent, and the type of the link that leads to it (sections 2.3 and 4)."""


def oembed(response: Mapping[str, str | int], form: OembedFormat) -> bytes:
    """Write an oEmbed response.

    Args:
        response: its parameters (section 2.3.4).
        form: json or xml.

    Returns:
        The document.
    """
    if form == "json":
        return orjson.dumps(dict(response))
    members = "".join(f"<{name}>{escape(fit(str(value)))}</{name}>" for name, value in response.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{members}</oembed>\n'.encode()
