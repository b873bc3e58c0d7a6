"""What a draft means for the store: decided first, done afterwards."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedpub.drafting import Draft
from feedpub.model.article import Article
from feedpub.model.event import Answers
from feedpub.store import Held

# Typesetters' variants of one sign, which a change of house style swaps without changing what is said.
_SIGNS = str.maketrans(
    dict.fromkeys('"‘’‚‛′`´“”„‟″«»‹›', "'") | dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)
# Clocks of newsrooms' systems differ by minutes; what is dated ahead by more is not to be read yet, or heads every feed.
_AHEAD = timedelta(minutes=10)
_QUOTES = re.compile("'+")
_DASH = re.compile(r"\s*-+\s*")
# What a stored article has; a version's number is left to those that order documents.
_STORED = tuple(name for name, field in Article.model_fields.items() if not field.exclude)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class New:
    """The store does not have the article.

    Args:
        published: instant of first publication.
        modified: instant of the last significant change.
        waits: until when copy that is dated ahead is not shown, or None.
    """

    published: datetime
    modified: datetime
    waits: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """The article needs a new revision.

    Args:
        reason: what changed.
        significant: readers should look again.
        published: instant of first publication.
        modified: instant of the last significant change.
        waits: until when copy that is dated ahead is not shown, or None.
    """

    reason: str
    significant: bool
    published: datetime
    modified: datetime
    waits: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The store has the article as it is."""


def decide(old: Held | None, new: Draft, now: datetime) -> New | Changed | Unchanged:
    """Tell what a draft means for the store, touching nothing.

    Args:
        old: what the store holds of the article.
        new: the draft.
        now: the time.

    Returns:
        The decision.
    """
    if old is None:
        published = new.published or now
        return New(published, _first_modified(new, published, now), waits_until(published, now))
    differences = _differences(old, new)
    if not differences and not old.deleted:
        return Unchanged()
    known = old.event.article if old.event else new.event.article  # of what nobody can read nobody knows what changed
    significant = any(_significant(name, known, new.event.article) for name in differences)
    # While it waits nobody has been told its dates: one that is put right, or taken out, holds nothing up and dates nothing.
    ahead = waits_until(old.published, now) is not None
    published = new.published or (now if ahead else old.published)
    modified = published if ahead else old.modified
    moved = now if significant else modified
    if new.modified and new.modified > modified:
        # The newsroom knows better than our clock when it changed the copy, but it cannot have done so after we read it.
        moved = min(new.modified, now)
    reason = "reappeared" if old.deleted else ", ".join(differences)
    return Changed(reason, significant, published, max(published, modified, moved), waits_until(published, now))


def _first_modified(new: Draft, published: datetime, now: datetime) -> datetime:
    """Date the last change of copy that is seen for the first time: its own, or that of a correction that came with it."""
    known = [moment for moment in (new.modified, new.corrected) if moment]
    if new.event.status == "canceled" and max(known, default=published) <= published:
        known.append(now)  # it says that it was taken back, and not when
    return max(published, min(max(known, default=published), now))


def waits_until(published: datetime, now: datetime) -> datetime | None:
    """Tell until when copy is not shown because it is dated ahead; None where it is not.

    Args:
        published: instant of first publication.
        now: the time.
    """
    return published if published > now + _AHEAD else None


def _differences(old: Held, new: Draft) -> list[str]:
    ours, theirs = old.event, new.event
    if ours is None:
        return ["could not be read"]
    fields = [name for name in _STORED if getattr(ours.article, name) != getattr(theirs.article, name)]
    if "text" in fields and "dateline" in fields:
        fields.remove("dateline")  # it moved with the text
    if new.published not in (None, old.published) and "published" not in fields:
        fields.append("published")  # the same date in another time zone
    answers = any(getattr(ours, name) != getattr(theirs, name) for name in Answers.model_fields)
    return fields + ["answers"] * answers


def _significant(field: str, old: Article, new: Article) -> bool:
    if field in ("headline", "standfirst", "text"):
        return _plain(getattr(old, field)) != _plain(getattr(new, field))
    return field in ("status", "corrections")


def _plain(text: str | None) -> str:
    """Reduce a text to what it says, whatever its signs and spaces look like."""
    signs = unicodedata.normalize("NFKC", (text or "").translate(_SIGNS))
    return _SPACE.sub(" ", _DASH.sub("-", _QUOTES.sub("'", signs))).strip()
