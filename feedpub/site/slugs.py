"""What articles and facets are called in addresses: their letters, and where these are not enough, something more."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from slugify import slugify

from feedpub.model.article import Article

_LONGEST = 80
_SUFFIX = re.compile(r"-[0-9a-f]{8}")
_SIMPLE = re.compile(rf"[A-Za-z0-9 -]{{0,{_LONGEST}}}")  # words of which nothing is rewritten but capitals and gaps
# What a slug loses and a name may live by: the signs of C++, C# and A+, the dot of .NET; and of ideographs, which are
# written by their sound, all that tells one from another of the same sound.
_TELLING = re.compile(
    r"(?<=[^\W_])[+#*@%$€£¥]|(?<!\S)\.(?=[^\W_])|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def article_slugs(article: Article) -> Iterator[str]:
    """Propose slugs for an article's page, the best one first.

    Args:
        article: new to a store.

    Yields:
        The headline's words; then, for where they are taken or there are none, with more and more of the article's id.
    """
    words = plain_slug(article.headline)
    if words:
        yield words
    number = article.id.rpartition(":")[2].replace("-", "")
    yield from ("-".join(filter(None, (words, number[:length]))) for length in (8, 16, 32))


@lru_cache(maxsize=10_000)  # a page asks for those of its names several times, and of the same names as the pages beside it
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
    if _SIMPLE.fullmatch(words):  # pages make hundreds: this takes a ninth of what follows
        return "-".join(words.lower().replace("-", " ").split())
    # The backend is named, so that slugs are the same where Unidecode is installed as well, for which each call would look.
    return slugify(words, max_length=_LONGEST, word_boundary=True, save_order=True, backend="text-unidecode")


def is_extended(slug: str, plain: str) -> bool:
    """Tell whether a slug is a plain one with the digits that tell its label from others of the same letters."""
    return slug.startswith(plain) and _SUFFIX.fullmatch(slug, len(plain)) is not None
