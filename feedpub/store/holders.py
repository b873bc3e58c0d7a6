"""Which of a few events have which facets, read in a row for each event: one for each of its facets takes twice as long."""

from collections.abc import Collection, Mapping, Sequence
from heapq import nsmallest

from sqlalchemy import Connection, bindparam, func

from feedpub.model.selection import FacetKind
from feedpub.store.event_rows import grouped
from feedpub.store.tables import facets

# Rows of some articles that have some slugs; spelled so that the index of articles is taken, not that of slugs, which many
# more rows have.
OF_THESE = (
    facets.c.article_id.in_(bindparam("ids", expanding=True)),
    func.coalesce(facets.c.slug, "").in_(bindparam("slugs", expanding=True)),
)
_BETWEEN = " "  # kind and slug, neither of which has any
# Written once: each portrait asks it. Spelled so that no index is by the kind, which many more rows have than few articles.
_HELD = (
    grouped(facets.c.kind + _BETWEEN + facets.c.slug, facets.c.article_id)
    .where(facets.c.article_id.in_(bindparam("ids", expanding=True)))
    .where(func.coalesce(facets.c.kind, "").in_(bindparam("kinds", expanding=True)))
    .order_by(facets.c.article_id)
)


def holders(connection: Connection, ids: Sequence[str], kinds: Collection[FacetKind]) -> dict[str, dict[str, list[str]]]:
    """Tell which events have each facet that any of them has.

    Args:
        connection: of a reader.
        ids: of their articles.
        kinds: of the facets.

    Returns:
        Of each kind the slugs, each with the articles that have it, in the order of their ids.
    """
    held: dict[str, list[str]] = {}
    for joined, article_id in connection.execute(_HELD, {"ids": ids, "kinds": list(kinds)}).all():
        for one in joined.split(","):
            held.setdefault(one, []).append(article_id)
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in kinds}
    for one, articles in held.items():
        kind, _, slug = one.partition(_BETWEEN)
        found[kind][slug] = articles
    return found


def most_common(held: Mapping[str, list[str]], most: int) -> dict[str, list[str]]:
    """Choose the facets of a kind that most events have.

    Args:
        held: of each slug, the events that have it.
        most: how many at most.

    Returns:
        Those, by how many have them, then by slug.
    """
    return {slug: held[slug] for slug in nsmallest(most, held, key=lambda slug: (-len(held[slug]), slug))}
