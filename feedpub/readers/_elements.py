"""The elements of HTML and NITF by what they are in a text: the allow-list of everything that comes in marked up."""

from types import MappingProxyType

from feedpub.model.structure import InlineKind, MatterKind

# Elements that begin and end a paragraph; every other one is part of the line that it stands in.
BLOCKS = frozenset(
    "address article aside blockquote block body bq caption center dd details div dl dt fieldset figure figcaption footer "
    "form h1 h2 h3 h4 h5 h6 header hl1 hl2 hr html legend li main nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul fn body.content body.head body.end".split()
)
# Elements that hold no words of the story: programs, what is played, matter for editors.
SILENT = frozenset(
    "script style head title template noscript iframe object embed svg math button input select textarea "
    "video audio note ed-msg".split()
)
HEADINGS: MappingProxyType[str, int] = MappingProxyType(
    {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "hl1": 2, "hl2": 3}
)
QUOTATIONS = frozenset({"blockquote", "bq"})
LISTS = frozenset({"ul", "ol"})
ASIDES = frozenset({"aside", "nav", "footer", "form", "header"})
"""Parts of a page that are no part of its article."""
PICTURES = frozenset({"img", "media"})
MARKS: MappingProxyType[str, InlineKind] = MappingProxyType(
    {
        "a": "link",
        "b": "strong",
        "cite": "emphasis",
        "code": "code",
        "dfn": "emphasis",
        "em": "emphasis",
        "i": "emphasis",
        "kbd": "code",
        "samp": "code",
        "strong": "strong",
        "sub": "subscript",
        "sup": "superscript",
        "tt": "code",
        "var": "emphasis",
    }
)
FORMLESS = frozenset("abbr big bdi bdo data del font ins mark q ruby rb rp rt s small strike time u wbr".split())
"""Elements whose words stay, while there is no form for what they say of them."""
UNSEEN = frozenset({"abbr", "bdi", "bdo", "big", "data", "font", "rb", "rp", "ruby", "small", "time", "wbr"})
"""Those of them whose loss changes nothing that is read."""
MATTERS: MappingProxyType[str, MatterKind] = MappingProxyType(
    {"caption": "caption", "credit": "credit", "related": "related", "notice": "notice"}
)
"""Classes of paragraphs that prove nothing, as we write them ourselves."""

ALLOWED = frozenset(
    (BLOCKS - {"html", "body", "form", "fieldset", "block", "bq", "hl1", "hl2", "fn"})
    - {name for name in BLOCKS if "." in name}
    | MARKS.keys()
    | FORMLESS
    | {"br", "img", "picture", "span"}
)
"""What is left of HTML that comes in; of everything else but what is silent the words stay."""
ATTRIBUTES: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    {
        "*": frozenset({"class"}),
        "a": frozenset({"href"}),
        "blockquote": frozenset({"cite"}),
        "img": frozenset({"src", "alt", "title", "width", "height"}),
        "li": frozenset({"value"}),
        "ol": frozenset({"start"}),
        "td": frozenset({"colspan", "rowspan", "align", "style"}),  # of the style nothing but text-align is read
        "th": frozenset({"colspan", "rowspan", "align", "style"}),
        "tr": frozenset({"align"}),
    }
)
SCHEMES = frozenset({"http", "https", "mailto"})
