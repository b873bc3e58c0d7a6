"""Names that site generators and publishing systems give in front matter to what an Article has under another name.

Sources: https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/,
https://docs.astro.build/en/guides/content-collections/, Ghost's and WordPress' exports to Markdown. What says when copy
is to go (expiryDate) is not among them: whoever gives it has to learn that it would not be obeyed.
"""

from types import MappingProxyType

_OTHER = {
    "headline": ("heading",),
    "standfirst": ("abstract", "deck", "dek", "excerpt", "lead", "subhead", "subtitle", "summary"),
    "published": ("datepublished", "pubdate", "publishdate", "publishedat", "publisheddate"),
    "modified": (
        "datemodified",
        "dateupdated",
        "lastmod",
        "lastmodifiedat",
        "modifiedat",
        "updated",
        "updatedat",
        "updateddate",
    ),
    "authors": ("byline",),
    "language": ("lang", "locale"),
    "rights": ("copyright",),
    "url": ("canonical", "canonicalurl"),
    "images": ("cover", "coverimage", "featureimage", "featuredimage", "heroimage", "thumbnail"),
    "tags": ("keywords",),
    "section": ("categories", "category"),
    "status": ("draft",),
}
OTHER_NAMES = MappingProxyType({other: name for name, others in _OTHER.items() for other in others})
"""The name of a front matter here, by the names elsewhere as ``bare`` gives them."""

OF_THE_PAGE = frozenset(
    "aliases bookcollapsesection comments cssclass cssclasses disqusid eleventynavigation featured guid hidemeta "
    "iscjklanguage kind layout linktitle markup math menu menus outputs path permalink pin postid redirectfrom sharing "
    "showreadingtime showtoc sitemap slug sticky template toc tocopen translationkey type uuid weight".split()
)
"""Names of what says how a page looks or where it lies elsewhere, and nothing about the article; as ``bare`` gives them."""


def bare(name: str) -> str:
    """Return a name without the case and marks in which systems differ: lastModifiedAt, last_modified_at."""
    return name.replace("_", "").replace("-", "").lower()
