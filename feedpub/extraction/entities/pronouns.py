"""The rule of coreference for pronouns: whom "she", "it" and "they" mean."""

from bisect import bisect_left
from operator import itemgetter

from feedpub.extraction.document.clauses import tagset as t
from feedpub.extraction.entities.coreference import Resolver
from feedpub.extraction.entities.entity import AUTHOR, Choice, Entity, EntityKind
from feedpub.extraction.entities.referring import Referring, genders_of
from feedpub.extraction.rule import rule
from feedpub.language.lexicon import Is

_BESIDE = 2  # sentences in which others who were told of may be "they"
_TOLD = 3  # tokens from "he" to the verb: "he has later told"
_CLOSING, _INTRODUCING = frozenset(",”\"’'"), frozenset(",:")


@rule(
    "who.pronoun",
    "Ada Osei met Bo Lind. [She=Ada Osei] left.",
    "Ada Osei thanked Jane Lind. [She=Ada Osei] left.",
    "Jane Lind built it. Jane Lind ran it. The sea rose, said Ada Osei. “It will rise,” [she=Ada Osei] said.",
    "The company said: “We regret the error.” [It=company] added: “Nobody was hurt.”",
    "Osemar have twice denied it. “Nobody was hurt,” [they=Osemar] said.",
    "Officials said: “Nobody was hurt.” “No ship sank,” [they=Officials] added.",
    "Jean Osei came. [She=Jean Osei] left.",
    "Bo Lind left. Spokesman Ada Osei spoke. [He=Ada Osei] left.",
    "Bo Lind met Andrea Osei. “It rains,” Lind said. “It pours,” said Osei. “It snows,” [he=Andrea Osei] added.",
    "Jon Lind spoke. Simone Osei took off his coat. [He=Simone Osei] left.",
    "Nicola Osei met Jon Lind. [He=Jon Lind] left.",
    "“I am well,” Ada Osei said. “Nobody was hurt,” [she’d=Ada Osei] added.",
    "Bo Lind seems likely to stop, said Nam Sung-wook, a surgeon. “It rains,” [he=Nam Sung-wook] said.",
    "Bo Lind said it rained. According to Jon Kofi, the port is shut. “It pours,” [he=Jon Kofi] said.",
    "Bo Lind said he had met Jon Kofi, who told him that it rained. [He=Bo Lind] added: “Nobody was hurt.”",
    "Ada Osei met Jane Lind and spoke. Lind had failed the port, [she=Ada Osei] said.",
    "Ada Osei met Jane Lind and spoke. Lind had “failed the port,” [she=Ada Osei] told Bo Kofi.",
    "Ada Osei met Jane Lind and spoke. Lind had “failed my port,” [she=Jane Lind] told Bo Kofi.",
    "Ilhan Lind met Jane Osei. Osei left. Lind said it rained. [She=Ilhan Lind] added: “It pours.”",
    "Jane Osei left. John Lind said it rained. [She=Jane Osei] added: “It pours.”",
    "A police officer said: “It rains.” “Nobody was hurt,” [they=police officer] added.",
    "“It is late,” Jon Kofi said. Bo Lind left after [he=Bo Lind] called it “a mess of boats”.",
    "They met Bo Lind. A veteran of the port, [he=Bo Lind] had retired.",
    "They met Bo Lind. A veteran of the port, Jon Kofi, left. [He=Jon Kofi] had retired.",
    "Bo Lind left. A spokesman for Osemar denied the claim. “We go,” [he=spokesman for Osemar] said.",
    "Bo Lind left. A spokesman for Osemar asked why. “We go,” [he=spokesman for Osemar] said.",
    "Bo Lind left. A reporter of the Volta Post asked why. “We go,” [he=Bo Lind] said.",
    "The District Magistrate said: “I go.” [He=District Magistrate] added: “Nobody was hurt.”",
    layer="entities",
    counterexamples=(
        "Mr. Lind came. [She] left.",
        "Ada Osei came. A guest has his or [her] boat.",
        "The Grand Zorblat opened. [He] left.",
        "Ada Osei said: “We regret the error.” “Nobody was hurt,” [it] added.",
        "Fans of Osemar have waited. “Nobody was hurt,” [they=Osemar] said.",
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
    addressed = _addressed(text, referring) if referring.speaks else None
    # "Lind left after he called it “a mess”": not who spoke before that sentence
    within = text.tags.of[max(referring.first - 1, 0)] in (t.RELATIVE, t.SUBORDINATOR)
    goes_on = referring.speaks and not within
    added = _added(text, referring)
    for entity in text.salience.entities:
        it = entity.kind in kinds or ("document" in kinds and _wrote(text, entity))
        opposed = bool(entity.gender and gender and entity.gender != gender and entity is not added)
        many = entity.several and "group" in kinds  # "Osemar have denied it", so that "they" may be Osemar
        silent = entity.kind == "unknown" and not (entity.speaks or many)  # a film or a phone, as likely as somebody
        one = "group" in kinds and _speaks_on(text, entity, referring)
        if entity is addressed or not (it or one) or silent or (opposed and not entity.guessed):
            continue
        score = text.salience.of(entity, number) * (_agreement(text, entity, gender) if gender else 1.0)
        score *= weigh.other_guess if opposed else 1.0
        score *= weigh.named_in_own_quotation if entity in own else 1.0
        score *= weigh.speaks_on if goes_on and text.spoke in ((entity, number), (entity, number - 1)) else 1.0
        score *= weigh.silent if not (entity.has_name or entity.speaks) else 1.0
        score *= weigh.unknown_kind if entity.kind == "unknown" and not many else 1.0
        score *= weigh.several if entity.kind == "organization" and "group" in kinds and not many else 1.0
        (guessed if opposed else scored).append((score, entity))
    most, _ = max(scored, key=itemgetter(0), default=(0.0, None))
    scored += [one for one in guessed if one[0] > most]
    return text.salience.choose(scored, number, weigh.least if gender else weigh.least_silent, weigh.close)


def _agreement(text: Resolver, entity: Entity, gender: str) -> float:
    """Say how far a pronoun's gender fits somebody of whom no other is known."""
    likelier, weigh = entity.gender or text.leaning.get(entity, ""), text.weights.pronoun
    if entity.gender or likelier == gender:
        return 1.0
    return weigh.rarer_gender if likelier else weigh.unknown_gender


def _added(text: Resolver, referring: Referring) -> Entity | None:
    """Return who is the subject of the sentence before "she added", whatever a rare given name tells of a gender."""
    entity = text.acted.get(referring.sentence - 1) if referring.speaks else None
    if (
        entity is None
        or not entity.guessed
        or text.words.lower[referring.last] not in text.language.words("reporting", "adding")
    ):
        return None
    common = text.language.words("given_names", entity.gender)
    return None if entity.name.split()[0] in common else entity


def _addressed(text: Resolver, referring: Referring) -> Entity | None:
    """Return who is told, and so does not speak: Osei in "he later told Osei"."""
    words, last = text.words, referring.last
    says = next((at for at in range(last, min(last + _TOLD, len(words))) if words.flags[at] & Is.SAY), -1)
    return text.entity_at(says + 1) if says >= 0 else None


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


def _speaks_on(text: Resolver, entity: Entity, referring: Referring) -> bool:
    """Tell somebody without a name who goes on to speak as "they": "A police spokesman said …," they added.

    Whoever says "we", or was told of just before, may be several.
    """
    number, words = referring.sentence, text.words
    if entity.kind != "person" or entity.has_name or text.spoke not in ((entity, number), (entity, number - 1)):
        return False
    spans = (words.quotations[each] for each in referring.quotations)
    own = any(text.in_list(at, "first person") for span in spans for at in range(words.at(span.start), words.at(span.end)))
    several = any(one.kind == "group" and text.salience.last(one) >= number - _BESIDE for one in text.salience.entities)
    return not (own or several)


def _wrote(text: Resolver, entity: Entity) -> bool:
    """Tell whose letter or statement spoke last, so that "it" may go on."""
    spoke = text.spoke is not None and text.spoke[0] is entity
    return spoke and entity.references[-1].rule == AUTHOR
