"""The readers and the extractor that the settings choose."""

from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from feedpub.drafting import Extract, Read, extract_article
from feedpub.errors import SettingsError
from feedpub.extraction.options import MinConfidence, Options
from feedpub.extraction.trace import Extraction, Extractor
from feedpub.ingest import Splitting
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import may_hold_several, read, split
from feedpub.settings import Settings
from feedpub.sources.base import FEED_DOCUMENTS

OWN_EXTRACTOR = "feedpub"
_EXTRACTORS = "feedpub.extractors"


@dataclass(frozen=True, slots=True)
class _PluggedIn:
    """An extractor by its name: that can be sent to another process, whatever it is; it is loaded where it is used."""

    name: str

    def __call__(self, article: Article, options: Options) -> Extraction:
        return load_extractor(self.name)(article, options)


def extractor_of(settings: Settings, source: str | None = None) -> Extract:
    """Find the extractor that the settings name, and give it the site's options.

    Args:
        settings: of the site.
        source: name of a source that may have a home of its own.

    Raises:
        SettingsError: no installed package offers it.
    """
    extractor: Extractor | None = None
    if settings.extractor != OWN_EXTRACTOR:
        _entry_point(settings.extractor)
        extractor = _PluggedIn(settings.extractor)
    return partial(extract_article, options=options_of(settings, source), extractor=extractor)


def options_of(settings: Settings, source: str | None = None) -> Options:
    """Return what the settings tell the rules.

    Args:
        settings: of the site.
        source: name of a source that may have a home of its own.
    """
    homes = {each.name: each.home_country for each in settings.sources}
    least = MinConfidence(
        speaker=settings.min_confidence_speaker,
        type=settings.min_confidence_type,
        place=settings.min_confidence_place,
        date=settings.min_confidence_date,
    )
    home = homes.get(source or "") or settings.home_country
    return Options(home_country=home, day_first=settings.day_first, min_confidence=least)


@lru_cache(maxsize=1)
def load_extractor(name: str) -> Extractor:
    """Load an extractor that a site has plugged in.

    Args:
        name: of its entry point.

    Raises:
        SettingsError: no installed package offers it.
    """
    extractor: Extractor = _entry_point(name).load()
    return extractor


def fingerprint_of_plugin(name: str) -> str:
    """Tell one version of an extractor that is plugged in from another, without loading it.

    Args:
        name: of its entry point.

    Returns:
        The version of its package, with a hash of its code; empty for our own.
    """
    if name == OWN_EXTRACTOR:
        return ""
    point = _entry_point(name)
    code = sha256(b"\0".join(file.read_bytes() for file in _files(point))).hexdigest()
    return f"{point.value} {point.dist and point.dist.version} {code}"


def _files(point: EntryPoint) -> list[Path]:
    spec = PathFinder.find_spec(point.module.partition(".")[0])
    folders = list(spec.submodule_search_locations or ()) if spec else []
    within = [file for folder in folders for file in Path(folder).rglob("*.py")]
    return sorted(within or ([Path(spec.origin)] if spec and spec.has_location and spec.origin else []))


def _entry_point(name: str) -> EntryPoint:
    found = {point.name: point for point in entry_points(group=_EXTRACTORS)}
    if name not in found:
        raise SettingsError("extractor", f"{name!r} is none of {', '.join(sorted({OWN_EXTRACTOR, *found}))}")
    return found[name]


def reader_of(settings: Settings) -> Read:
    """Give the readers the site's limit."""
    return partial(read, max_bytes=settings.max_document_bytes)


def splitting_of(settings: Settings) -> Splitting:
    """Give the readers that part documents the site's limit, which each part keeps."""
    return Splitting(may_hold_several, partial(split, max_bytes=FEED_DOCUMENTS * settings.max_document_bytes))


def parts_of(settings: Settings, document: Document) -> tuple[Document, ...]:
    """Part a document that may hold several articles into documents of one each.

    Raises:
        ReadError: nothing in it can be an article.
    """
    return split(document, FEED_DOCUMENTS * settings.max_document_bytes)
