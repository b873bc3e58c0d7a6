"""The rules of the W3C's feed validation service (https://github.com/w3c/feedvalidator), in our own words.

The service is not to be had as a package, so its rules were read in its source, and each that can concern RSS 2.0 or Atom
1.0 as we write them was written anew. A finding begins with the service's name for it. What the service calls an error and
what it calls a warning are findings alike; what it calls information is none.
"""

from tests.formats.rules.atom import check_atom
from tests.formats.rules.document import check_document, tree_of
from tests.formats.rules.rss import check_rss


def findings(body: bytes) -> list[str]:
    """Hold a feed to the rules.

    Args:
        body: a document in RSS or Atom.

    Returns:
        What breaks them, sorted; nothing twice.
    """
    root = tree_of(body)
    check = check_rss if root.tag == "rss" else check_atom
    return sorted({*check_document(body, root), *check(body, root)})


__all__ = ["findings"]
