"""The rules of coreference: whom a relative, an apposition, a pronoun or a description means."""

from functools import partial
from itertools import islice, takewhile
from operator import itemgetter

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.document.clauses.chunks import leads
from feedpub.extraction.entities.coreference import FindReferent, Resolver
from feedpub.extraction.entities.description_fit import fit_of, is_called_so, is_trait, of_kind
from feedpub.extraction.entities.descriptions import Description
from feedpub.extraction.entities.documents import NAMING
from feedpub.extraction.entities.entity import AUTHOR, DESCRIBED, Choice, Entity
from feedpub.extraction.entities.pronouns import resolve_pronoun
from feedpub.extraction.entities.referring import Referring
from feedpub.extraction.rule import Rule, rule
from feedpub.language.lexicon import ROLE, Is

_NAMED = 8  # tokens in which "a letter from" names somebody
_rule = partial(rule, layer="entities")


@_rule(
    "who.relative",
    "Ada Osei, [who=Ada Osei] grew up here, left.",
    "Ada Osei (D-Tamale), [whose=Ada Osei] boat sank, left.",
    counterexamples=("Nobody knows [who] left Ada Osei.",),
)
def resolve_relative(text: Resolver, referring: Referring) -> Choice | None:
    """Take whom a relative clause follows, over a comma or brackets; "and who" goes on with the one before."""
    if referring.form != "relative" or not referring.first:
        return None
    found = text.before(referring.first)
    if found is None and text.relative and text.tags.of[referring.first - 1] == t.CONJUNCTION:
        entity, sentence = text.relative
        found = entity if sentence == referring.sentence else None
    return Choice(found) if found else None


@_rule(
    "who.apposition",
    "“No ship will leave,” said [its harbour master=Ada Osei], Ada Osei.",
    "[The brother=Bo Lind] of the gunman, Bo Lind, left.",
    "“No ship will leave,” said [one of their lawyers=Ada Osei], Ada Osei.",
    "[One of the negotiators=Bo Lind], Bo Lind, said: “Nobody paid.”",
    "“No ship will leave,” is how Ada Osei, [the head of the union=Ada Osei], put it.",
    counterexamples=(
        "In a letter to Ada Osei, [the director] wrote: “Nobody paid.”",
        "“No ship will leave,” said [one of the lawyers]. Ada Osei left.",
    ),
)
def resolve_apposition(text: Resolver, referring: Referring) -> Choice | None:
    """Take the entity whose name stands beside a description."""
    entity = text.apposed.get(referring.description.head) if referring.description else None
    return Choice(entity) if entity else None


@_rule(
    "who.repeated",
    "“It was the best day of my life,” Ada Osei said. “It was the best day of my life,” [the singer=Ada Osei] said.",
    counterexamples=(
        "“I am so sorry,” Ada Osei said. “I am so sorry,” [the singer] said.",
        "“It was the best day of my life,” Ada Osei said. “It was the best day of my life,” [the company] said.",
    ),
)
def resolve_repeated(text: Resolver, referring: Referring) -> Choice | None:
    """Take for a description who speaks by name, elsewhere, the very words that it speaks, as captions repeat them."""
    found = referring.description
    if found is None or text.kind(found) != "person" or not text.named_speakers:
        return None  # what a company says, somebody else may have said in the same words
    names = (text.named_speakers.get(text.repetitions.of(number)) for number in referring.quotations)
    return next((Choice(text.at[name.start]) for name in names if name and name.start in text.at), None)


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
    "Ada Osei filed a lawsuit in May. “It never paid,” [the document=Ada Osei] says.",
    "Osemar Ltd cut ten jobs. [The company statement=Osemar Ltd] called it “a small cut.”",
    counterexamples=(
        "Osemar Ltd left. [A letter to Osemar Ltd] said: “We go.”",
        "Osei left. [A report] said: “It rains.”",
        "A report is late. Bo Lind denied a claim in it. [The report] said: “It rains.”",
        "Bo Lind denied the report. [The report] said: “It rains.”",
        "Ada Osei met the court in May. [The court documents] said: “It rains.”",
    ),
)
def resolve_author(text: Resolver, referring: Referring) -> Choice | None:
    """Take for a document that speaks whose it is, or who spoke or acted in the sentence that told of it first."""
    found, words = referring.description, text.words
    if found is None or not words.flags[found.head] & Is.DOCUMENT or not referring.speaks:
        return None
    return _author(text, referring, found) or _issuer(text, referring, found)


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
    of = text.tags.of
    last = found.last + (of[found.last] == t.VERB or text.words.texts[found.last] == ",")  # "the letter, from Osemar,"
    theirs = any(name and name.kind == "organization" for name in text.tags.name[found.first : found.head])
    passed = theirs and text.in_list(found.last, "passing on")  # "an Osemar letter published by the paper"
    by = text.in_list(last, "author") and not passed
    first = last + 1 if by else found.first
    phrase = list(takewhile(lambda at: at != found.head and of[at] in NAMING, range(first, min(first + _NAMED, len(of)))))
    owns = next((at for at in phrase[1:] if of[at] == t.OWNS), -1)
    if owns >= 0 and not text.words.flags[owns - 1] & ROLE and not any(text.tags.name[first:owns]):
        first, owns = owns + 1, -1  # "yesterday's Osemar Ltd letter"
        phrase = [at for at in phrase if at >= first]
    if by and owns >= 0:  # "a letter from Osei's family"
        return None
    if phrase and of[first] == t.POSSESSIVE:
        author = text.at.get(text.words.starts[first])
        return Choice(author) if author else None
    named = next((name for at in phrase[: owns - first if owns >= 0 else None][::-1] if (name := text.tags.name[at])), None)
    if author := text.at.get(named.start) if named else None:
        return Choice(author) if by or owns >= 0 or author.kind == "organization" else None
    beside = owns < 0 and not by and phrase and text.words.flags[phrase[-1]] & Is.ORGANIZATION  # "the union letter"
    beside = beside and not text.in_list(phrase[-1], "keeps documents")
    head = owns - 1 if owns >= 0 else phrase[-1] if beside else -1
    owner = text.descriptions.read(first, head) if owns >= 0 or beside or (by and phrase) else None
    return resolve_role.find(text, referring._replace(first=first, description=owner)) if owner else None


@_rule(
    "who.role",
    "Ada Osei, mayor of Tamale, met Bo Lind. [The mayor=Ada Osei] left.",
    "[The mayor=Ada Osei] resigned. It was Ada Osei, the mayor, who built the port.",
    "Ada Osei resigned. Nobody was told. [The minister=Ada Osei] left.",
    "Bo Lind met Ada Osei. “It rains,” Osei said. “It pours,” [the Tamale minister=Ada Osei] added.",
    "Hollywood star Ada Osei met Bo Lind. “It rains,” [the Tamale-born actress=Ada Osei] said.",
    "Bo Lind met Ada Osei, a mother. “It rains,” Osei said. “It pours,” [the soft-spoken surgeon=Ada Osei] added.",
    "Bo Lind met Ada Osei, a banker. “It rains,” Osei said. “It pours,” [the Tamale-based mother=Ada Osei] added.",
    "Osemar Ltd cut its fares. “Everybody gains,” [the company=Osemar Ltd] said.",
    "Osemar Ltd's boats will sail in May, [the company=Osemar Ltd] said.",
    "Tepline Inc denied it. [The Osemar news agency=Osemar] said: “It rains.” Osemar employs ten people.",
    "Ada Osei left. Bo Lind stayed and sang. It rained. “It pours,” [the singer=Bo Lind] said.",
    "Tepline Inc, a film company, met Osemar Productions. [The production company=Osemar Productions] said: “We regret it.”",
    "Ada Osei left. Osemar Ltd cut ten jobs ([the company=Osemar Ltd] called it “a small cut”).",
    "[Ghana's envoy to Tamale=Ada Osei] said: “It rains.” Bo Lind left. Ghana's envoy Ada Osei stayed.",
    "It rains, said Ada Osei. In her letter [the party leader=Ada Osei] called it “a mess.”",
    "The port was “late,” Bo Lind said. [The port group's general secretary=Bo Lind] called it “a mess.”",
    "Bo Lind met Rep. Ada Osei, who leads the House panel, [the Tamale Republican=Ada Osei] said.",
    "PM Ada Osei met Bo Lind at 8 PM. [The PM=Ada Osei] left.",
    "Bo Lind's mother, Ada Osei, wept. “It rains,” [his mother=Ada Osei] said.",
    counterexamples=(
        "Ada Osei, mayor of Tamale, came. [The deputy mayor] left.",
        "Ada Osei met Bo Lind. [The minister] left.",
        "Bo Lind met President Ada Osei. “It rains,” Osei said. “It pours,” [the foreign minister] added.",
        "Bo Lind's mother, Ada Osei, wept. “It rains,” [Jon Kofi's mother] said.",
        "Sergeant Ada Osei died in May. “It rains,” [the dead soldier's officer] said.",
        "Osemar Ltd and Tepline Inc met in May. “We will win,” [the company] said.",
        "Tamale City Council met. “It rains,” [the company] said.",
        "Osemar Ltd cut its fares. [The Tepline Inc supplier] said: “Everybody gains.”",
        "Party spokesman Bo Lind wept. “It rains,” Ada Osei said. [The president's spokesman] said: “It pours.”",
    ),
)
def resolve_role(text: Resolver, referring: Referring) -> Choice | None:
    """Take whoever a description with "the" fits best and who stands out most; kin known by name for "her mother".

    Where nobody named so far has the role, the one who is said to have it later on: "The mayor resigned" before "Osei, the
    mayor".
    """
    found, weigh = referring.description, text.weights.description
    if found and (called := _classed(text, found)):
        return Choice(called)
    if found is None or not text.in_list(referring.first, "definite"):
        return (_kin(text, referring.first, found) or _office(text, referring, found)) if found else None
    if found.end == found.last and found.last < len(text.words) and text.in_list(found.last, "goes on"):
        return None
    alike = list(of_kind(text, found, text.salience.entities))
    alike = [one for one in alike if is_called_so(text, found, one)] or alike
    scored = [(score, one) for one in alike if (score := fit_of(text, found, one, referring)) > 0]
    best = max(scored, key=itemgetter(0), default=None)
    known = is_trait(text, found) or (best and found.role in best[1].roles)
    close = weigh.close_known if known else weigh.close
    for least in (weigh.least, weigh.least_to_speak)[: 1 + referring.speaks]:
        if choice := text.salience.choose(scored, referring.sentence, least, close):
            return choice
    named = (one for one in text.with_role.get(found.role, ()) if one not in text.salience.entities)
    later = of_kind(text, found, named)
    meant = list(islice((one for one in later if fit_of(text, found, one, referring) >= weigh.least), 2))
    return Choice(meant[0], distance=-1) if len(meant) == 1 and not scored else None


def _classed(text: Resolver, found: Description) -> Entity | None:
    """Take the organisation that is called what it is: "the Osemar newspaper"; not "the UK newspaper"."""
    owner = found.owner if text.in_list(found.head, "called by name") else None
    if owner is None or owner.kind != "organization" or not {t.NOUN}.issuperset(text.tags.of[owner.last : found.head]):
        return None
    named = text.at.get(owner.start)
    return named if named and named.kind == "organization" else None


def _office(text: Resolver, referring: Referring, found: Description) -> Choice | None:
    """Take for "Ghana's envoy" the only one who is called so anywhere: "Ghana's envoy Ada Osei"."""
    if found.owner is None or t.OWNS not in text.tags.of[referring.first : found.head]:
        return None
    owner = found.owner.name.lower()
    alike = of_kind(text, found, text.with_role.get(found.role, ()))
    held = list(islice((one for one in alike if owner in one.owners), 2))
    return Choice(held[0], distance=-1) if len(held) == 1 else None


def _kin(text: Resolver, first: int, found: Description) -> Choice | None:
    """Take for "her mother" the only mother named so far, unless she is said to be another's."""
    owned = not {t.POSSESSIVE, t.OWNS}.isdisjoint(text.tags.of[first : found.head])
    if not owned or text.words.lower[found.head] not in text.language.words("roles", "kin"):
        return None
    alike = of_kind(text, found, text.with_role.get(found.role, ()))
    known = list(islice((one for one in alike if one in text.salience.entities), 2))
    owner = found.owner.name.lower() if found.owner else ""
    another = known and owner and known[0].owners and not any(owner in whose for whose in known[0].owners)
    return Choice(known[0], distance=-1) if len(known) == 1 and not another else None


@_rule(
    DESCRIBED,
    "“No ship will leave,” [the port authority=port authority] said.",
    "“No ship will leave,” said [a ministry official=ministry official] in a statement on Monday.",
    "“No ship will leave,” wrote [a Tamale magazine=Tamale magazine] in its review.",
    "“No ship will leave,” said [the head of a union=head of a union].",
    "They met [a nurse=nurse] who called the day “an endless queue.”",
    "Ada Osei died in May. “She kept every letter,” [her son=her son] said.",
    "Ada Osei died in May. “She kept every letter,” [her company=her company] said.",
    counterexamples=("“No ship will leave,” [the sign] says.",),
)
def make_described(text: Resolver, referring: Referring) -> Choice | None:
    """Make an entity of a description of people or an organisation; what is described in the same words is the same."""
    found = referring.description
    if found is None:
        return None
    flags, kind = text.words.flags[found.head], text.kind(found)
    heads = leads(text.tags, found.head) and not any(text.tags.name[found.first : found.head])
    if kind is None and heads and found.end > found.last:
        kind = "person"  # "the head of the port"
    if kind is None and referring.speaks and flags & Is.DOCUMENT:
        kind = "document"
    if kind is None and text.in_list(referring.last, "who"):
        plural = text.words.lower[found.head].endswith(tuple(text.language.words("coreference", "plural")))
        kind = "group" if plural else "person"
    return Choice(text.new(referring, kind), distance=-1) if kind else None


RULES: tuple[Rule[FindReferent], ...] = (
    resolve_relative,
    resolve_apposition,
    resolve_pronoun,
    resolve_author,
    resolve_repeated,
    resolve_role,
    make_described,
)
