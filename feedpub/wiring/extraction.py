"""The readers and the extractor that the settings choose."""

from functools import partial
from importlib.metadata import entry_points

from feedpub.errors import SettingsError
from feedpub.extraction import extract, run
from feedpub.extraction.base import Extractor, Options
from feedpub.ingest import Extract, Read
from feedpub.model.document import Document
from feedpub.readers import read, split
from feedpub.settings import Settings

_EXTRACTORS = "feedpub.extractors"
_OWN_EXTRACTOR = "feedpub"


def extractor_of(settings: Settings) -> Extract:
    """Find the extractor that the settings name, and give it the site's options.

    Raises:
        SettingsError: no installed package offers it.
    """
    extractor = run if settings.extractor == _OWN_EXTRACTOR else _plugged_in(settings.extractor)
    options = Options(home_country=settings.home_country, day_first=settings.day_first)
    return partial(extract, options=options, extractor=extractor)


def _plugged_in(name: str) -> Extractor:
    found = {point.name: point for point in entry_points(group=_EXTRACTORS)}
    if name not in found:
        raise SettingsError("extractor", f"{name!r} is none of {', '.join(sorted({_OWN_EXTRACTOR, *found}))}")
    extractor: Extractor = found[name].load()
    return extractor


def reader_of(settings: Settings) -> Read:
    """Give the readers the site's limit."""
    return partial(read, max_bytes=settings.max_document_bytes)


def parts_of(settings: Settings, document: Document) -> tuple[Document, ...]:
    """Part a document that may hold several articles into documents of one each.

    Raises:
        ReadError: nothing in it can be an article.
    """
    return split(document, settings.max_document_bytes)
