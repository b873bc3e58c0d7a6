"""What stands between the paragraphs of a web page: pictures are shown, and what is left out is named."""

import pytest

from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import read


def page_with(*between: str, above: str = "", below: str = "") -> Article:
    """An article out of a page that has something between its paragraphs, and above and below all of them."""
    lines = " ".join(["The harbour was shut on Monday because the crane had fallen into the water, the port said."] * 3)
    text = "".join(f"{each}<p>{lines} Number {number}.</p>" for number, each in enumerate(("", *between)))
    page = (
        "<html><head><title>T</title><meta property='article:published_time' content='2024-05-01'></head><body>"
        f"<nav><form><select></select></form><a href='javascript:menu()'>Menu</a></nav>{above}<article><h1>Crane falls</h1>"
        f"{text}</article>{below}<iframe src='https://other.example/'></iframe><p>All rights reserved.</p>"
        "<footer><svg width='300' height='200'></svg></footer></body></html>"
    )
    return read(Document(source="s", key="https://news.example/a", content=page.encode(), media_type="text/html"))


@pytest.mark.parametrize(
    ("between", "note"),
    [
        ("<iframe src='https://video.example/1'></iframe>", "1 iframe element was left out"),
        ("<p><iframe data-src='https://video.example/1' width='560'></iframe></p>", "1 iframe element was left out"),
        ("<figure><video src='a.mp4'></video><figcaption>It</figcaption></figure>", "1 video element was left out"),
        ("<audio src='a.mp3'></audio>", "1 audio element was left out"),
        ("<object data='map.swf'><embed src='map.swf'></object>", "1 object element was left out"),
        ("<embed src='map.swf'>", "1 embed element was left out"),
        ("<form>What now? <input type='radio' name='a'> Wait</form>", "1 form element was left out"),
        ("<p><math><mi>x</mi></math></p>", "1 math element was left out"),
        ("<figure><svg viewBox='0 0 640 480'><path d='M0 0'/></svg></figure>", "1 svg element was left out"),
        (
            "<figure><img src='data:image/png;base64,AA'></figure>",
            "a picture was left out: data:image/png;base64,AA is no address that readers can follow",
        ),
    ],
)  # fmt: skip
def test_a_page_names_what_is_missed_between_its_paragraphs(between: str, note: str) -> None:
    assert page_with(between).notes == (note,)


@pytest.mark.parametrize(
    ("between", "address"),
    [
        ("<p><img src='quay.jpg' width='640' height='480'></p>", "https://news.example/quay.jpg"),
        (
            "<div class='wp-caption'><a href='quay.jpg'><img src='quay-200.jpg'></a></div>",
            "https://news.example/quay-200.jpg",
        ),
        ("<dt class='gallery-icon'><img width='200' src='/quay.jpg'></dt>", "https://news.example/quay.jpg"),
        ("<picture><source srcset='q.webp'><img src='q.jpg'></picture>", "https://news.example/q.jpg"),
        ("<img src='data:image/gif;base64,AA' data-src='https://media.example/q.jpg'>", "https://media.example/q.jpg"),
        ("<img src='q-20px.jpg' data-lazy-src='/q.jpg' width='640px'>", "https://news.example/q.jpg"),
        ("<figure><img src='q-20px.jpg' data-original='/q.jpg'></figure>", "https://news.example/q.jpg"),
        ("<figure><img src='q.jpg' data-src='#'></figure>", "https://news.example/q.jpg"),
        ("<p><img src='q.jpg' data-src='{{item.url}}' data-lazy-src=' '></p>", "https://news.example/q.jpg"),
        ("<p><img src='q.jpg' data-src='data:image/gif;base64,AA'></p>", "https://news.example/q.jpg"),
    ],
)
def test_a_page_shows_the_pictures_between_its_paragraphs(between: str, address: str) -> None:
    made = page_with(between)
    assert [image.url for image in made.images] == [address]
    assert "figure" in [block.kind for block in made.blocks]
    assert made.notes == ()


@pytest.mark.parametrize(
    "between",
    [
        "<span class='rollover-block'><img src='face.jpg' width='100' height='100'></span>",
        "<div class='author'><a class='avatar'><img src='face.jpg'></a></div>",
        "<p>It fell. <img class='emoji' src='crane.png'></p>",
        "<div class='m video-player'><a href='/v/1'><img src='video.jpg'></a></div>",
        "<div class='related'><a href='/b'><img src='other.jpg' width='150' height='96'></a></div>",
        "<aside><img src='other.jpg'></aside><p hidden><img src='unseen.jpg'></p>",
        "<img src='data:image/gif;base64,AA'><img src=' DATA:image/gif;base64,AA'>",
        "<img srcset='q.jpg 2x' alt='Quay'><figure><img src=' '></figure>",
        "<img src='https://count.example/1.gif' width='0' height='0px'>",
        "<p><img src='https://count.example/1.gif' style='width:1px; height: 1px'></p>",
    ],
)
def test_a_page_does_not_show_the_pictures_of_its_site(between: str) -> None:
    made = page_with(between)
    assert (made.images, made.notes) == ((), ())


def test_a_page_names_a_large_picture_that_has_no_address() -> None:
    made = page_with(f"<p><img src='data:image/png;base64,{'A' * 5_000}'></p>")
    assert made.notes == (
        f"a picture was left out: data:image/png;base64,{'A' * 98}… is no address that readers can follow",
    )


def test_a_page_names_links_that_lead_nowhere_in_its_text_alone() -> None:
    link = "<a href='javascript:show(1)'>the list</a>"
    lines = "It was the fourth crane in a year that fell into the water of the harbour, as can be seen in"
    made = page_with(f"<p>{lines} {link}.</p>", "<div class='tools'><a href='javascript:print()'>Print</a></div>")
    assert f"{lines} the list." in made.text
    assert made.notes == ("a link was left out, its words stay: javascript:show(1) is no address that readers can follow",)


@pytest.mark.parametrize(
    "between",
    [
        "<div class='ad-slot'><iframe src='https://frames.example/1'></iframe></div>",
        "<iframe src='https://securepubads.doubleclick.example/1'></iframe>",
        "<iframe src='https://count.example/' width='1' height='1'></iframe><iframe id='later'></iframe>",
        "<div class='share-bar'><a href='javascript:share()'><svg width='200' height='200'></svg></a></div>",
        "<div style='display: none'><video src='a.mp4'></video></div>",
        "<form><input type='email'> <button>Send</button></form>",
        "<aside><video src='other.mp4'></video></aside>",
        "<script>show()</script><style>p {}</style><noscript><img src='x.gif'></noscript><template><b></b></template>",
        "<button><svg viewBox='0 0 512 512'></svg></button><svg width='16' height='16'></svg>",
        "<figure class='related'><img src='data:image/gif;base64,AA'></figure><img src='data:image/gif;base64,AA'>",
    ],
)
def test_a_page_does_not_name_what_its_site_put_there(between: str) -> None:
    assert page_with(between).notes == ()


def test_a_page_names_what_stands_right_at_its_text_but_not_beyond_other_words() -> None:
    video = "<video src='a.mp4'></video>"
    assert page_with("", above=f"<div>{video}<p>Watch more.</p></div>", below=f"<p>More of this.</p>{video}").notes == ()
    made = page_with(f"{video}<h2>What happened</h2>")
    assert made.notes == ("1 video element was left out",)
