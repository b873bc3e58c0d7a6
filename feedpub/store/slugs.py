"""The names of pages, minted once from the first headline and kept."""

from slugify import slugify
from sqlalchemy import Connection, select

from feedpub.model.article import Article
from feedpub.store.tables import articles

_LONGEST = 80


def mint(connection: Connection, article: Article) -> str:
    """Make the name of an article's page.

    Args:
        connection: of a writer, so that nobody takes the name meanwhile.
        article: new to the store.

    Returns:
        The headline's words; with a part of the article's id where the name is taken or the headline has no words.
    """
    words = _words(article)
    number = article.id.rpartition(":")[2].replace("-", "")
    candidates = [words] if words else []
    candidates += ["-".join(filter(None, (words, number[:length]))) for length in (8, 16, 32)]
    return next(name for name in candidates if not _taken(connection, name))


def first_slug(article: Article) -> str:
    """Make the name that an article's page would have in an empty store.

    Args:
        article: of which nothing is stored.

    Returns:
        The headline's words, or a part of the article's id where it has none.
    """
    return _words(article) or article.id.rpartition(":")[2][:8]


def _words(article: Article) -> str:
    return slugify(article.headline, max_length=_LONGEST, word_boundary=True, save_order=True)


def _taken(connection: Connection, name: str) -> bool:
    return connection.execute(select(articles.c.id).where(articles.c.slug == name)).first() is not None
