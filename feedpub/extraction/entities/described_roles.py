"""Whom a description by a role means: "the mayor", "her mother", "Ghana's envoy"."""

from functools import partial
from itertools import islice
from operator import itemgetter

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.entities.coreference import Resolver
from feedpub.extraction.entities.description_fit import fit_of, is_based, is_called_so, is_trait, of_kind
from feedpub.extraction.entities.descriptions import Description
from feedpub.extraction.entities.entity import Choice, Entity
from feedpub.extraction.entities.referring import Referring
from feedpub.extraction.rule import rule

_MOST_HOLDERS = 32  # of one role, among whom somebody is looked for: none of 2,225 articles names more than 7

_rule = partial(rule, layer="entities")


@_rule(
    "who.role",
    "Ada Osei, mayor of Tamale, met Bo Lind. [The mayor=Ada Osei] left.",
    "Foreign Secretary Ada Osei left. Shadow minister Bo Lind said it rained. [The foreign secretary=Ada Osei] said no.",
    "Deputy Prime Minister Bo Lind met Prime Minister Ada Osei. [The prime minister=Ada Osei] said no.",
    "Former president Bo Lind met President Ada Osei. Mr Lind was ill. [The president=Ada Osei] said no.",
    "[The mayor=Ada Osei] resigned. It was Ada Osei, the mayor, who built the port.",
    "Ada Osei resigned. Nobody was told. [The minister=Ada Osei] left.",
    "Bo Lind met Ada Osei. “It rains,” Osei said. “It pours,” [the Tamale minister=Ada Osei] added.",
    "Ada Osei, a mother-of-nine, met Jane Lind. “It rains,” [the mother-of-nine=Ada Osei] said.",
    "Coach Bo Lind kept Jon Kofi. Skipper Jon Osei believes it rained. “It rains,” said [the Tamale full-back=Jon Osei].",
    "Hollywood star Ada Osei met Bo Lind. “It rains,” [the Tamale-born actress=Ada Osei] said.",
    "Bo Lind met Ada Osei, a mother. “It rains,” Osei said. “It pours,” [the soft-spoken surgeon=Ada Osei] added.",
    "Bo Lind met Ada Osei, a banker. “It rains,” Osei said. “It pours,” [the Tamale-based mother=Ada Osei] added.",
    "Ada Osei fought it. “It rains,” said [the Tamale-based mother=Ada Osei] who came in May.",
    "Ghanaian nurse Ada Osei denied it. “It rains,” said [the Tamale-based nurse=Ada Osei], who came in May.",
    "Osemar Ltd cut its fares. “Everybody gains,” [the company=Osemar Ltd] said.",
    "Osemar Ltd's boats will sail in May, [the company=Osemar Ltd] said.",
    "Osemar Ltd's boats will sail in May, [the airline=Osemar Ltd] said.",
    "Tepline Inc denied it. [The Osemar news agency=Osemar] said: “It rains.” Osemar employs ten people.",
    "The Leeds Post said it rained. “It pours,” [the paper=Leeds Post] added.",
    "The BBC cut ten jobs. “We are sorry,” [the company=BBC] said.",
    "The Defence Department met. “We are sorry,” [the ministry=Defence Department] said.",
    "Ada Osei left. Bo Lind stayed and sang. It rained. “It pours,” [the singer=Bo Lind] said.",
    "Tepline Inc, a film company, met Osemar Productions. [The production company=Osemar Productions] said: “We regret it.”",
    "Ada Osei left. Osemar Ltd cut ten jobs ([the company=Osemar Ltd] called it “a small cut”).",
    "[Ghana's envoy to Tamale=Ada Osei] said: “It rains.” Bo Lind left. Ghana's envoy Ada Osei stayed.",
    "It rains, said Ada Osei. In her letter [the party leader=Ada Osei] called it “a mess.”",
    "The port was “late,” Bo Lind said. [The port group's general secretary=Bo Lind] called it “a mess.”",
    "Bo Lind met Rep. Ada Osei, who leads the House panel, [the Tamale Republican=Ada Osei] said.",
    "PM Ada Osei met Bo Lind at 8 PM. [The PM=Ada Osei] left.",
    "Bo Lind's mother, Ada Osei, wept. “It rains,” [his mother=Ada Osei] said.",
    "[The head of the fire service=Ada Osei] said: “It rains.” Bo Lind left. Ada Osei, the head of the fire service, wept.",
    "[Ghana's envoy to Cuba=Ada Osei] said: “It rains.” Bo Lind left. Ghana's envoy to Cuba Ada Osei stayed.",
    counterexamples=(
        "[The head of the fire service] said: “It rains.” Bo Lind left. Ada Osei, the head of the service, stayed.",
        "[A head of the fire service] said: “It rains.” Bo Lind left. Ada Osei, the head of the fire service, stayed.",
        "Ada Osei, mayor of Tamale, came. [The deputy mayor] left.",
        "Ada Osei met Bo Lind. [The minister] left.",
        "Bo Lind met President Ada Osei. “It rains,” Osei said. “It pours,” [the foreign minister] added.",
        "Bo Lind's mother, Ada Osei, wept. “It rains,” [Jon Kofi's mother] said.",
        "Sergeant Ada Osei died in May. “It rains,” [the dead soldier's officer] said.",
        "Osemar sank, the BBC reported. [The transport ministry] said: “It rains.”",
        "Osemar sank, Reuters reported. [The space agency] said: “It rains.”",
        "Bo Lind told the Leeds Post that it rained. “It pours,” [the company] said.",
        "The World Health Organization met. “We are sorry,” [the health ministry] said.",
        "Ada Osei fought it. “It rains,” said [the mother] who came in May.",
        "Ada Osei met Jane Lind. “It rains,” said [the Tamale-based nurse].",
        "Peter Lind said it rained. “It rains,” said [the Tamale-based mother].",
        "Osemar Ltd and Tepline Inc met in May. “We will win,” [the company] said.",
        "Tamale City Council met. “It rains,” [the company] said.",
        "Osemar Ltd's boats will sail in May, [the newspaper] said.",
        "Osemar Ltd met Ada Osei. “It rains,” [the hospital] said.",
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
    if found and (held := _worded(text, referring, found)):
        return Choice(held, distance=-1)
    if found is None or not text.in_list(referring.first, "definite"):
        return (_kin(text, referring.first, found) or _office(text, referring, found)) if found else None
    goes_on = found.end == found.last and text.in_list(found.last, "goes on")
    if goes_on and not (is_based(text, found) and text.in_list(found.last, "who")):
        return None  # "the mayor who"
    alike = list(of_kind(text, found, text.salience.entities))
    alike = [one for one in alike if is_called_so(text, found, one)] or alike
    scored = [(score, one) for one in alike if (score := fit_of(text, found, one, referring)) > 0]
    # "The president" is hardly former president Bo Lind.
    scored = [(score, one) for score, one in scored if found.role not in one.past_roles] or scored
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


def _worded(text: Resolver, referring: Referring, found: Description) -> Entity | None:
    """Take for "the head of the fire service" the only one beside whose name the very words stand, maybe later on.

    So too for "the foreign secretary", as soon as Foreign Secretary Ada Osei has been named.
    """
    owned = t.OWNS in text.tags.of[referring.first : found.head]
    if not owned and not text.in_list(referring.first, "definite"):
        return None
    wording = text.descriptions.wording(found)
    holders = islice(text.with_role.get(found.role, ()), _MOST_HOLDERS)
    if owned or found.end > found.last:
        alike = (one for one in holders if wording in one.wordings)
    elif " " in wording:
        alike = (one for one in holders if one in text.salience.entities and one.is_described_as(wording))
    else:
        return None
    held = list(islice(alike, 2))
    return held[0] if len(held) == 1 else None


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
