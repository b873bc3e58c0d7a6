"""Secrets of a database, made once with it and shared by all who serve it."""

from sqlalchemy import select

from feedpub.store.session import ReadSession
from feedpub.store.tables import keys


class Keys:
    """What signs what the store's readers bring back.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def cursors(self) -> bytes:
        """Return the key that signs the cursors of lists.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._session.connect() as connection:
            return bytes.fromhex(connection.execute(select(keys.c.value).where(keys.c.name == "cursors")).scalar_one())
