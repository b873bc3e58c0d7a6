"""How a site stands, for the commands: from its store, which is not made where there is none."""

from pathlib import Path

from feedpub.errors import StoreError
from feedpub.health import SiteStatus, site_status
from feedpub.model.record import RefusedCopy
from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.wiring.documents import known_sources

_SQLITE = "sqlite:///"


def status_of(settings: Settings) -> SiteStatus:
    """Ask the store how the site stands.

    Args:
        settings: of the site.

    Returns:
        The answer.

    Raises:
        StoreError: there is no store yet, or it cannot be read.
    """
    refuse_missing(settings.database_url)
    intervals = {source.name: interval for source, interval in known_sources(settings)}
    with open_store(settings.database_url) as store:
        return site_status(store, intervals, settings.lease_seconds)


def refused_copy(settings: Settings, source: str, key: str) -> RefusedCopy:
    """Return a document that was refused, as it was.

    Args:
        settings: of the site.
        source: name of its source.
        key: what identifies it there.

    Raises:
        StoreError: there is no store yet, it cannot be read, or it keeps no such document.
    """
    refuse_missing(settings.database_url)
    with open_store(settings.database_url) as store:
        found = store.sources.refused_copy(source, key)
    if found is None:
        raise StoreError(
            f"{source}: {key}", "no bytes of such a refused document are kept; feedpub status lists those that are"
        )
    return found


def refuse_missing(database_url: str) -> None:
    """Refuse a database file that is not there: to ask must not make one.

    Args:
        database_url: an SQLAlchemy address.

    Raises:
        StoreError: there is none.
    """
    name = database_url.removeprefix(_SQLITE).partition("?")[0]
    if database_url.startswith(_SQLITE) and name and not name.startswith(("file:", ":")) and not Path(name).exists():
        raise StoreError(name, "there is no database yet: feedpub serve or feedpub refresh makes it")
