"""What facets are called in addresses: their letters, and where these are not enough, something that their label decides."""

import re
import unicodedata
from hashlib import blake2b

from slugify import slugify

_LONGEST = 80
_SUFFIX = re.compile(r"-[0-9a-f]{8}")
# What a slug loses and a name may live by: the signs of C++, C# and A+, the dot of .NET; and of ideographs, which are
# written by their sound, all that tells one from another of the same sound.
_TELLING = re.compile(
    r"(?<=[^\W_])[+#*@%$€£¥]|(?<!\S)\.(?=[^\W_])|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def facet_slug(words: str) -> str:
    """Write what a facet is called in addresses: the same for the same words, in any store and any order.

    Args:
        words: that make it, such as a tag.

    Returns:
        Letters and digits joined by hyphens: "c" for C, "c-" and eight digits for C++, others for C#; nothing where the
        words have neither letters nor digits.
    """
    plain = plain_slug(words)
    known = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    if not plain or not _TELLING.search(known):
        return plain
    return f"{plain}-{blake2b(known.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"


def plain_slug(words: str) -> str:
    """Write words in letters and digits alone, by which several may be called the same."""
    return slugify(words, max_length=_LONGEST, word_boundary=True, save_order=True)


def succeeds(slug: str, plain: str) -> bool:
    """Tell whether a slug with something of its label in it was the plain one once."""
    return slug.startswith(plain) and _SUFFIX.fullmatch(slug, len(plain)) is not None
