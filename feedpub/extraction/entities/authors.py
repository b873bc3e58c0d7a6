"""Whose words a document has: "the statement" is Osemar's who issued it, "her letter" hers."""

from functools import partial
from itertools import islice

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.entities.coreference import Resolver
from feedpub.extraction.entities.described_roles import resolve_role
from feedpub.extraction.entities.descriptions import Description
from feedpub.extraction.entities.documents import NAMING
from feedpub.extraction.entities.entity import AUTHOR, Choice
from feedpub.extraction.entities.referring import Referring
from feedpub.extraction.rule import rule
from feedpub.language.lexicon import ROLE, Is

_NAMED = 8  # tokens in which "a letter from" names somebody
_rule = partial(rule, layer="entities")


@_rule(
    AUTHOR,
    "“We regret it,” Osemar Ltd said in a statement. [The statement=Osemar Ltd] added: “Nobody was hurt.”",
    "Osemar Ltd met Ada Osei. The firm denied it in a statement.\n\n“We regret it,” [the statement=Osemar Ltd] said.",
    "Ada Osei sued Osemar Ltd. [Her lawsuit=Ada Osei] says the firm “never paid for any of it.”",
    "“We regret it,” said [a letter from Osemar Ltd=Osemar Ltd] to Ada Osei.",
    "Osemar Ltd denied it in a statement sent to Ada Osei. “We go,” [the statement=Osemar Ltd] read.",
    "Ada Osei left. [The letter=Osemar Ltd], from Osemar Ltd, said: “We go.”",
    "Osemar Ltd met Ada Osei. A letter sent by Osei came. [The letter=Ada Osei] said: “We go.”",
    "The Volta River Authority met Ada Osei. [A Volta River Authority report=Volta River Authority] called it “a mess.”",
    "Yesterday’s Osemar Ltd letter came late. “We go,” [the letter=Osemar Ltd] read.",
    "Osemar Ltd met Ada Osei. “We go,” read [a statement=Osemar Ltd] on the company's website.",
    "Bo Lind met Ada Osei. “We go,” said [a letter=Ada Osei] posted on Osei's page.",
    "Ada Osei filed a lawsuit in May. “It never paid,” [the document=Ada Osei] says.",
    "Osemar Ltd sent a letter.\n\nBO LIND'S FEUDS\n\nThe letter said it rained. “We go,” [the letter=Osemar Ltd] read.",
    "Osemar Ltd cut ten jobs. [The company statement=Osemar Ltd] called it “a small cut.”",
    "The Tamale Police Department met. [A local police press release=Tamale Police Department] called it “a mess.”",
    "The Tamale Police Department met. A police letter came. [The letter=Tamale Police Department] said: “We go.”",
    "“We go,” read [a statement from the ministry=ministry].",
    "Ada Osei met Bo Lind. [The letter=seven nurses], signed by seven nurses, said: “We go.”",
    "Ada Osei left. [A statement from Osei's family=Osei's family] said: “We go.”",
    counterexamples=(
        "[A new nurses' letter] said: “We go.”",
        "Osemar Ltd left. [A letter to Osemar Ltd] said: “We go.”",
        "Osei left. [A report] said: “It rains.”",
        "Bo Lind met Osemar. “It rains,” says [a memo] seen by Osemar.",
        "A report is late. Bo Lind denied a claim in it. [The report] said: “It rains.”",
        "Bo Lind denied the report. [The report] said: “It rains.”",
        "Tamale Police Department and Kumasi Police Office met. [A police statement] said: “We go.”",
        "The Tamale Police Department met. [A company statement] said: “We go.”",
        "Ada Osei met the court in May. [The court documents] said: “It rains.”",
        "Osemar Ltd met Ada Osei. [A letter on Osei's desk] said: “It rains.”",
    ),
)
def resolve_author(text: Resolver, referring: Referring) -> Choice | None:
    """Take for a document that speaks whose it is, or who spoke or acted in the sentence that told of it first."""
    found, words = referring.description, text.words
    if found is None or not words.flags[found.head] & Is.DOCUMENT or not referring.speaks:
        return None
    return _author(text, referring, found) or _posted(text, referring, found) or _issuer(text, referring, found)


def _issuer(text: Resolver, referring: Referring, found: Description) -> Choice | None:
    """Take for "the statement" whose it was where it was told of first: "Osemar said in a statement", "a letter by Osei"."""
    definite = text.in_list(found.first, "definite")
    known = text.documents.meant(found.head, referring.sentence) if definite else None
    first = text.documents.first(known.place) if known else 0
    told = text.descriptions.read(first, known.place) if known else None
    if known is None or told is None:
        return None
    distance = referring.sentence - known.last
    if choice := _author(text, referring._replace(first=first), told):
        return choice._replace(distance=distance)
    another = (
        text.in_list(told.last + (text.tags.of[told.last] == t.VERB), "author") or t.OWNS in text.tags.of[first : told.head]
    )
    issuer = text.acted.get(known.sentence) if text.documents.issued(known) and not another else None
    return Choice(issuer, distance=distance) if issuer else None


def _author(text: Resolver, referring: Referring, found: Description) -> Choice | None:
    """Find whose a document is: "her letter", "the union's letter", "a letter sent by Osei", "an Osemar Ltd letter"."""
    by = _behind(text, found)
    phrase, owns = _phrase(text, by or found.first, found.head)
    if owns >= 0 and not text.words.flags[owns - 1] & ROLE and not any(text.tags.name[phrase.start : owns]):
        phrase, owns = range(owns + 1, phrase.stop), -1  # "yesterday's Osemar Ltd letter"
    if not phrase:
        return None
    if by and owns >= 0:  # "a letter from Osei's family"
        return _described(text, referring, phrase.start, phrase[-1], new=True)
    if text.tags.of[phrase.start] == t.POSSESSIVE:
        author = text.at.get(text.words.starts[phrase.start])
        return Choice(author) if author else None
    last = owns - 1 if owns >= 0 else phrase[-1]
    named = next((name for at in range(last, phrase.start - 1, -1) if (name := text.tags.name[at])), None)
    if author := text.at.get(named.start) if named else None:
        return Choice(author) if by or owns >= 0 or author.kind == "organization" else None
    if by or owns >= 0:
        new = by or text.in_list(phrase.start, "definite")  # "the nurses' letter", not "a new nurses' letter"
        return _described(text, referring, phrase.start, -1 if by else last, new=bool(new))
    last -= last > phrase.start and text.in_list(last, "of documents")  # "the union press release"
    union = text.words.flags[last] & Is.ORGANIZATION and not text.in_list(last, "keeps documents")  # "the union letter"
    return (_described(text, referring, phrase.start, last) or _called(text, phrase.start, last)) if union else None


def _called(text: Resolver, first: int, head: int) -> Choice | None:
    """Take for "a police statement" the only organisation so far with that noun in its name: Tamale Police Department."""
    words, naming = text.words, Is.NOUN | Is.ADJECTIVE
    described = (at for at in range(first, head) if text.tags.of[at] == t.NOUN and words.flags[at] & naming == Is.NOUN)
    nouns = {words.lower[at] for at in (*described, head)}
    telling = (at for at in range(first, head) if text.tags.of[at] in (t.NAME, t.ADJECTIVE))
    others = {words.lower[at] for at in telling} - text.listed["nearby"]  # "a rival police statement", "a Kumasi police one"
    named = (one for one in text.salience.entities if one.kind == "organization" and one.has_name)
    called = list(islice((one for one in named if (nouns | others).issubset(one.name.lower().split())), 2))
    return Choice(called[0]) if len(called) == 1 else None


def _behind(text: Resolver, found: Description) -> int:
    """Find where a document's author is told of behind it, "a letter sent by Osei"; 0 where nobody is."""
    of = text.tags.of
    last = found.last + (text.words.texts[found.last] == ",")  # "the letter, from Osemar,"
    last += of[last] == t.VERB
    last += 2 * (of[last] == t.PREPOSITION and of[last + 1] == t.DAY)  # "the letter, sent on Monday by Osemar,"
    theirs = any(name and name.kind == "organization" for name in text.tags.name[found.first : found.head])
    passing = theirs and text.in_list(found.last, "passing on")  # "an Osemar letter published by the paper"
    passed = passing or text.in_list(found.last, "reading")  # "a memo seen by the paper"
    return last + 1 if text.in_list(last, "author") and not passed else 0


def _posted(text: Resolver, referring: Referring, found: Description) -> Choice | None:
    """Find on whose page a document stands: "a statement on the club's website", "a letter posted on Osei's page"."""
    on = found.last + (text.tags.of[found.last] == t.VERB)
    if not text.in_list(on, "standing on"):
        return None
    phrase, owns = _phrase(text, on + 1)
    if owns < 0 or not text.in_list(phrase[-1], "own page"):
        return None
    if named := next((name for at in range(on + 1, owns) if (name := text.tags.name[at])), None):
        author = text.at.get(named.start)
        return Choice(author) if author else None
    return _described(text, referring, on + 1, owns - 1)


def _phrase(text: Resolver, first: int, head: int = -1) -> tuple[range, int]:
    """Read the tokens from one on that may name somebody, before a document's own noun, and find the first "'s"; else -1."""
    of, ahead = text.tags.of, range(first, min(first + _NAMED, len(text.tags.of)))
    phrase = range(first, next((at for at in ahead if at == head or of[at] not in NAMING), ahead.stop))
    return phrase, next((at for at in phrase[1:] if of[at] == t.OWNS), -1)


def _described(text: Resolver, referring: Referring, first: int, head: int, *, new: bool = False) -> Choice | None:
    """Take whom the words from one on describe, "the union" in "the union's letter", though told of for the first time."""
    owner = text.descriptions.read(first, head)
    if owner is None:
        return None
    whose = referring._replace(first=first, last=owner.last, description=owner)
    known, kind = resolve_role.find(text, whose), text.kind(owner) if new else None
    return known or (Choice(text.new(whose, kind), distance=-1) if kind else None)
