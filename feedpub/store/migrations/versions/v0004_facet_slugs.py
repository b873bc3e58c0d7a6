"""Slugs of facets that tell labels of the same letters apart, such as C, C++ and C#."""

import sqlalchemy as sa
from alembic import op
from pydantic import ValidationError

from feedpub.model.event import Event
from feedpub.site.slugs import facet_slug, plain_slug
from feedpub.store.facets import index

revision = "0004"
down_revision = "0003"

_standing = sa.text("SELECT id FROM articles WHERE NOT deleted AND status != 'canceled' ORDER BY id")
_latest = sa.text(
    "SELECT document FROM revisions JOIN articles ON articles.id = revisions.article_id "
    "AND articles.revision = revisions.revision WHERE articles.id = :id"
)
# Of what was taken back or removed, the facets are those of an earlier revision, and go on under their new names.
_facets = sa.text("SELECT DISTINCT kind, slug, label FROM facets ORDER BY kind, slug, label")
_rename = sa.text("UPDATE facets SET slug = :new WHERE kind = :kind AND slug = :slug AND label = :label")


def upgrade() -> None:
    """Enter every article that stands again, and rename what is left."""
    connection = op.get_bind()
    # One document at a time: a large store does not fit into memory.
    for name in connection.execute(_standing).scalars().all():
        document = connection.execute(_latest, {"id": name}).scalar()
        try:
            event = Event.model_validate_json(document or "")
        except ValidationError:
            continue  # a row that cannot be read keeps what is known of it
        index(connection, event)
    for kind, slug, label in connection.execute(_facets).all():
        new = _renamed(slug, label)
        if new != slug:
            connection.execute(_rename, {"kind": kind, "slug": slug, "label": label, "new": new})


def _renamed(slug: str, label: str) -> str:
    """Make the new slug; that of a place has its country behind the words of its label."""
    plain = plain_slug(label)
    country = slug.removeprefix(f"{plain}-") if slug.startswith(f"{plain}-") else ""
    if slug != plain and len(country) != 2:
        return slug
    return facet_slug(f"{label} {country.upper()}".rstrip())
