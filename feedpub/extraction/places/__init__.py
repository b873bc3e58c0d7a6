"""Where: every place that an article names, which of its namesakes it is, how it is used, and where the main event happened.

words -> candidates -> people, judge (is it a place?) -> resolve (which one?) -> uses, roles (what does it do there?).
"""

from collections.abc import Iterator
from math import isnan

from feedpub.extraction.base import Analysis, Claim
from feedpub.extraction.gazetteer import PlaceRow, key
from feedpub.extraction.places.located import Located, located
from feedpub.extraction.places.roles import LONGEST, Roles, roles
from feedpub.language.dateline import find_dateline
from feedpub.model.article import Article
from feedpub.model.event import Where, WhereUse
from feedpub.model.span import Span


def places(analysis: Analysis) -> Iterator[Claim]:
    """Claim every place that an article names.

    Matches "Police in [Nairobi] said…", "[Turkish] troops"; does not match "[Paris] Hilton".

    Args:
        analysis: of the article.

    Yields:
        One claim for each place and use, the place of the main event first.
    """
    article = analysis.article
    dateline = find_dateline(article.text)
    found = located(article.text, dateline, analysis.options.home_country)
    given = roles(article, found, dateline)
    groups: dict[tuple[PlaceRow, WhereUse], list[Located]] = {}
    for one in found:
        groups.setdefault((one.row, one.use), []).append(one)
    claims = [_claim(article, row, use, group, given) for (row, use), group in groups.items()]
    yield from sorted(claims, key=lambda claim: -claim.weight)


def _claim(article: Article, row: PlaceRow, use: WhereUse, group: list[Located], given: Roles) -> Claim:
    literal = use == "literal"
    role = given.role(row) if literal else "mentioned"
    best = sorted(group, key=lambda one: (-given.worth(one), one.start))
    evidence = [article.span(one.start, one.end) for one in best]
    if literal:
        evidence += _in_headline(article, {span.text for span in evidence})
    answer = Where(
        name=_name(row, best),
        kind=row.kind,
        use=use,
        role=role,
        country_code=row.country_code or None,
        admin1=row.admin1 or None,
        latitude=None if isnan(row.latitude) else row.latitude,
        longitude=None if isnan(row.longitude) else row.longitude,
        geonames_id=row.geonames_id or None,
        evidence=tuple(evidence),
        rule=best[0].rule,
    )
    return Claim(answer, weight=given.weight(row, use))


def _name(row: PlaceRow, group: list[Located]) -> str:
    """Call a place what the article calls it, except by demonyms and abbreviations."""
    spelled = [one.text for one in group if one.rule in ("where.named", "where.venue")]
    cased = sorted((name for name in spelled if not name.isupper()), key=len)
    if cased:
        return next((name for name in cased if key(name) == key(row.name)), cased[-1])
    # A dateline in capitals has lost the case of "Dar es Salaam", and often accents; the gazetteer knows the first.
    known = not spelled or (key(spelled[0]) == key(row.name) and row.name.isascii() >= spelled[0].isascii())
    return row.name if known else spelled[0].title()


def _in_headline(article: Article, names: set[str]) -> Iterator[Span]:
    """Find the same names in the first 2,000 characters of the headline and the standfirst."""
    for name in sorted(name for name in names if not name.isupper()):
        for field in ("headline", "standfirst"):
            characters = article.characters(field)[:LONGEST]
            at = characters.find(name)
            after = characters[at + len(name) : at + len(name) + 1]
            if at >= 0 and not after.isalpha() and not characters[at - 1 : at].isalpha():
                yield article.span(at, at + len(name), "headline" if field == "headline" else "standfirst")
