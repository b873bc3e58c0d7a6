"""Where in the lists of events a change shows: in those of all events, of all that quote somebody, and of each facet."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Row, Select, bindparam, false, func, select

from feedpub.model.selection import Selection
from feedpub.store.guard import shown, uncounted
from feedpub.store.tables import articles, facets

ListName = tuple[str, str]
"""The kind and slug of a facet, or one of the two below."""
EVERYTHING: ListName = ("", "")
QUOTING: ListName = ("", "quoting")
Month = tuple[int, int]


def list_of(selection: Selection | None, *, quoting: bool = False) -> ListName:
    """Name the list of the events that have a facet.

    Args:
        selection: names the facet; None for the list of all events.
        quoting: that of all events that quote somebody.
    """
    if selection is None:
        return QUOTING if quoting else EVERYTHING
    return selection.kind, selection.slug


class ListChange(NamedTuple):
    """What of a list of events, newest first, may no longer be as it was.

    Args:
        ranks: of events that say something else and stand where they stood: of each the least that it may have and the most.
        moved: the least rank from which on events may have come, gone or changed places; None where none has.
        renamed: its name may be another one.
        months: in UTC, of which archives may be others; None for any.
    """

    ranks: tuple[tuple[int, int], ...] = ()
    moved: int | None = None
    renamed: bool = False
    months: frozenset[Month] | None = frozenset()

    @property
    def is_recounted(self) -> bool:
        """Whether there may be more or fewer events, at other times, or its name another one."""
        return self.renamed or self.moved is not None

    def joined(self, other: "ListChange") -> "ListChange":
        """Tell of both at once."""
        moved = [one for one in (self.moved, other.moved) if one is not None]
        months = None if self.months is None or other.months is None else self.months | other.months
        renamed = self.renamed or other.renamed
        return ListChange(self.ranks + other.ranks, min(moved, default=None), renamed, months)

    def is_within(self, first: int, behind: int) -> bool:
        """Tell whether the events of some ranks, or whether any follow, may be others or say something else.

        Args:
            first: the least of the ranks.
            behind: the rank behind the last of them.
        """
        if self.moved is not None and self.moved <= behind:
            return True
        return any(least < behind and max(least, most) >= first for least, most in self.ranks)


UNKNOWN = ListChange(moved=0, renamed=True, months=None)
"""Of a list of which anything may have changed."""


class ListReader:
    """Tells of changes where in lists they show.

    Args:
        connection: of a reader.
        changed: ids of all articles that have changed.
    """

    def __init__(self, connection: Connection, changed: Iterable[str]) -> None:
        self._connection = connection
        self._changed = tuple(changed)

    def change(self, name: ListName, article_id: str, published: Iterable[datetime], *, stays: bool) -> ListChange:
        """Tell how a list may have changed by an article.

        Args:
            name: of the list.
            article_id: of the article.
            published: when it was published, in each of its revisions that count.
            stays: it stands where it stood, under the same names.
        """
        moments = sorted(published)
        asked = {"kind": name[0], "slug": name[1], "moment": moments[-1], "oldest": moments[0], "most": _COUNTED}
        months = sorted({(one.year, one.month) for one in (moment.astimezone(UTC) for moment in moments)})
        if stays:
            told = self._ask(name, _STAYED, asked)
            # It is itself one of those that are no older.
            return ListChange(ranks=((told.newer - told.unseen, told.no_older - 1),), months=frozenset(months))
        first, *others = (_around(month) for month in months)
        told = self._ask(name, _MOVED, asked | first | {"id": article_id, "changed": self._changed})
        beside = [told, *(self._ask(name, _BESIDE, asked | month) for month in others)]
        found = (moment.astimezone(UTC) for one in beside for moment in (one.before, one.after) if moment is not None)
        return ListChange(
            moved=told.newest - told.unseen_newest,
            renamed=name not in _WHOLE and told.earlier is None,  # lists of all events have no names
            months=frozenset(months).union((moment.year, moment.month) for moment in found),
        )

    def _ask(self, name: ListName, which: tuple[str, ...], asked: dict[str, Any]) -> Row[Any]:
        return self._connection.execute(_question(name if name in _WHOLE else None, which), asked).one()


def _around(month: Month) -> dict[str, datetime]:
    """Tell when a month begins and ends: the archives of those with events beside it name the first and last of its own."""
    start = datetime(*month, 1, tzinfo=UTC)
    return {"start": start, "end": datetime(month[0] + month[1] // 12, month[1] % 12 + 1, 1, tzinfo=UTC)}


# Events of a list that are counted to find the rank from which on others have moved; all that is farther down is taken to
# have moved. So what one old article costs that is taken in late does not grow with the archive: among 100,000, instead of
# 100 ms of each first answer after it, some 10.
_COUNTED = 5_000
_WHOLE = {EVERYTHING: articles.c.deleted == false(), QUOTING: articles.c.quotes > 0}
_OF_FACET = (facets.c.kind == bindparam("kind"), facets.c.slug == bindparam("slug"))
_MOMENT, _OLDEST, _START, _END = (
    bindparam(name, type_=articles.c.published.type) for name in ("moment", "oldest", "start", "end")
)
# The article by which a facet is called is the one with the least id (facets.py).
_EARLIER = (
    select(facets.c.article_id)
    .join(articles, articles.c.id == facets.c.article_id)
    .where(*_OF_FACET, shown(), facets.c.article_id < bindparam("id"))
    .where(facets.c.article_id.not_in(bindparam("changed", expanding=True)))
    .limit(1)
)
_STAYED = ("newer", "unseen", "no_older")
_BESIDE = ("before", "after")
_MOVED = ("newest", "unseen_newest", "earlier", *_BESIDE)


@cache
def _question(name: ListName | None, which: tuple[str, ...]) -> Select[Any]:
    """Write one question for several figures, once: each change asks for those of dozens of lists."""
    parts = _counts(name) | _months(name) | {"earlier": _EARLIER}
    return select(*(parts[one].scalar_subquery().label(one) for one in which if name is None or one != "earlier"))


def _counts(name: ListName | None) -> dict[str, Select[Any]]:
    """Write the parts that count a list; what nobody may see is in the index as well, and counted apart."""
    table, listed = (facets, _OF_FACET) if name is None else (articles, (_WHOLE[name], articles.c.deleted == false()))
    published, article = table.c.published, facets.c.article_id if name is None else articles.c.id
    counted = select(func.count()).select_from(table).where(*listed)
    newer = counted.where(published > _MOMENT)
    newest = (
        select(article.label("id"))
        .where(*listed, published > _MOMENT)
        .order_by(published.desc())
        .limit(bindparam("most", type_=Integer))
    )
    first = newest.subquery()
    of_first = select(func.count()).select_from(first)
    return {
        "newer": newer,
        "unseen": newer.where(article.in_(uncounted())),
        "newest": of_first,
        "unseen_newest": of_first.where(first.c.id.in_(uncounted())),
        "no_older": counted.where(published >= _OLDEST),
    }


def _months(name: ListName | None) -> dict[str, Select[Any]]:
    """Write the parts for the events next to a month in a list."""
    column = facets.c.published if name is None else articles.c.published
    listed = select(column).where(shown())
    if name is None:
        listed = listed.join(articles, articles.c.id == facets.c.article_id).where(*_OF_FACET)
    else:
        listed = listed.where(_WHOLE[name])
    return {
        "before": listed.where(column < _START).order_by(column.desc()).limit(1),
        "after": listed.where(column >= _END).order_by(column).limit(1),
    }
