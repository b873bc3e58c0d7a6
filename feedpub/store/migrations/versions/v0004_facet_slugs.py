"""Slugs of facets that tell labels of the same letters apart, such as C, C++ and C#."""

import sqlalchemy as sa
from alembic import op

from feedpub.site.slugs import facet_slug, plain_slug

revision = "0004"
down_revision = "0003"

# Of what was taken back or removed, the facets are those of an earlier revision, and go on under their new names; those of
# what stands are entered again by version 0010.
_facets = sa.text("SELECT DISTINCT kind, slug, label FROM facets ORDER BY kind, slug, label")
_rename = sa.text("UPDATE facets SET slug = :new WHERE kind = :kind AND slug = :slug AND label = :label")


def upgrade() -> None:
    """Rename them."""
    connection = op.get_bind()
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
