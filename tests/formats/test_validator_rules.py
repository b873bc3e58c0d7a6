"""Our feeds under the rules of the W3C's feed validation service, and those rules under feeds that break them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpub.formats import atom, rss
from feedpub.formats.base import Format
from feedpub.model.article import Author, Image
from feedpub.model.characters import fit
from feedpub.model.event import Event
from feedpub.model.feed import Feed
from tests.formats import samples
from tests.formats.rules import findings

RETRACTED = samples.entry("retracted").model_copy(update={"modified": datetime(2024, 4, 24, 10, tzinfo=UTC)})
FEED = samples.feed(samples.entry("bridge", 2), samples.entry("bare", 1), RETRACTED)
ARCHIVE = FEED.model_copy(
    update={"current": FEED.address, "address": f"{FEED.address}/archive/2024-03/1", "previous": f"{FEED.address}/archive/1"}
)
# RFC 4287, section 6.1, and RSS 2.0, "Extending RSS", welcome elements of other namespaces; the service warns of those that
# it has not heard of: our own, which schemas/event.rng describes, and RFC 6721's.
OURS = "UnknownNamespace: urn:feedpub:ns:event:1"
TOMBSTONES = "UnknownNamespace: http://purl.org/atompub/tombstones/1.0"
EXPECTED = {"rss": [OURS], "atom": [TOMBSTONES, OURS]}
OUTPUTS = pytest.mark.parametrize("output", [rss.FORMAT, atom.FORMAT], ids=lambda output: str(output.name))


def hostile() -> Feed:
    """Copy that is hard to write: what looks like HTML, other scripts, bad addresses, pictures of which little is known."""
    copy = samples.article(
        "hostile",
        "\u202bקרן אור\u202c & <p> S&P500 &amp; &#60; \u0085\ufdd0 🚣‍♀️\n\n“]]>”",
        headline="Q&A: S&P500 <falls &lt; & R&D2 &#169; <![CDATA[ -->",
        standfirst="<i>No & markup &nbsp;",
        language="he-IL",
        section="<Sport & play",
        tags=("", " ", "a < b", "&amp;"),
        rights="© <all> & none",
        authors=(Author(name="A < B & C", url="https://news.example/ä b"), Author(name="D", url="javascript:alert(1)")),
        images=(
            Image(url="https://bücher.example/å b.jpg?x=[1]", media_type="jpeg", size=0, caption="<b & c", credit="E & F"),
            Image(url="https://news.example/c.webp#x"),
        ),
        url="https://elsewhere.example/über?a&b",
    )
    entry = samples.entry("bare").model_copy(update={"event": Event(id=copy.id, article=copy)})
    return samples.feed(entry).model_copy(update={"title": "<All> & R&D2"})


SUMMARIES = FEED.model_copy(update={"site": samples.SITE.model_copy(update={"full_text": False})})
FEEDS = {"all": FEED, "summaries": SUMMARIES, "empty": samples.feed(), "archive": ARCHIVE, "hostile": hostile()}


@OUTPUTS
@pytest.mark.parametrize("name", FEEDS)
def test_the_validator_would_find_nothing(name: str, output: Format) -> None:
    assert findings(output.render(FEEDS[name])) == EXPECTED[output.name]


TEXT = st.text(min_size=1, max_size=30).filter(lambda text: fit(text).strip())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT, st.integers(0, 10**9))
def test_the_validator_would_find_nothing_whatever_the_copy_says(first: str, second: str, seconds: int) -> None:
    # An end tag in a title, and the character that stands for a broken one, are warned of however they are written.
    first, second = (text.replace("</", "<").replace("\ufffd", "") or "x" for text in (first, second))
    copy = samples.article(
        "any",
        second,
        headline=first,
        standfirst=second,
        section=first,
        tags=(second,),
        rights=first,
        authors=(Author(name=second, url=f"https://{first}"),),
        images=(Image(url=f"https://a.example/{second}", caption=first, credit=second, media_type=first, size=0),),
    )
    moment = datetime(1995, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    dates = {"published": moment, "modified": moment}
    entry = samples.entry("bare").model_copy(update={"event": Event(id=copy.id, article=copy), **dates})
    for output in (rss.FORMAT, atom.FORMAT):
        assert findings(output.render(samples.feed(entry))) == EXPECTED[output.name]


def broken(output: Format, old: str, new: str) -> list[str]:
    body = output.render(FEED).decode()
    assert old in body, old
    return [found for found in findings(body.replace(old, new, 1).encode()) if found not in EXPECTED[output.name]]


ITEM = "<item>\n<title>"
GUID = '<guid isPermaLink="false">urn:uuid:6441705e-1987-5212-b38a-282484a2089d</guid>'


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('version="2.0"', 'version="2.1"', "InvalidRSSVersion"),
        ("encoding='UTF-8'", "encoding='ISO-8859-1'", "NotUTF8"),
        ("<rss ", "<!DOCTYPE rss><rss ", "InvalidDoctype"),
        ("<language>en</language>", "", "Missing: language"),
        ("<language>en</language>", "<language>english</language>", "InvalidLanguage: language"),
        ("<ttl>5</ttl>", "<ttl>0</ttl>", "InvalidPositiveInteger: ttl"),
        ("<ttl>5</ttl>", "<ttl>5</ttl><ttl>5</ttl>", "DuplicateElement: ttl"),
        ("<ttl>5</ttl>", "<rating>5</rating>", "UndefinedElement: rating"),
        ("<ttl>5</ttl>", '<ttl unit="m">5</ttl>', "UnexpectedAttribute unit: ttl"),
        ("<link>https://news.example/articles/bridge<", "<link>/articles/bridge<", "InvalidFullLink: link"),
        ("<link>https://news.example/articles/bridge<", "<link>https://news.example/ü<", "InvalidFullLink: link"),
        ('rel="self" type="application/rss+xml"', 'rel="via"', "MissingAtomSelfLink"),
        ('rel="self" type="application/rss+xml"', 'rel="self" type="text/xml"', "SelfNotAtom"),
        ("Thu, 25 Apr 2024", "Fri, 25 Apr 2024", "IncorrectDOW: lastBuildDate"),
        ("Thu, 25 Apr 2024 08:00:00 +0000", "2024-04-25T08:00:00Z", "InvalidRFC2822Date: lastBuildDate"),
        ("Thu, 25 Apr 2024", "Thu, 25 Apr 1974", "ImplausibleDate: lastBuildDate"),
        ("logo.png</url>", "logo.svg</url>", "ImageUrlFormat"),
        ("news.example/</link>\n</image>", "a.example/</link></image>", "ImageLinkDoesntMatch"),
        ("</url>\n<title>Harbour", "</url><title>Port", "ImageTitleDoesntMatch"),
        ("</channel>", "<category>news</category></channel>", "MisplacedItem"),
        (ITEM + "Engineer of", ITEM + "Engineer&lt;/b>", "ContainsHTML: title"),
        ("&#x3C;steps down&gt; &#x26; apologises", "&lt;steps down>", "CharacterData: title"),
        ("&#x3C;steps down&gt; &#x26; apologises", "S&amp;P500", "ContainsHTML: title"),
        ("&lt;p&gt;BERGEN", "&lt;p onclick='x'&gt;BERGEN", "SecurityRiskAttr: content:encoded"),
        ("&lt;p&gt;BERGEN", "&lt;p&gt;&lt;script/&gt;BERGEN", "SecurityRisk: content:encoded"),
        ('img src="https://news.example/', 'img src="/', "ContainsRelRef: content:encoded"),
        ("&lt;p&gt;BERGEN", "&lt;p&gt;&lt;p&gt;BERGEN", "NotHtml: content:encoded"),
        (GUID, "", "MissingGuid"),
        (GUID, GUID.replace("false", "true"), "InvalidPermalink"),
        (GUID, '<guid isPermaLink="no">x</guid>', "InvalidBooleanAttribute: guid"),
        (GUID, '<guid isPermaLink="false">1234</guid>', "NotSufficientlyUnique"),
        ("<category>bridges<", "<category><", "NotBlank: category"),
        ("<dc:rights>", "<dc:date/><dc:rights>", "DuplicateItemSemantics: pubDate,UndefinedElement: dc:date"),
        ("<dc:rights>", "<author/><dc:rights>", "DuplicateItemSemantics: author,UndefinedElement: author"),
        ("2024-04-23T09:30:00.250000+00:00<", "2024-04-23<", "InvalidRFC3339Date: atom:updated"),
        ('fileSize="182044"', 'fileSize="0"', "InvalidPositiveInteger: media:content"),
        ('type="image/jpeg"', 'type="jpeg"', "InvalidMIMEAttribute: media:content"),
        ('medium="image"', 'medium="picture"', "InvalidMediaMedium: media:content"),
        ('role="photographer"', 'role="snapper"', "InvalidCreditRole: media:credit"),
        ("60.39299 5.32415", "60.39299,5.32415", "InvalidCoord: georss:point"),
        ("xmlns:fp=", 'xmlns:ev="urn:x:y" xmlns:fp=', "ReservedPrefix: ev,UnknownNamespace: urn:x:y"),
        ("xmlns:fp=", 'xmlns:a="http://purl.org/dc/terms/" xmlns:fp=', "NonstdPrefix: a"),
        ("Infrastructure", "Infra\x85structure", "BadCharacters"),
    ],
)  # fmt: skip
def test_a_broken_rule_of_rss_is_found(old: str, new: str, rule: str) -> None:
    assert broken(rss.FORMAT, old, new) == rule.split(",")


ALTERNATE = 'href="https://news.example/articles/bridge" rel="alternate" type="text/html" hreflang="en-GB"'
ATOM_ID = "<id>urn:uuid:6441705e-1987-5212-b38a-282484a2089d</id>"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (' xml:lang="en">\n<id>', "><id>", "MissingDCLanguage"),
        ('xml:lang="en-GB"', 'xml:lang="british"', "InvalidLanguage"),
        ("<id>urn:uuid:0c1f5c3e-6a0e-5a6b-9f53-2d3b8a2b1c4d</id>", "", "MissingElement: atom:id"),
        ("<id>urn:uuid:0c1f5c3e", "<id>urn:uuid:0C1F5C3E", "InvalidUUID: atom:id"),
        ("<id>urn:uuid:0c1f5c3e", "<id> urn:uuid:0c1f5c3e", "UnexpectedWhitespace"),
        ("<updated>2024-04-25T08:00:00+00:00", "<updated>2024-04-25", "InvalidRFC3339Date: atom:updated"),
        ('rel="self" type="application/atom+xml"', 'rel="via"', "MissingSelf"),
        ('rel="self" type="application/atom+xml"', 'rel="self" type="text/xml"', "SelfNotAtom"),
        ('rel="self"', 'rel="me"', "MissingSelf,UnregisteredAtomLinkRel: atom:link"),
        ('href="https://news.example/" rel="alternate"', 'rel="alternate"', "MissingAttribute href: atom:link"),
        ("</feed>", "<logo>https://a.example/</logo></feed>", "DuplicateElement: atom:logo,MisplacedMetadata: atom:logo"),
        ("<generator>feedpub", "<generator>", "NotBlank: atom:generator"),
        ("<generator>", "<rating/><generator>", "UndefinedElement: atom:rating"),
        (ATOM_ID, "", "MissingElement: atom:id"),
        ("<summary>", '<summary type="html">', "InvalidTextType: atom:summary"),
        ("&#x3C;steps down&gt; &#x26; apologises", "S&amp;P500", "ContainsHTML: atom:title"),
        ("<name>Marit Dale</name>", "", "MissingElement: atom:name"),
        ("<uri>https://news.example/authors/marit-dale", "<uri>marit", "InvalidFullLink: atom:uri"),
        ('<category term="bridges"/>', '<category label="bridges"/>', "MissingAttribute term: atom:category"),
        ('scheme="urn:feedpub:section"', 'scheme="section"', "InvalidFullLink: atom:category"),
        ("<published>", '<link rel="next" href="https://a.example/"/><published>', "FeedHistoryRelInEntry: next"),
        ("<published>", f"<link {ALTERNATE}/><published>", "DuplicateAtomLink"),
        ("<updated>2024-04-22T00:01:00+00:00", "<updated>2024-04-23T09:30:00.250000+00:00", "DuplicateUpdated"),
        ("xmlns:dc=", 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc=', "AvoidNamespacePrefix"),
    ],
)  # fmt: skip
def test_a_broken_rule_of_atom_is_found(old: str, new: str, rule: str) -> None:
    assert broken(atom.FORMAT, old, new) == rule.split(",")


def test_an_archive_that_leads_nowhere_is_found() -> None:
    alone = ARCHIVE.model_copy(update={"previous": None})
    assert "ArchiveIncomplete" in findings(atom.render(alone))
    body: Any = atom.render(ARCHIVE).replace(b'rel="current"', b'rel="related"')
    assert "MissingCurrentInArchive" in findings(body)


def test_entries_of_the_same_id_are_found() -> None:
    twice = samples.feed(samples.entry("bridge"), samples.entry("bridge"))
    assert "DuplicateValue: guid" in findings(rss.render(twice))
    assert "DuplicateEntries" in findings(atom.render(twice))
