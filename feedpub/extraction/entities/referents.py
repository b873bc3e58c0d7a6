"""The rules of coreference: whom a relative, an apposition, a pronoun or a description means."""

from bisect import bisect_left
from functools import partial
from itertools import islice, takewhile
from operator import itemgetter

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.entities.coreference import FindReferent, Resolver
from feedpub.extraction.entities.description_fit import DESCRIBING, fit_of, is_trait, of_kind
from feedpub.extraction.entities.descriptions import Description
from feedpub.extraction.entities.entity import DESCRIBED, Choice, Entity, EntityKind
from feedpub.extraction.entities.referring import Referring, genders_of
from feedpub.extraction.rule import Rule, rule
from feedpub.language.lexicon import Is

_CLOSING, _INTRODUCING = frozenset(",”\"’'"), frozenset(",:")
_STILL = 4  # sentences after which "the statement" goes on with whoever spoke
_NAMED = 8  # tokens in which "a letter from" names somebody
_NAMING = DESCRIBING | {t.DETERMINER, t.POSSESSIVE, t.NUMBER, t.OWNS}
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
    "who.pronoun",
    "Ada Osei met Bo Lind. [She=Ada Osei] left.",
    "Ada Osei thanked Jane Lind. [She=Ada Osei] left.",
    "Jane Lind built it. Jane Lind ran it. The sea rose, said Ada Osei. “It will rise,” [she=Ada Osei] said.",
    "The company said: “We regret the error.” [It=company] added: “Nobody was hurt.”",
    "Officials said: “Nobody was hurt.” “No ship sank,” [they=Officials] added.",
    "Jean Osei came. [She=Jean Osei] left.",
    "Bo Lind left. Spokesman Ada Osei spoke. [He=Ada Osei] left.",
    "“I am well,” Ada Osei said. “Nobody was hurt,” [she’d=Ada Osei] added.",
    "Bo Lind seems likely to stop, said Nam Sung-wook, a surgeon. “It rains,” [he=Nam Sung-wook] said.",
    "Bo Lind said he had met Jon Kofi, who told him that it rained. [He=Bo Lind] added: “Nobody was hurt.”",
    "Ada Osei met Jane Lind and spoke. Lind had failed the port, [she=Ada Osei] said.",
    "Ada Osei met Jane Lind and spoke. Lind had “failed the port,” [she=Ada Osei] told Bo Kofi.",
    "Ada Osei met Jane Lind and spoke. Lind had “failed my port,” [she=Jane Lind] told Bo Kofi.",
    "The District Magistrate said: “I go.” [He=District Magistrate] added: “Nobody was hurt.”",
    counterexamples=(
        "Mr. Lind came. [She] left.",
        "The Grand Zorblat opened. [He] left.",
        "Ada Osei said: “We regret the error.” “Nobody was hurt,” [it] added.",
    ),
)
def resolve_pronoun(text: Resolver, referring: Referring) -> Choice | None:
    """Take whoever agrees in gender and number and stands out most; hardly one whom "her" own quotation names."""
    kinds = _kinds(text, referring) if referring.form == "pronoun" else ()
    gender = genders_of(text.language).get(text.words.lower[referring.first], "")
    weigh, number = text.weights.pronoun, referring.sentence
    own = text.named_in(referring.quotations) | _told_of(text, referring)
    scored: list[tuple[float, Entity]] = []
    guessed: list[tuple[float, Entity]] = []
    addressed = text.entity_at(referring.last + 1) if referring.speaks else None
    for entity in text.salience.entities:
        it = entity.kind in kinds or ("document" in kinds and _wrote(text, entity))
        opposed = bool(entity.gender and gender and entity.gender != gender)
        silent = entity.kind == "unknown" and not entity.speaks  # a film or a phone, as likely as somebody
        if entity is addressed or not it or silent or (opposed and not entity.guessed):
            continue
        score = text.salience.of(entity, number) * (1.0 if entity.gender or not gender else weigh.unknown_gender)
        score *= weigh.other_guess if opposed else 1.0
        score *= weigh.named_in_own_quotation if entity in own else 1.0
        score *= weigh.speaks_on if referring.speaks and text.spoke in ((entity, number), (entity, number - 1)) else 1.0
        score *= weigh.silent if not (entity.has_name or entity.speaks) else 1.0
        score *= weigh.unknown_kind if entity.kind == "unknown" else 1.0
        score *= weigh.several if entity.kind == "organization" and "group" in kinds else 1.0
        (guessed if opposed else scored).append((score, entity))
    most, _ = max(scored, key=itemgetter(0), default=(0.0, None))
    scored += [one for one in guessed if one[0] > most]
    return text.salience.choose(scored, number, weigh.least if gender else weigh.least_silent, weigh.close)


def _told_of(text: Resolver, referring: Referring) -> set[Entity]:
    """Return who is named in what "she" closes: Lind in "Lind “failed the port,” she said" and "Lind has failed, she said".

    Not in "Lind failed “my port,” she said": whoever speaks means herself.
    """
    words, place = text.words, referring.first
    if not (referring.speaks and words.texts[place - 1] in _CLOSING and _closes(text, referring)):
        return set()
    told = range(bisect_left(words.sentence, words.sentence[place]), place)
    own = any(text.in_list(at, "first person") for at in told)
    return set() if own else {entity for at in told if (entity := text.entity_at(at))}


def _closes(text: Resolver, referring: Referring) -> bool:
    """Tell "she said" behind what it reports, where nothing else introduces that."""
    words, says = text.words, referring.first + 1
    if says >= len(words) or not words.flags[says] & Is.SAY:
        return False
    said = [span.start for number in referring.quotations if (span := words.quotations[number]).end < words.starts[says]]
    if said:
        return not any(words.texts[words.at(start) - 1] in _INTRODUCING for start in said)
    following, flags, after = words.texts[says + 1], words.flags[says + 1], words.flags[min(says + 2, len(words) - 1)]
    dated = flags & Is.DAY or (flags & Is.PREPOSITION and after & Is.DAY)
    return following == "." or bool(dated) or (following == "," and bool(after & Is.GERUND))


def _kinds(text: Resolver, referring: Referring) -> tuple[EntityKind, ...]:
    """Return what a pronoun may mean; "it" and "they" only where they speak."""
    if text.words.lower[referring.first] in genders_of(text.language):
        return ("person", "unknown")
    if not referring.speaks:
        return ()
    if text.in_list(referring.first, "thing pronoun"):
        return ("organization", "document", "unknown")
    return ("group", "organization", "unknown") if text.in_list(referring.first, "plural pronoun") else ()


@_rule(
    "who.author",
    "“We regret it,” Osemar Ltd said in a statement. [The statement=Osemar Ltd] added: “Nobody was hurt.”",
    "Osemar Ltd met Ada Osei. The firm denied it in a statement.\n\n“We regret it,” [the statement=Osemar Ltd] said.",
    "Ada Osei sued Osemar Ltd. [Her lawsuit=Ada Osei] says the firm “never paid for any of it.”",
    "“We regret it,” said [a letter from Osemar Ltd=Osemar Ltd] to Ada Osei.",
    "The Volta River Authority met Ada Osei. [A Volta River Authority report=Volta River Authority] called it “a mess.”",
    counterexamples=("Osemar Ltd left. [A letter to Osemar Ltd] said: “We go.”", "Osei left. [A report] said: “It rains.”"),
)
def resolve_author(text: Resolver, referring: Referring) -> Choice | None:
    """Take for a document that speaks whose it is, or who spoke or acted in the sentence that mentioned it last."""
    found, words = referring.description, text.words
    if found is None or not words.flags[found.head] & Is.DOCUMENT or not referring.speaks:
        return None
    if choice := _author(text, referring, found):
        return choice
    noun, sentence = words.lower[found.head], referring.sentence
    mentioned = text.documents.get(noun, -_STILL) if text.in_list(found.first, "definite") else -_STILL
    issuer = text.acted.get(mentioned) if sentence - mentioned <= _STILL else None
    return Choice(issuer, distance=sentence - mentioned) if issuer else None


def _author(text: Resolver, referring: Referring, found: Description) -> Choice | None:
    """Find whose a document is: "her letter", "the union's letter", "a letter from Osei", "an Osemar Ltd letter"."""
    of, by = text.tags.of, text.in_list(found.last, "author")
    first = found.last + 1 if by else found.first
    phrase = list(takewhile(lambda at: at != found.head and of[at] in _NAMING, range(first, min(first + _NAMED, len(of)))))
    owns = next((at for at in phrase[1:] if of[at] == t.OWNS), -1)
    if by and owns >= 0:  # "a letter from Osei's family"
        return None
    if phrase and of[first] == t.POSSESSIVE:
        author = text.at.get(text.words.starts[first])
        return Choice(author) if author else None
    named = next((name for at in phrase[: owns - first if owns >= 0 else None][::-1] if (name := text.tags.name[at])), None)
    if author := text.at.get(named.start) if named else None:
        return Choice(author) if by or owns >= 0 or author.kind == "organization" else None
    owner = text.descriptions.read(first, owns - 1) if owns >= 0 or (by and phrase) else None
    return resolve_role.find(text, referring._replace(first=first, description=owner)) if owner else None


def _wrote(text: Resolver, entity: Entity) -> bool:
    """Tell whose letter or statement spoke last, so that "it" may go on."""
    spoke = text.spoke is not None and text.spoke[0] is entity
    return spoke and entity.references[-1].rule == resolve_author.id


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
    "Ada Osei left. Bo Lind stayed and sang. It rained. “It pours,” [the singer=Bo Lind] said.",
    "PM Ada Osei met Bo Lind at 8 PM. [The PM=Ada Osei] left.",
    "Bo Lind's mother, Ada Osei, wept. “It rains,” [his mother=Ada Osei] said.",
    counterexamples=(
        "Ada Osei, mayor of Tamale, came. [The deputy mayor] left.",
        "Ada Osei met Bo Lind. [The minister] left.",
        "Bo Lind met President Ada Osei. “It rains,” Osei said. “It pours,” [the foreign minister] added.",
        "Bo Lind's mother, Ada Osei, wept. “It rains,” [Jon Kofi's mother] said.",
        "Sergeant Ada Osei died in May. “It rains,” [the dead soldier's officer] said.",
        "Osemar Ltd and Tepline Inc met in May. “We will win,” [the company] said.",
    ),
)
def resolve_role(text: Resolver, referring: Referring) -> Choice | None:
    """Take whoever a description with "the" fits best and who stands out most; kin known by name for "her mother".

    Where nobody named so far has the role, the one who is said to have it later on: "The mayor resigned" before "Osei, the
    mayor".
    """
    found, weigh = referring.description, text.weights.description
    if found is None or not text.in_list(referring.first, "definite"):
        return _kin(text, referring.first, found) if found else None
    if found.end == found.last and found.last < len(text.words) and text.in_list(found.last, "goes on"):
        return None
    alike = of_kind(text, found, text.salience.entities)
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
    resolve_role,
    make_described,
)
