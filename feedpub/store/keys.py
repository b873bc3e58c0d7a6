"""Secrets of a database, made once with it and shared by all who serve it."""

from sqlalchemy import select

from feedpub.store.reading import Reading
from feedpub.store.tables import keys


class Keys(Reading):
    """What signs what the store's readers bring back."""

    def cursor_key(self) -> bytes:
        """Return the key that signs the cursors of lists.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            return bytes.fromhex(connection.execute(select(keys.c.value).where(keys.c.name == "cursors")).scalar_one())
