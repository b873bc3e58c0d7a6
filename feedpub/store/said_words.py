"""The words of the newest articles, as a process keeps them: most of them say what they said before the last change."""

from collections import Counter
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, select

from feedpub.store.guard import shown
from feedpub.store.relative_text import is_lost
from feedpub.store.tables import articles, words

_READ = 300  # articles: those of a megabyte of text, some 30 ms of work
_Key = tuple[str, datetime]
"""Of what an article says, which changes with each change of it: its id and when that was."""


class SaidWords:
    """What all threads of a process have of them in common; it holds nothing until it is asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._said: dict[_Key, str] = {}
        self._counted: Counter[str] = Counter()

    def counted(self, connection: Connection) -> Counter[str]:
        """Count the words of the newest articles that may be shown.

        Args:
            connection: of a reader.

        Returns:
            Words without accents and capitals, with how often each occurs, for the caller to add to.
        """
        query = select(articles.c.id, articles.c.last_change).where(shown())
        rows = connection.execute(query.order_by(articles.c.published.desc(), articles.c.id.desc()).limit(_READ))
        changed = {row.id: row.last_change for row in rows}
        with self._lock:
            gone = self._said.keys() - changed.items()
            for key in gone:
                self._counted.subtract(self._said.pop(key).split())
            if gone:
                self._counted = +self._counted  # without the words that none of them says any more
            unread = {article_id for article_id, _ in changed.items() - self._said.keys()}
            said = select(words.c.article_id, words.c.said).where(words.c.article_id.in_(sorted(unread)))
            for article_id, found in connection.execute(said) if unread else ():
                text = "" if is_lost(found) else found
                self._said[article_id, changed[article_id]] = text
                self._counted.update(text.split())
            return self._counted.copy()
