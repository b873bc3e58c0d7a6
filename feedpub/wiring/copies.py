"""Articles that several sources bring: listed, and told apart by a person."""

from feedpub.errors import StoreError
from feedpub.ingest.copies import CopyNotes
from feedpub.ingest.known import Known
from feedpub.model.record import CopiedArticle
from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.wiring.status import refuse_missing


def copied_articles(settings: Settings) -> tuple[CopiedArticle, ...]:
    """List the articles that several sources bring.

    Args:
        settings: of the site.

    Raises:
        StoreError: there is no store yet, or it cannot be read.
    """
    refuse_missing(settings.database_url)
    with open_store(settings.database_url) as store:
        return store.copies.all()


def separate(settings: Settings, source: str, key: str, *, is_separate: bool) -> None:
    """Say whether a document is to be an article of its own, whatever it looks like; the next refresh sees to it.

    Args:
        settings: of the site.
        source: name of its source.
        key: what identifies it there.
        is_separate: False: it is told by its text and address again.

    Raises:
        StoreError: there is no store yet, it cannot be used, or the document is no copy.
    """
    refuse_missing(settings.database_url)
    with open_store(settings.database_url) as store, store.writing() as writing:
        known = Known(source, store.sources.documents(source), program="")
        if not writing.sources.separate(source, key, is_separate=is_separate):
            state = "copy of another source's article" if is_separate else "document that was split off"
            raise StoreError(f"{source}: {key}", f"is no {state}; feedpub copies list shows those that are")
        CopyNotes(source, known).lost(writing, known.get(key), store.now())
