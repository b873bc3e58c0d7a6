"""Rules that say who speaks a quotation beyond its own sentence."""

from functools import partial

from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.clauses.tagset import NAME, OWNS, SUBORDINATOR
from feedpub.extraction.document.reporting.attribution import Attribution, FindAttribution, Quotation, carried
from feedpub.extraction.rule import Rule, rule
from feedpub.language.lexicon import ROLE, Is

_BEFORE = frozenset(("P", "NP", "ADV", "DAY", "C", "S", ","))  # of a clause without a verb
_SENTENCE = 5  # tokens, marks among them, of what may be most of a sentence: “is closed for good”, not “is closed”
_rule = partial(rule, layer="document")


@_rule(
    "quotes.concluded",
    "“[The water rose all night.=Ada Osei]\n\n“Nobody came,” Ada Osei said.",
    "“[It rains.=Bo Lind]\n\n“It always rains.\n\n“It never stops,” said Bo Lind. “Never.”",
    counterexamples=("“[It is over for all of us.]”\n\n“Nobody will rebuild this house,” Ada Osei said.",),
)
def concluded(quotation: Quotation) -> Attribution | None:
    """Take the report at the end of a quotation that goes on over paragraphs."""
    return quotation.attributor.conclusion(quotation) if quotation.bare else None


@_rule(
    "quotes.goes_on",
    "“The harvest is lost,” Ada Osei said. “[We will import rice.=Ada Osei]”",
    "Bo Lind said: “It rains.” “[It never stops.=Bo Lind]”",
    "Bo Lind said: “It rains.” And continued: “[It never stops.=Bo Lind]”",
    counterexamples=("“The harvest is lost,” Ada Osei said.\n\nBo Lind replied: “[We will import rice.]”",),
)
def goes_on(quotation: Quotation) -> Attribution | None:
    """Go on with the speaker of the quotation before, in the same paragraph or over an unclosed mark."""
    subject = quotation.subject_before
    lacks = subject is None and quotation.at and not quotation.bare and not _continued(quotation)
    if lacks or quotation.attributor.speaks(subject):
        return None
    first = quotation.attributor.sentences[quotation.number].quoted[0]
    if first and quotation.attributor.tags.words.quotations[first - 1].continues:
        return carried(quotation.attributor.found[first - 1])
    number, paragraphs = quotation.sentence(-1)
    return quotation.attributor.last_attribution(number) if paragraphs == 0 else None


def _continued(quotation: Quotation) -> bool:
    """Tell a report without its subject: "And continued: “…”"."""
    before = quotation.chunks[: quotation.at]
    verbs = [piece.verb for piece in before if piece.kind == "VG"]
    says = len(verbs) == 1 and quotation.clauses.words.flags[verbs[0]] & Is.SAY
    return bool(says) and all(piece.kind in ("C", "ADV", "VG", ",", ":") for piece in before)


@_rule(
    "quotes.predicate",
    "“The harvest is lost,” Ada Osei said. Meanwhile, the port “[is as likely to sink as to swim.=Ada Osei]”",
    "Bo Lind said that it was “a mess.”\n\nThe mayor “[has put aside all that she promised.=Bo Lind]”",
    "Bo Lind said that it was “a mess.”\n\nThe guards are “[well paid and well fed by the port.=Bo Lind]”",
    counterexamples=(
        "Rain fell. The mayor “[has put aside all that she promised.]”",
        "It was “a mess,” Bo Lind said. The lawsuit “[seeks nothing but what is right.]”",
        "It was “a mess,” Bo Lind said.\n\nThe film is “[a long and slow tale of boats.]”",
    ),
)
def predicate(quotation: Quotation) -> Attribution | None:
    """Go on with whoever spoke last where what is quoted is what a sentence says of its subject: "The port “is safe.”"."""
    at, chunks, tags = quotation.at, quotation.chunks, quotation.attributor.tags
    alone = at > 0 and chunks[at - 1].phrase and all(piece.kind in _BEFORE for piece in chunks[: at - 1])
    # "The song “had me at hello” topped the chart", "The lawsuit “seeks justice for all”"
    written = any(piece.phrase and tags.flags[piece.phrase.head] & Is.DOCUMENT for piece in chunks[:at])
    if quotation.clauses.kind(at + 1) == "VG" or chunks[at].last - chunks[at].first < _SENTENCE:
        return None
    copula = _copula(quotation)  # "The guards are “well paid and well fed.”"
    if not copula and (not alone or written or not quotation.clauses.predicates(at)):
        return None
    number, paragraphs = quotation.sentence(-1)
    return quotation.attributor.last_attribution(number) if paragraphs >= -1 else None


def _copula(quotation: Quotation) -> bool:
    """Tell what is said of people from what they say: "The guards are “well paid”", not "The film is “Dark Water”"."""
    clauses, verb = quotation.clauses, quotation.at - 1
    if clauses.kind(verb) != "VG" or not all(piece.kind in _BEFORE for piece in quotation.chunks[:verb]):
        return False
    subject, tags = quotation.subject_before, quotation.attributor.tags
    people = subject is not None and subject.form == "nominal" and tags.flags[subject.head] & ROLE
    return bool(people) and tags.is_a(quotation.chunks[verb].verb, "be") and not quotation.reports_before


@_rule(
    "quotes.introduced",
    "Ada Osei spoke to reporters on Monday.\n\n“[It is over. Nobody will rebuild this house.=Ada Osei]”",
    "Bo Lind said that the war had hit trust hard. “[Issues of war and peace do damage.=Bo Lind]”",
    "The boats are late, Bo Lind points out. “[Issues of war and peace do damage.=Bo Lind]”",
    "Bo Lind says that boats told to stay are late. “[It is all about the war and the weather.=Bo Lind]”",
    counterexamples=(
        "A banner hung from the bridge. “[No more dams in our valley, no more lies!]”",
        "Osemar Ltd is now looking to new markets. “[We have looked at Japan because it is near.]”",
    ),
)
def introduced(quotation: Quotation) -> Attribution | None:
    """Take who speaks in the sentence before, or does what it says, where that quotes nothing."""
    number, paragraphs = quotation.sentence(-1)
    opens = paragraphs == 0 and quotation.at == 0 and quotation.subject_before is None
    above = paragraphs == -1 and quotation.bare
    if not opens and not above:
        return None
    return None if quotation.attributor.sentences[number].quoted else quotation.attributor.introduced(number)


@_rule(
    "quotes.speaks_again",
    "“We lost everything,” Ada Osei said.\n\n“[We will rebuild.=Ada Osei]”",
    "Bo Lind said: “It rains.”\n\n“[It never stops, and nobody comes.=Bo Lind]”",
    counterexamples=("“We lost everything,” Ada Osei said.\n\nRain fell.\n\n“[We will rebuild every house.]”",),
)
def speaks_again(quotation: Quotation) -> Attribution | None:
    """Go on with the speaker of the paragraph before."""
    number, paragraphs = quotation.sentence(-1)
    return quotation.attributor.last_attribution(number) if quotation.bare and paragraphs == -1 else None


@_rule(
    "quotes.subject_before",
    "Bo Lind's poem has the line “[all boats of any kind at any time.=Bo Lind's poem]”",
    "Ada Osei has long stood for “[open harbours for each and every boat.=Ada Osei]”",
    counterexamples=(
        "Ada Osei called the ferry “[slow and dangerous for children.]”",
        "The gate of the port forbids “[all boats of any kind at any time.]”",
    ),
)
def subject_before(quotation: Quotation) -> Attribution | None:
    """Take the subject of the last verb before it, whatever the verb."""
    subject, attributor = quotation.subject_before, quotation.attributor
    if _copula(quotation) or subject is None or (subject.form == "pronoun" and not attributor.named(subject)):
        return None
    theirs = OWNS in attributor.tags.of[subject.first : subject.head]  # "Osei's letter"
    return Attribution(subject, weak=True) if theirs or attributor.speaks(subject) else None


@_rule(
    "quotes.resumed",
    "“The harvest is lost,” Ada Osei said. The new silos stand empty. “[We will import rice.=Ada Osei]”",
    counterexamples=(
        "“The harvest is lost,” Ada Osei said. Bo Lind sold his farm. “[We will import rice.]”",
        "“The harvest is lost,” Ada Osei said.\n\nThe new silos stand empty. “[We will import rice.]”",
        "“The harvest is lost,” Ada Osei said. The reply of the port was brief. “[We will import rice.]”",
        "“The harvest is lost,” Ada Osei said. A voice was heard. “[We will import rice.]”",
    ),
)
def resumed(quotation: Quotation) -> Attribution | None:
    """Go on with who spoke before a sentence of the same paragraph that nobody is the subject of."""
    between, apart = quotation.sentence(-1)
    before, paragraphs = quotation.sentence(-2)
    if not quotation.bare or apart or paragraphs or quotation.attributor.sentences[between].quoted:
        return None
    clauses = quotation.attributor.clauses(between)
    subject = clauses.main_subject()
    alone = not clauses.reports and subject is not None and not quotation.attributor.speaks(subject)
    return quotation.attributor.last_attribution(before) if alone and subject and _is_mute(quotation, subject) else None


def _is_mute(quotation: Quotation, subject: NounPhrase) -> bool:
    """Tell a thing, "the new silos", from what says something, or is somebody's: "the mayor's reply", "a voice"."""
    attributor, phrase = quotation.attributor, range(subject.first, subject.last)
    tags, words = attributor.tags, attributor.language.words
    noun = attributor.language.singular(tags.lower[subject.head])
    speech = noun in words("reporting_verbs", "noun") or noun in words("reporting", "voice")
    speech = speech or bool(tags.flags[subject.head] & Is.DOCUMENT)
    return not speech and all(tags.of[at] not in (OWNS, NAME) for at in phrase)


@_rule(
    "quotes.repeated",
    "“[Nobody paid for the boats.=Ada Osei]”\n\nRain fell.\n\n“I know that nobody paid for the boats,” Ada Osei said.",
    "Rain fell. “Nobody paid for the boats,” Ada Osei said. It snowed.\n\n“[Nobody paid for the boats…=Ada Osei]”",
    counterexamples=("“[Nobody paid for the boats.]”\n\nRain fell.\n\n“Nobody paid,” Ada Osei said.",),
)
def repeated(quotation: Quotation) -> Attribution | None:
    """Take who speaks the same words elsewhere, as pages print them large."""
    return quotation.attributor.repetition(quotation) if quotation.bare else None


@_rule(
    "quotes.told_after",
    "Rain fell.\n\n“[It is over. Nobody will rebuild this house.=Ada Osei]”\n\nAda Osei, 34, said that the dam had burst.",
    counterexamples=(
        "Rain fell.\n\n“[It is over. Nobody will rebuild this house.]”\n\nAda Osei said: “It rains.”",
        "A banner hung from the bridge: “[It is over.]”\n\nAda Osei said that the dam had burst.",
        "“[It is over. Nobody will rebuild this house.]”\n\nAnd as Ada Osei pointed out, the dam had burst.",
    ),
)
def told_after(quotation: Quotation) -> Attribution | None:
    """Take who speaks in the paragraph after one that is a quotation of somebody whom nothing before it names."""
    number, paragraphs = quotation.sentence(1)
    attributor = quotation.attributor
    if not quotation.bare or paragraphs != 1 or attributor.sentences[number].quoted:
        return None
    told = attributor.introduced(number)
    named = told is not None and told.cue >= 0 and told.speaker.mention is not None
    return told if told and named and attributor.tags.of[told.speaker.first - 1] != SUBORDINATOR else None


LATE: tuple[Rule[FindAttribution], ...] = (repeated, told_after)
RULES: tuple[Rule[FindAttribution], ...] = (
    concluded,
    predicate,
    goes_on,
    introduced,
    speaks_again,
    resumed,
    subject_before,
)
