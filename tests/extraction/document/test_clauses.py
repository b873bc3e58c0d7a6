import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.extraction.document.clauses.clause import Clause, main_clause
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.words import words_within
from feedpub.extraction.document.tokens import tokenize
from feedpub.language.en import ENGLISH

HEADLINES = [
    ("Italy plans new tax", "Italy", "plans", "new tax"),
    # text, subject, verb, complement
    ("Bank cuts rates", "Bank", "cuts", "rates"),
    ("Bank cuts hit the old", "Bank cuts", "hit", "the old"),
    ("Barnholm profits rise", "Barnholm profits", "rise", ""),
    ("Man arrested over cello theft", "Man", "arrested", "over cello theft"),
    ("Velox to shed 4,000 jobs", "Velox", "to shed", "4,000 jobs"),
    ("Owls and Rovers meet in cup final", "Owls and Rovers", "meet", "in cup final"),
    ("Ferry with 86 aboard runs aground", "Ferry with 86 aboard", "runs", "aground"),
    ("Police set to check phone records", "Police", "set to check", "phone records"),
    ("Two dead after storm", "Two", "dead", "after storm"),
    ("Sales up 4 percent", "Sales", "up", "4 percent"),
    ("Row brewing over ads", "Row", "brewing", "over ads"),
    ("Minister who sold ferry quits", "Minister who sold ferry", "quits", ""),
    ("Singer seeks aborted tour payment", "Singer", "seeks", "aborted tour payment"),
    ("Minister will not resign", "Minister", "will not resign", ""),
    ("Brewer fined $3m for bribery", "Brewer", "fined", "$ 3 m for bribery"),
    ("Rail tax to rise, say Liberals", "Rail tax", "to rise", ""),
    ("Ferries test harbour pilots", "Ferries", "test", "harbour pilots"),
    ("Hallam's Eleven raids box office", "Hallam's Eleven", "raids", "box office"),
    ("Brown hits back at critics", "Brown", "hits", "back at critics"),
    ("Terror suspects face house arrest", "Terror suspects", "face", "house arrest"),
    ("New rules tackle fraud", "New rules", "tackle", "fraud"),
    ("Satellite mapping aids Karvania", "Satellite mapping", "aids", "Karvania"),
    ("Mill destroyed by fire, says mayor", "Mill", "destroyed", "by fire"),
    ("Kestrel offers rented music to go", "Kestrel", "offers", "rented music to go"),
    ("Hallam uncertain about Euro bid", "Hallam", "uncertain", "about Euro bid"),
    ("State Dept. drops more letters", "State Dept .", "drops", "more letters"),
    ("Boats found in cave stolen from pier", "Boats", "found", "in cave stolen from pier"),
]
SENTENCES = [
    ("The minister resigned on Monday over a contract.", "The minister", "resigned", "on Monday over a contract"),
    ("A man stabbed at a fair has died.", "A man stabbed at a fair", "has died", ""),
    ("A man who stole a boat was arrested.", "A man who stole a boat", "was arrested", ""),
    ("After two days of talks, the union called off its strike.", "the union", "called", "off its strike"),
    ("A tram derailed and overturned, police said.", "A tram", "derailed", "and overturned"),
    ("When the bridge fell, nine people died.", "nine people", "died", ""),
    ("Aerovia rose to a record, bolstered by exports.", "Aerovia", "rose", "to a record"),
    (
        "Altmark, one of several closely held firms, has said no.",
        "Altmark , one of several closely held firms ,",
        "has said",
        "no",
    ),
    (
        "Hale, who founded the firm and is its chair, has resigned.",
        "Hale , who founded the firm and is its chair ,",
        "has resigned",
        "",
    ),
    (
        "The remark that it was fine once in a while has angered some.",
        "The remark that it was fine once in a while",
        "has angered",
        "some",
    ),
    (
        "Makers are adding their voices to a chorus about program trading.",
        "Makers",
        "are adding",
        "their voices to a chorus about program trading",
    ),
    ("The economy grew by a tenth, its best year.", "The economy", "grew", "by a tenth"),
    ("He bought a house, a boat and a car.", "He", "bought", "a house , a boat and a car"),
    ("Hallam bowled the last ball.", "Hallam", "bowled", "the last ball"),
    ("Boats found in a cave may be his.", "Boats found in a cave", "may be", "his"),
    ("Altmark Limited Partnership has made an offer.", "Altmark Limited Partnership", "has made", "an offer"),
    (
        "An address listed on forms for a donor will cost millions.",
        "An address listed on forms for a donor",
        "will cost",
        "millions",
    ),
    ("Staff are sometimes expected to rule in minutes.", "Staff", "are sometimes expected to rule", "in minutes"),
    ("Its chief resigned, and its chairman is stepping in.", "Its chief", "resigned", ""),
    (
        "Altmark, hurt by rules made in Lisbon and a bad year, announced a loss.",
        "Altmark , hurt by rules made in Lisbon and a bad year ,",
        "announced",
        "a loss",
    ),
    ("It offered to buy the shares that it lacks.", "It", "offered", "to buy the shares that it lacks"),
    ("A man ordered to pay has died.", "A man ordered to pay", "has died", ""),
    ("A man named Hale has died.", "A man named Hale", "has died", ""),
    ("A guard press release blames the weather.", "A guard press release", "blames", "the weather"),
    ("Desailly says the boats are late.", "Desailly", "says", "the boats are late"),
    ("Confusingly, the guards left.", "the guards", "left", ""),
    ("The guards press charges.", "The guards", "press", "charges"),
    ("The firm is expected to close two plants.", "The firm", "is expected to close", "two plants"),
]


def clause_of(text: str, *, headline: bool) -> Clause | None:
    tokens = tokenize(text, ENGLISH, (), ())
    return main_clause(words_within(tokens, 0, len(text)), Tags(tokens, (), headline=headline))


def read(text: str, *, headline: bool) -> tuple[str, str, str] | None:
    clause = clause_of(text, headline=headline)
    if clause is None:
        return None
    return clause.text(clause.subject), clause.text((clause.verb.start, clause.verb.end)), clause.text(clause.complement)


@pytest.mark.parametrize(("text", "subject", "verb", "rest"), HEADLINES, ids=[case[0] for case in HEADLINES])
def test_headline_is_read_as_headlines_are_written(text: str, subject: str, verb: str, rest: str) -> None:
    assert read(text, headline=True) == (subject, verb, rest)


@pytest.mark.parametrize(("text", "subject", "verb", "rest"), SENTENCES, ids=[case[0] for case in SENTENCES])
def test_sentence_has_one_main_clause(text: str, subject: str, verb: str, rest: str) -> None:
    assert read(text, headline=False) == (subject, verb, rest)


@pytest.mark.parametrize(
    "text",
    [
        "No ads for film campaign",
        "Strike threat over pension plans",
        "Rich pickings for hi-tech thieves",
        "Race to reach boy",
        "Liberals' new warning",
        "Aerovia in Lisbon listing",
    ],
)
def test_headline_without_a_verb_has_no_clause(text: str) -> None:
    assert read(text, headline=True) is None


@pytest.mark.parametrize(
    ("text", "passive", "negated", "tense"),
    [
        ("Police have arrested a man.", False, False, "past"),
        ("A man has been arrested.", True, False, "present"),
        ("The minister did not resign.", False, True, "past"),
        ("The firm won't close.", False, True, "future"),
    ],
)
def test_verb_group_tells_voice_denial_and_time(text: str, passive: bool, negated: bool, tense: str) -> None:
    clause = clause_of(text, headline=False)
    assert clause is not None
    assert (clause.verb.passive, clause.verb.negated, clause.verb.tense) == (passive, negated, tense)


@given(
    st.lists(
        st.sampled_from(
            "Police said that the man who was not set to resign over cuts , ; “ ’s 3 - hit by to and after".split()
        )
    )
)
def test_any_order_of_words_is_read_without_failing(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for headline in (True, False):
        clause = clause_of(text, headline=headline)
        if clause is not None:
            assert (
                0
                <= clause.subject[0]
                <= clause.subject[1]
                <= clause.verb.head
                < clause.complement[0]
                <= clause.complement[1]
            )
            assert clause.complement[1] <= len(clause.words)
