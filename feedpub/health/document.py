"""Sources, and a site as a whole, in JSON: the same wherever it is told."""

from datetime import datetime
from typing import Any

from feedpub.health.advice import for_document, for_source
from feedpub.health.sources import SourceHealth
from feedpub.health.status import SiteStatus
from feedpub.model.record import Change, CopiedArticle, RefusedDocument

MOST = 100
"""Refused documents of each source, and unreadable rows, that are named; counts tell of the others."""


def source_document(source: SourceHealth) -> dict[str, Any]:
    """Tell of a source what monitors and commands tell of it.

    Args:
        source: as judged.

    Returns:
        What JSON can hold.
    """
    state = source.state
    return {
        "name": state.name,
        "status": source.status,
        "reason": source.reason or None,
        "interval": source.interval,
        "last_attempt": _iso(state.attempted),
        "last_success": _iso(state.succeeded),
        "failure": state.failure,
        "events": state.public,
        "refused": [_refused(one) for one in state.refused[:MOST]],
        "refused_count": len(state.refused),
    }


def status_document(status: SiteStatus) -> dict[str, Any]:
    """Tell how a site stands.

    Args:
        status: of the site.

    Returns:
        What JSON can hold.
    """
    return {
        "status": status.status,
        "now": _iso(status.now),
        "sequence": status.sequence,
        "events": status.events,
        "checks": {one.name: {"status": one.status, **one.counts, "reason": one.reason or None} for one in status.checks},
        "sources": [_source(status, one) for one in status.sources],
        "unreadable": [one.model_dump(mode="json") for one in status.unreadable[:MOST]],
        "noted": [one._asdict() for one in status.noted],
        "noted_count": status.noted_count,
        "copied": [copied_document(one) for one in status.copied[:MOST]],
        "copied_count": len(status.copied),
        "releases": [one._asdict() | {"moment": _iso(one.moment)} for one in status.releases],
        "changes": [_change(one) for one in status.changes],
    }


def copied_document(copied: CopiedArticle) -> dict[str, Any]:
    """Tell of an article which files and feeds bring it.

    Args:
        copied: the article.

    Returns:
        What JSON can hold; the document that is published stands first.
    """
    return {"slug": copied.slug, "documents": [{"source": source, "key": key} for source, key in copied.documents]}


def _source(status: SiteStatus, source: SourceHealth) -> dict[str, Any]:
    advice = for_source(source.reason) if source.reason else None
    return source_document(source) | {"next_look": _iso(status.due(source)), "advice": advice}


def _refused(document: RefusedDocument) -> dict[str, Any]:
    return {
        "document": document.key,
        "field": document.field,
        "reason": document.reason,
        "advice": for_document(document.reason),
        "since": _iso(document.since),
        "bytes": document.size,
    }


def _change(change: Change) -> dict[str, Any]:
    told = {"sequence": change.sequence, "op": change.op, "id": change.id}
    if change.stored is not None:
        event = change.stored.event
        said = {"at": _iso(change.stored.changed), "slug": change.stored.slug, "headline": event.article.headline}
        return told | said | {"revision": event.revision}
    return told | ({"at": _iso(change.removal.removed), "slug": change.removal.slug} if change.removal else {})


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
