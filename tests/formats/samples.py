"""Events built by hand, each answer with its evidence: invented people in real places."""

from datetime import UTC, date, datetime, timedelta

from feedpub.model.article import Article, Author, Correction, Image
from feedpub.model.document import Document, article_id
from feedpub.model.event import Event, Quote, Speaker, What, When, Where, Who
from feedpub.model.feed import Entry, Feed, Site, Tombstone
from feedpub.model.span import Span
from feedpub.readers import read
from tests.builders import written

SITE = Site(
    title="Harbour Wire",
    description="News with its evidence & nothing else",
    base_url="https://news.example",
    publisher="Harbour Press",
    language="en",
    logo="https://news.example/static/logo.png",
)

BRIDGE_TEXT = (
    "BERGEN, Norway — The chief engineer of the Fjordspan bridge resigned on Monday after inspectors found cracks in two of"
    " its cables, the Harbour Authority said.\n\n"
    "Ingrid Solvang had led the project since 2019.\n\n"
    "“I signed the plans, and I answer for them. The bridge will open when it is safe.”\n\n"
    "“Until then,” Solvang added, “nobody crosses it.” The authority said <repairs> & tests would last until spring."
)


def span(article: Article, text: str, nth: int = 0) -> Span:
    """Find evidence by its characters: the nth time that they stand in the article's text."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(text, start + 1)
    return article.span(start, start + len(text))


def article(name: str, text: str, **more: object) -> Article:
    """Make an article with little to say."""
    given: dict[str, object] = {
        "id": article_id("samples", name),
        "headline": "A headline",
        "text": text,
        "published": date(2024, 4, 22),
        "source": "samples",
    }
    return written(**(given | more))


def bridge() -> Event:
    """Everything that an event can carry."""
    copy = _bridge_copy()
    return Event(
        id=copy.id,
        revision=2,
        article=copy,
        who=_bridge_who(copy),
        what=What(
            summary=BRIDGE_TEXT[17 : BRIDGE_TEXT.index("\n")],
            action="resigned",
            type="resignation",
            evidence=(span(copy, "resigned"),),
            rule="sample",
            confidence=0.8,
        ),
        when=_bridge_when(copy),
        where=_bridge_where(copy),
        quotes=_bridge_quotes(copy),
    )


def _bridge_copy() -> Article:
    return article(
        "bridge",
        BRIDGE_TEXT,
        headline="Engineer of Fjordspan bridge <steps down> & apologises",
        standfirst="Cracks in two cables delay the opening of Norway’s “longest” bridge.",
        language="en-GB",
        authors=(
            Author(name="Marit Dale", url="https://news.example/authors/marit-dale"),
            Author(name="Harbour Press", kind="organization"),
        ),
        modified=datetime(2024, 4, 23, 9, 30, tzinfo=UTC),
        section="Infrastructure",
        tags=("bridges", "Norway"),
        images=(
            Image(
                url="https://news.example/pictures/bridge.jpg",
                media_type="image/jpeg",
                width=1600,
                height=900,
                size=182044,
                caption="The bridge at low tide",
                credit="Jonas Vik",
            ),
            Image(url="pictures/relative.jpg"),
        ),
        rights="© 2024 Harbour Press",
        corrections=(Correction(date=date(2024, 4, 23), text="An earlier version named the wrong number of cables."),),
    )


def _bridge_who(copy: Article) -> tuple[Who, ...]:
    solvang = Who(
        id="w1",
        name="Ingrid Solvang",
        kind="person",
        role="agent",
        title="chief engineer",
        affiliation="Harbour Authority",
        evidence=(span(copy, "Ingrid Solvang"), span(copy, "The chief engineer"), span(copy, "Solvang", 1)),
        rule="sample",
        confidence=0.95,
    )
    authority = Who(
        id="w2",
        name="Harbour Authority",
        kind="organization",
        role="speaker",
        evidence=(span(copy, "the Harbour Authority"),),
        rule="sample",
        confidence=0.9,
    )
    inspectors = Who(
        id="w3", name="inspectors", kind="group", evidence=(span(copy, "inspectors"),), rule="sample", confidence=0.85
    )
    return solvang, authority, inspectors


def _bridge_when(copy: Article) -> tuple[When, ...]:
    return (
        When(
            value="2024-04-22",
            precision="day",
            role="event",
            text="on Monday",
            evidence=(span(copy, "on Monday"),),
            rule="sample",
            confidence=0.97,
        ),
        When(
            value="2024-21",
            precision="season",
            text="until spring",
            evidence=(span(copy, "until spring"),),
            rule="sample",
            confidence=0.6,
        ),
    )


def _bridge_where(copy: Article) -> tuple[Where, ...]:
    return (
        Where(
            name="Bergen",
            kind="city",
            role="event",
            country_code="NO",
            admin1="Vestland",
            latitude=60.39299,
            longitude=5.32415,
            geonames_id=3161732,
            evidence=(span(copy, "BERGEN"),),
            rule="sample",
            confidence=0.99,
        ),
        Where(
            name="Norway",
            kind="country",
            country_code="NO",
            evidence=(span(copy, "Norway"),),
            rule="sample",
            confidence=0.98,
        ),
    )


def _bridge_quotes(copy: Article) -> tuple[Quote, ...]:
    said = "I signed the plans, and I answer for them. The bridge will open when it is safe."
    speaker = Speaker(
        name="Ingrid Solvang",
        who="w1",
        text="Ingrid Solvang",
        evidence=(span(copy, "Ingrid Solvang"),),
        rule="sample",
        confidence=0.93,
    )
    later = Speaker(
        name="Ingrid Solvang", who="w1", text="Solvang", evidence=(span(copy, "Solvang", 1),), rule="sample", confidence=0.88
    )
    office = Speaker(
        name="the authority", text="The authority", evidence=(span(copy, "The authority"),), rule="sample", confidence=0.55
    )
    return (
        Quote(
            id="q1", text=said, kind="direct", speaker=speaker, evidence=(span(copy, said),), rule="sample", confidence=0.99
        ),
        Quote(
            id="q2",
            text="Until then, nobody crosses it.",
            kind="direct",
            speaker=later,
            cue="added",
            evidence=(span(copy, "Until then,"), span(copy, "nobody crosses it.")),
            rule="sample",
            confidence=0.97,
        ),
        Quote(
            id="q3",
            text="<repairs> & tests would last until spring",
            kind="indirect",
            speaker=office,
            cue="said",
            evidence=(span(copy, "<repairs> & tests would last until spring"),),
            rule="sample",
            confidence=0.7,
        ),
    )


def bare() -> Event:
    """The least that an event can carry, in another language, with characters that XML forbids."""
    copy = article(
        "bare",
        "Der Stadtrat tagte\x0b am Abend.\n\nEin Ergebnis\ufffe gab es nicht.\nDie Sitzung endete um zehn. </script>\u2028",
        headline="Stadtrat\x08 tagt]]>",
        language="de",
    )
    return Event(id=copy.id, revision=1, article=copy)


def retracted() -> Event:
    """A notice in place of what was taken back."""
    copy = article(
        "retracted",
        "The report named the wrong company. We apologise.",
        headline="Retracted: Ferry line to close",
        status="canceled",
        corrections=(Correction(date=date(2024, 4, 24), text="The report named the wrong company. We apologise."),),
    )
    return Event(id=copy.id, revision=3, status="canceled", article=copy)


STRUCTURED = """---
headline: What the ferry report says
date: 2024-04-22
images: [{url: "https://news.example/ferry.png", width: 640, height: 360, credit: Per Moe, rights: Coast Wire}]
---
BERGEN, Norway -- The *Fjordspan* ferry **must [stop](https://news.example/report?a=1&b=2)** by May, a report says.

## Findings & costs

1. Two cables
   - one *torn*
   - one worn[^1]

   Both are old.
2. No `log` was kept

> Nobody looked.
>
> Nobody asked.

![A ferry at a quay](https://news.example/ferry.png "The ferry <in> May")

| Year | Trips |
|------|-------|
| 2023 | 1,204 |
| 2024 |       |

```
06:10  Bergen
07:25  Florø
```

<p class="related">Read more: <a href="https://news.example/more">the inquiry</a></p>

H<sub>2</sub>O stood in the hold.

[^1]: Since 2019.
"""


def structured() -> Event:
    """Every block and mark that a text can have."""
    copy = read(Document(source="samples", key="structured.md", content=STRUCTURED.encode()))
    report = (span(copy, "a report"),)
    said = Where(
        name="Bergen",
        kind="city",
        role="dateline",
        country_code="NO",
        evidence=(span(copy, "BERGEN"),),
        rule="sample",
        confidence=0.9,
    )
    stop = What(
        summary="stop",
        action="must stop by May",
        evidence=(span(copy, "ferry must stop by May"), *report),
        rule="sample",
        confidence=0.9,
    )
    return Event(id=copy.id, article=copy, what=stop, where=(said,))


EVENTS = {"bridge": bridge, "bare": bare, "retracted": retracted, "structured": structured}
PUBLISHED = datetime(2024, 4, 22, tzinfo=UTC)


def entry(name: str, minutes: int = 0) -> Entry:
    """Place a sample in a feed."""
    event = EVENTS[name]()
    published = PUBLISHED + timedelta(minutes=minutes)
    modified = datetime(2024, 4, 23, 9, 30, 0, 250000, tzinfo=UTC) if event.revision > 1 else published
    return Entry(event=event, url=f"https://news.example/articles/{name}", published=published, modified=modified)


def feed(*entries: Entry) -> Feed:
    """Make a feed of entries, with a removal."""
    return Feed(
        site=SITE,
        id="urn:uuid:0c1f5c3e-6a0e-5a6b-9f53-2d3b8a2b1c4d",
        title="Harbour Wire: all & everything",
        address="https://news.example/feeds/all",
        home="https://news.example/",
        updated=datetime(2024, 4, 25, 8, tzinfo=UTC),
        entries=entries,
        tombstones=(Tombstone(id=article_id("samples", "gone"), removed=datetime(2024, 4, 25, 8, tzinfo=UTC)),),
    )
