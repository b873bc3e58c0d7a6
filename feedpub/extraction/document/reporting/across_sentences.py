"""Rules that find the source of a quotation beyond its own sentence."""

from feedpub.extraction.document.reporting.attribution import Find, Quotation, Source
from feedpub.extraction.rule import Rule

_DASHES = frozenset(("-", "–", "—", "~"))


def signed(quotation: Quotation) -> Source | None:
    """Take the name on the line below, after a dash."""
    number, paragraphs = quotation.sentence(1)
    if not quotation.bare or paragraphs != 1:
        return None
    chunks = quotation.text.clauses(number).chunks
    phrase = chunks[1].phrase if len(chunks) > 1 and chunks[0].kind in _DASHES else None
    return Source(phrase) if phrase and phrase.mention and quotation.text.speaks(phrase) else None


def goes_on(quotation: Quotation) -> Source | None:
    """Go on with the speaker of the quotation before, in the same paragraph or over an unclosed mark."""
    subject = quotation.subject_before
    if quotation.asked or (subject and quotation.text.speaks(subject)):
        return None
    if subject is None and not quotation.bare and quotation.at:
        return None
    first = quotation.text.first_quoted(quotation.number)
    if first and quotation.text.tags.words.quotations[first - 1].continues:
        return quotation.text.sources[first - 1]
    number, paragraphs = quotation.sentence(-1)
    return quotation.text.last_source(number) if paragraphs == 0 else None


def introduced(quotation: Quotation) -> Source | None:
    """Take who speaks in the sentence before, or does what it says, where that quotes nothing."""
    number, paragraphs = quotation.sentence(-1)
    opens = paragraphs == 0 and quotation.at == 0 and quotation.subject_before is None
    above = paragraphs == -1 and quotation.bare and speaks_on(quotation) is None
    if not opens and not above:
        return None
    return None if quotation.text.sentences[number].quoted else quotation.text.introduced(number)


def speaks_on(quotation: Quotation) -> Source | None:
    """Take the speaker of what follows in the paragraph."""
    number, paragraphs = quotation.sentence(1)
    return quotation.text.first_source(number) if quotation.bare and paragraphs == 0 else None


def alternates(quotation: Quotation) -> Source | None:
    """Give a bare quotation of a dialogue to the speaker before the last: question, answer, then the asker again."""
    (_, answer), (first, question) = (_turn(quotation, -1), _turn(quotation, -2))
    if not quotation.bare or not answer or not question or quotation.sentence(-1)[1] != -1:
        return None
    words = quotation.text.tags.words
    if words.lower[answer.speaker.head] == words.lower[question.speaker.head]:
        return None
    end = words.quotations[first].inner_end
    return question if words.text[end - 1 : end] == "?" or answer.rule == "quotes.alternates" else None


def speaks_again(quotation: Quotation) -> Source | None:
    """Go on with the speaker of the paragraph before."""
    number, paragraphs = quotation.sentence(-1)
    return quotation.text.last_source(number) if quotation.bare and paragraphs == -1 else None


def subject_before(quotation: Quotation) -> Source | None:
    """Take the subject of the last verb before it, whatever the verb."""
    subject = quotation.subject_before
    return Source(subject) if subject and not quotation.asked else None


def _turn(quotation: Quotation, step: int) -> tuple[int, Source | None]:
    """Return the only quotation of a sentence that it opens, with its source."""
    number, _ = quotation.sentence(step)
    quoted = quotation.text.sentences[number].quoted if number >= 0 else ()
    if quoted != (0,):
        return -1, None
    first = quotation.text.first_quoted(number)
    return first, quotation.text.sources[first]


RULES: tuple[Rule[Find], ...] = (
    Rule(
        "quotes.signed",
        "document",
        signed,
        (
            "“[What a speech, what a night!=Ada Osei]”\n\n— Ada Osei, Tamale",
            "“[The boats are late again.=Bo Lind]”\n\n- Bo Lind, harbour master",
        ),
        ("“[The boats are late again.]”\n\nAda Osei, the mayor, left.",),
    ),
    Rule(
        "quotes.goes_on",
        "document",
        goes_on,
        (
            "“The harvest is lost,” Ada Osei said. “[We will import rice.=Ada Osei]”",
            "Bo Lind said: “It rains.” “[It never stops.=Bo Lind]”",
        ),
        ("“The harvest is lost,” Ada Osei said.\n\nBo Lind replied: “[We will import rice.]”",),
    ),
    Rule(
        "quotes.introduced",
        "document",
        introduced,
        (
            "Ada Osei spoke to reporters on Monday.\n\n“[It is over. Nobody will rebuild this house.=Ada Osei]”",
            "Bo Lind said that the war had hit trust hard. “[Issues of war and peace do damage.=Bo Lind]”",
        ),
        ("A banner hung from the bridge. “[No more dams in our valley, no more lies!]”",),
    ),
    Rule(
        "quotes.speaks_on",
        "document",
        speaks_on,
        (
            "“[It is over.=Ada Osei]” “Nobody will rebuild this house,” Ada Osei said.",
            "Rain fell.\n\n“[Who pays?=Bo Lind]” “Nobody knows who pays,” said Bo Lind.",
        ),
        ("“[It is over for all of us.]”\n\n“Nobody will rebuild this house,” Ada Osei said.",),
    ),
    Rule(
        "quotes.alternates",
        "document",
        alternates,
        (
            "Rain fell.\n\n“Why now?” Bo Lind asked.\n\n“Rain,” Ada Osei said.\n\n“[It always rains.=Bo Lind]”",
            "“Who won?” Bo Lind asked.\n\n“We all did,” Ada Osei said.\n\n“All of you?”\n\n“[Every one.=Ada Osei]”",
        ),
        ("“We lost,” Bo Lind said.\n\n“We won,” Ada Osei said.\n\n“[It was a good day for the port.]”",),
    ),
    Rule(
        "quotes.speaks_again",
        "document",
        speaks_again,
        (
            "“We lost everything,” Ada Osei said.\n\n“[We will rebuild.=Ada Osei]”",
            "Bo Lind said: “It rains.”\n\n“[It never stops, and nobody comes.=Bo Lind]”",
        ),
        ("“We lost everything,” Ada Osei said.\n\nRain fell.\n\n“[We will rebuild every house.]”",),
    ),
    Rule(
        "quotes.subject_before",
        "document",
        subject_before,
        (
            "The sign over the gate forbids “[all boats of any kind at any time.=The sign over the gate]”",
            "Ada Osei has long stood for “[open harbours for each and every boat.=Ada Osei]”",
        ),
        ("Ada Osei called the ferry “[slow and dangerous for children.]”",),
    ),
)
