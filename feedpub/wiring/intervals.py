"""How often each source is looked at: known without loading what a source is read with."""

from pathlib import Path

from feedpub.settings import Settings, SourceSettings

DEFAULT_SOURCE = "articles"
"""The name of the source that there is where the settings name none."""
_LEAST_OF_ADDRESS = 900  # seconds, unless a source sets its own: strangers' servers are not asked every minute


def intervals_of(settings: Settings) -> dict[str, float]:
    """Return the seconds between two looks, by source, but for those that are paused.

    Args:
        settings: of the site.
    """
    if settings.sources:
        return {source.name: interval_of(source, settings) for source in settings.sources if not source.paused}
    return {DEFAULT_SOURCE: settings.interval} if any(folder.is_dir() for folder in default_folders()) else {}


def interval_of(source: SourceSettings, settings: Settings) -> float:
    """Return the seconds between two looks at a source.

    Args:
        source: its settings.
        settings: of the site.
    """
    least = 0 if source.url is None else _LEAST_OF_ADDRESS
    return source.interval or max(settings.interval, least)


def default_folders() -> tuple[Path, Path, Path]:
    """Name the folders that may be read where the settings name no source.

    Returns:
        The working folder's articles, those of a checkout, and the samples that the wheel carries.
    """
    package = Path(__file__).parents[1]
    return Path("articles").absolute(), package.parent / "articles", package / "samples"
