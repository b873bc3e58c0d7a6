"""What the specifications and agencies' guides allow besides the usual forms: where each part is found all the same."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import read, split

LEAD = "HARBORTON, Norland (HGA) - The harbour council voted on Tuesday to close the old quay after two barges struck it."
NEXT = "“We cannot wait for a third,” said Mayor Ann Lee, who had asked for the vote in a letter to the council on Monday."
BODY = f"<p>{LEAD}</p><p>{NEXT}</p>"
ESCAPED = BODY.replace("<", "&lt;")
ISSUED = '<docdata><date.issue norm="20240301T101400Z"/></docdata>'


def articles(content: str | bytes, key: str = "copy") -> list[Article]:
    """Read everything in a document."""
    data = content.encode() if isinstance(content, str) else content
    return [read(one) for one in split(Document(source="test", key=key, content=data))]


def alone(content: str | bytes, key: str = "copy") -> Article:
    """Read a document that has to hold one article."""
    (article,) = articles(content, key)
    return article


def nitf(content: str, head: str = "", docdata: str = ISSUED) -> str:
    """Write a NITF document."""
    hedline = "<hedline><hl1>Council closes quay</hl1><hl2>Two barges struck it</hl2></hedline>"
    body = f"<body.head>{hedline}{head}</body.head><body.content>{content}</body.content>"
    return f"<nitf><head>{docdata}</head><body>{body}</body></nitf>"


def newsml(content: str, meta: str = "") -> str:
    """Write an item of NewsML-G2."""
    times = "<itemMeta><versionCreated>2024-03-01T10:14:00Z</versionCreated></itemMeta>"
    headline = "<headline>Council closes quay</headline>"
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="q1" xml:lang="en">'
        f"{times}<contentMeta>{meta}{headline}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def newsml_1(component: str) -> str:
    """Write an item of NewsML 1.2."""
    created = "<NewsManagement><FirstCreated>20240301T101400Z</FirstCreated></NewsManagement>"
    return f"<NewsML><NewsItem>{created}<NewsComponent>{component}</NewsComponent></NewsItem></NewsML>"


def ninjs(**changes: Any) -> dict[str, Any]:
    """Write a news object."""
    return {
        "uri": "q1",
        "versioncreated": "2024-03-01T10:14:00Z",
        "headline": "Council closes quay",
        "body_html": BODY,
    } | changes


@pytest.mark.parametrize(
    "content",
    [
        nitf(ESCAPED),
        nitf(f"\n   {LEAD}\n\n   {NEXT}\n"),
        newsml(f"<inlineXML>{ESCAPED}</inlineXML>"),
        newsml(f"<inlineData>{ESCAPED}</inlineData>"),
        newsml(f"<inlineData contenttype='text/plain'>   {LEAD}\n   {NEXT}\n   (ends)</inlineData>"),
        newsml_1(f"<HeadLine>Quay</HeadLine><ContentItem><DataContent>{ESCAPED}</DataContent></ContentItem>"),
        orjson.dumps(ninjs(body_html=None, body_text=f"{LEAD}\n{NEXT}")),
        orjson.dumps(ninjs(body_html=None, body_text=f"{LEAD}\n{NEXT}\n\n")),
        orjson.dumps(ninjs(body_html=None, body_nitf=f"<block>{BODY}</block>")),
        orjson.dumps(ninjs(body_html=None, bodies=[{"contenttype": "text/html", "value": BODY}])),
        orjson.dumps({"data": {"items": [{"item": ninjs()}]}}),
        orjson.dumps({"results": [ninjs()]}),
    ],
)
def test_the_body_has_the_same_paragraphs_however_it_is_packed(content: str | bytes) -> None:
    assert alone(content).text.split("\n\n") == [LEAD, NEXT]


def test_a_caption_is_not_taken_for_the_text_of_an_item() -> None:
    photo = "<ContentItem><MediaType FormalName='Photo'/></ContentItem>"
    caption = "<ContentItem><DataContent><p>The old quay on Monday.</p></DataContent></ContentItem>"
    text = f"<ContentItem><DataContent>{BODY}</DataContent></ContentItem>"
    parts = f"<NewsComponent>{photo}{caption}</NewsComponent><NewsComponent>{text}</NewsComponent>"
    assert alone(newsml_1(f"<HeadLine>Quay</HeadLine>{parts}")).text.startswith(LEAD)
    assert alone(newsml_1(f"<HeadLine>Quay</HeadLine>{photo}{text}")).text.startswith(LEAD)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Por Pedro Marsh", "Pedro Marsh"),
        ("Von Anna Dahl und B. Ray", "Anna Dahl"),
        ("Di Carla d'Emilio", "Carla d'Emilio"),
    ],
)
def test_a_byline_of_any_language_is_taken_off_the_body(line: str, name: str) -> None:
    article = alone(nitf(f"<p>{line}</p>{BODY}"))
    assert (article.text.startswith(LEAD), article.authors[0].name) == (True, name)


def test_a_sentence_that_begins_as_a_byline_does_stays() -> None:
    assert alone(nitf(f"<p>Di nuovo a Roma</p>{BODY}")).text.startswith("Di nuovo")


def test_sub_headline_date_in_words_and_names_are_found() -> None:
    dated = "<docdata><date.issue>2024-03-01 10:14</date.issue></docdata>"
    article = alone(nitf(BODY, "<byline>Ida Holm and Carla d'Emilio</byline>", dated))
    assert [author.name for author in article.authors] == ["Ida Holm", "Carla d'Emilio"]
    assert (article.standfirst, f"{article.published:%H:%M}") == ("Two barges struck it", "10:14")


def test_the_headline_in_the_language_of_the_text_is_taken() -> None:
    meta = '<headline xml:lang="de">Rat schließt Kai</headline><language tag="en"/>'
    assert alone(newsml(f"<inlineData>{BODY}</inlineData>", meta)).headline == "Council closes quay"


def test_marks_of_html_in_a_field_of_text_are_read() -> None:
    assert (
        alone(orjson.dumps(ninjs(headline="<b>Lee</b> &amp; Ray close 2 < 3 quays"))).headline
        == "Lee & Ray close 2 < 3 quays"
    )
    assert alone(orjson.dumps(ninjs(headline="AT&T is < Ann & Co"))).headline == "AT&T is < Ann & Co"


def test_lines_of_news_objects_are_known_in_a_json_file_too() -> None:
    lines = b"\n".join(orjson.dumps(ninjs(uri=f"q{number}")) for number in range(2))
    assert len(articles(lines, "lines.json")) == 2


@pytest.mark.parametrize("lead", ["\x01hga0123 4 pl 45 hga 0099\r\n", "\x16\x16\x01HGA0123 3 EKO 0120 HGA /0099\n"])
def test_catchwords_above_the_headline_of_a_transmission_are_tags(lead: str) -> None:
    copy = f"{lead}\x02Germany-quay/Harborton/\nCouncil closes quay\n\n   {LEAD}\n   {NEXT}\n\x03011014 GMT MAR 24\n\x04"
    article = alone(copy, "copy.txt")
    assert (article.headline, article.tags) == ("Council closes quay", ("Germany-quay", "Harborton"))
    assert article.text.split("\n\n") == [LEAD, NEXT]


def exported(item: str) -> str:
    """Write an export of WordPress."""
    namespaces = " ".join(
        f'xmlns:{prefix}="{address}"'
        for prefix, address in {
            "content": "http://purl.org/rss/1.0/modules/content/",
            "dc": "http://purl.org/dc/elements/1.1/",
            "excerpt": "http://wordpress.org/export/1.2/excerpt/",
            "wp": "http://wordpress.org/export/1.2/",
        }.items()
    )
    shown = "<wp:author_display_name>Ida Holm</wp:author_display_name>"
    author = f"<wp:author><wp:author_login>im</wp:author_login>{shown}</wp:author>"
    post = (
        "<item><title>Council closes quay</title><dc:creator>im</dc:creator>"
        "<pubDate>Fri, 01 Mar 2024 10:14:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[{BODY}]]></content:encoded><excerpt:encoded>It closes.</excerpt:encoded>"
        f"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{item}</item>"
    )
    return (
        f'<rss version="2.0" {namespaces}><channel><wp:wxr_version>1.2</wp:wxr_version>{author}{post}{post}</channel></rss>'
    )


def test_an_export_names_who_is_behind_an_account_and_its_excerpt() -> None:
    article = articles(exported(""))[0]
    assert ([author.name for author in article.authors], article.standfirst) == (["Ida Holm"], "It closes.")


def test_a_post_behind_a_password_is_not_public() -> None:
    with pytest.raises(ReadError, match="no entry"):
        articles(exported("<wp:post_password>secret</wp:post_password>"))


def test_the_author_of_an_entry_is_named_without_the_address() -> None:
    item = "<item><title>Quay</title><author>ih@hga.example (Ida Holm)</author><pubDate>2024-03-01</pubDate>{}</item>"
    feed = f'<rss version="2.0"><channel><title>HGA</title>{item}</channel></rss>'
    assert alone(feed.format(f"<description>{ESCAPED}</description>")).authors[0].name == "Ida Holm"


def test_a_feed_that_leads_on_says_so_in_no_text() -> None:
    posted = (
        "&lt;p&gt;The post &lt;a href='x'&gt;Quay&lt;/a&gt; appeared first on &lt;a href='y'&gt;HGA&lt;/a&gt;.&lt;/p&gt;"
    )
    item = (
        f"<item><title>Quay</title><pubDate>2024-03-01</pubDate><description>It closes. [&#8230;] Read more »{posted}"
        "</description>"
        f"<content:encoded>{ESCAPED}{posted}</content:encoded></item>"
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    made = alone(f'<rss version="2.0" {space}><channel><title>HGA</title>{item}</channel></rss>')
    assert (made.standfirst, made.text.split("\n\n")) == ("It closes.", [LEAD, NEXT])


def sent(head: str, body: str, trailer: str = "011014 GMT MAR 24") -> str:
    """Write a transmission of IPTC 7901."""
    return f"\x01HGA0123 4 POL 0120 HGA /\r\n\x02{head}\r\n\r\n{body}\r\n\x03{trailer}\r\n\x04"


@pytest.mark.parametrize(
    "beside", ["=(PHOTO+VIDEO)=", "(Zusammenfassung 1430)", "(Foto - Archiv)", "(Wiederholung aus technischen Gründen)"]
)
def test_what_a_transmission_brings_beside_the_text_is_no_headline(beside: str) -> None:
    made = alone(sent(f"{beside}\r\nRat schließt Kai =", "   Harborton (HGA) - Er schließt."), "copy.txt")
    assert made.headline == "Rat schließt Kai"


def test_byline_and_line_below_the_headline_are_told_from_it() -> None:
    made = alone(sent("Le conseil ferme le quai\r\nPar Anne LE GALL", "   Harborton (HGA) - Il ferme."), "copy.txt")
    assert (made.headline, [author.name for author in made.authors]) == ("Le conseil ferme le quai", ["Anne Le Gall"])
    below = "Utl.: Zwei Schiffe stießen an =\r\n\r\n   Harborton (HGA) - Er schließt.\r\n(Schluss) al/br"
    made = alone(sent("Rat schließt Kai\r\n", below), "copy.txt")
    assert (made.standfirst, made.text) == ("Zwei Schiffe stießen an", "Harborton (HGA) - Er schließt.")


def test_indented_lines_of_which_the_last_ends_with_the_agency_are_paragraphs() -> None:
    made = alone(
        sent("Cierra el muelle", "   Harborton (EFE).- Votó.\r\n   “No podemos”, dijo. EFE\r\n   al/br"), "copy.txt"
    )
    assert made.text.split("\n\n") == ["Harborton (EFE).- Votó.", "“No podemos”, dijo. EFE"]


@pytest.mark.parametrize("idle", ["", "\x16\x16"])
def test_marked_lines_are_those_of_anpa_and_indented_ones_the_body(idle: str) -> None:
    head = "^BC-Quay, 1st Ld-Writethru,0412<\r\n^Council closes quay<\r\n^By ANN LEE=<\r\n"
    body = "   HARBORTON (AP) _ The council voted.<\r\n   More is to come.<\r\n"
    made = alone(f"{idle}\x01a0532 r bc-quay 03-01 0412\r\n\x02{head}{body}\x03AP-WF-03-01-24 1014GMT<\r\n\x04", "copy.tst")
    assert (made.headline, [author.name for author in made.authors]) == ("Council closes quay", ["Ann Lee"])
    assert made.text.split("\n\n") == ["HARBORTON (AP) — The council voted.", "More is to come."]


@pytest.mark.parametrize(
    "below",
    [
        "((ann.lee@hga.example; +44 20 7542 1234))",
        "Keywords: QUAY/STORM",
        "ends\n\nNotes to editors: 1. It was built in 1901.\n\nAnn Lee is on 555 0100.",
        "-ENDS-\n\nAbout the council",
        "Press contact: Ann Lee, 555 0100",
    ],
)
def test_what_is_printed_below_the_story_for_editors_is_no_part_of_it(below: str) -> None:
    made = alone(f"date 2024-03-01 It closes.\n\n{LEAD}\n\n{NEXT}\n\n{below}\n", "copy.txt")
    assert made.text.split("\n\n") == [LEAD, NEXT]


def test_a_dateline_of_those_who_send_releases_is_one() -> None:
    made = alone("Council Closes Quay\n\nHARBORTON, March 1, 2024 /PRNewswire/ -- The council voted.\n\n###\n", "copy.txt")
    assert made.dateline is not None
    assert (made.headline, made.dateline.place, str(made.published)) == ("Council Closes Quay", "HARBORTON", "2024-03-01")


def test_an_object_wrapped_twice_is_found_and_its_picture_described() -> None:
    picture = {"type": "picture", "alt_text": "A quay", "renditions": {"original": {"href": "https://x.example/a.jpg"}}}
    made = alone(orjson.dumps({"data": {"item": ninjs(associations={"main": picture})}}))
    assert (made.headline, made.images[0].alt) == ("Council closes quay", "A quay")


def paged(head: str, above: str = "", language: str = "en") -> Article:
    """Read a web page that has the story."""
    body = f"{BODY}<p>Traders said on Wednesday that they would move to the northern basin, which is dearer.</p>"
    shown = f"<body><article><h1>Quay</h1>{above}{body}</article></body>"
    return alone(f"<html lang='{language}'><head><title>Quay</title>{head}</head>{shown}</html>", "copy.html")


def test_an_author_who_stands_elsewhere_in_the_graph_is_found() -> None:
    author = {"@type": "Person", "@id": "https://hga.example/#ann", "name": "Ann Lee"}
    story = {
        "@type": "Article",
        "headline": "Quay",
        "author": {"@id": author["@id"]},
        "datePublished": "2024-03-01T10:14:00Z",
    }
    graph = orjson.dumps({"@context": "https://schema.org", "@graph": [story, author]}).decode()
    assert [one.name for one in paged(f"<script type='application/ld+json'>{graph}</script>").authors] == ["Ann Lee"]


@pytest.mark.parametrize(("page", "told"), [("de", "en"), ("en-GB", "en-GB"), ("ja", "ja"), ("xx-yy", "en")])
def test_a_page_may_stand_in_a_frame_of_another_language(page: str, told: str) -> None:
    assert paged("<meta name='date' content='2024-03-01'>", language=page).language == told


def test_what_a_page_says_of_its_story_counts() -> None:
    graph = orjson.dumps({"@type": "Article", "inLanguage": "de", "datePublished": "2024-03-01"}).decode()
    assert paged(f"<script type='application/ld+json'>{graph}</script>").language == "de"


def test_references_that_lead_round_in_a_graph_end() -> None:
    one, other = ({"@id": name, "author": {"@id": to}} for name, to in (("a", "b"), ("b", "a")))
    story = one | {"@type": "Article", "headline": "Quay", "datePublished": "2024-03-01"}
    graph = orjson.dumps([story, other]).decode()
    assert paged(f"<script type='application/ld+json'>{graph}</script>").headline == "Quay"


@pytest.mark.parametrize(
    "said",
    [
        "<meta name='parsely-pub-date' content='2024-03-01T10:14:00Z'>",
        "<meta name='date' content='2024-03-01T11:14:00+0100'>",
        "<meta itemprop='datePublished' content='2024-03-01T05:14:00-05:00'>",
        "<meta name='DC.date.issued' content='2024-03-01'><meta name='pubdate' content='2024-03-01T10:14:00Z'>",
        "</head><body><time itemprop='datePublished' datetime='2024-03-01T10:14:00Z'>1 March</time>",
    ],
)
def test_the_moment_of_publication_is_found_in_the_fields_that_pages_have_for_it(said: str) -> None:
    published = paged(f"{said}<meta name='byl' content='By Ann Lee'>").published
    assert isinstance(published, datetime)
    assert published.astimezone(UTC).isoformat() == "2024-03-01T10:14:00+00:00"


def test_lines_of_dates_above_a_story_are_none_of_it() -> None:
    above = "<p>By <a rel='author' href='/ann'>Ann Lee</a></p><p>Published: 10:14, Fri 1 March 2024 | Updated 11:30 EST</p>"
    made = paged("<meta name='date' content='2024-03-01'>", above)
    assert (made.text.startswith(LEAD), [author.name for author in made.authors]) == (True, ["Ann Lee"])
