"""Roles: who did the main event, to whom, and who speaks of it."""

from collections.abc import Iterable, Iterator

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.words import Word, is_verb, object_follows
from feedpub.extraction.event.arguments import Argument
from feedpub.extraction.event.candidates import EventCandidate
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.event.paraphrase import meaning, same_event, same_verb
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.event.types import has_trait
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.select.main_event import MainEvent
from feedpub.extraction.select.resolution import ArgumentResolver, Participation, speakers_of
from feedpub.model.event import WhoRole

_MENTIONS = 4  # of the main event that are looked at


def participants(analysis: Analysis, event: MainEvent | None) -> ArgumentResolver:
    """Give everybody a role; they are not yet in order."""
    resolver = ArgumentResolver(analysis)
    if event is not None:
        _Casting(resolver, event).run()
    speakers = set(speakers_of(analysis))
    for each in resolver.participants:
        if each.role == "mentioned" and each.who.id in speakers:
            each.role, each.reason = "speaker", "is quoted"
    return resolver


class _Casting:
    """Goes through the mentions of the main event until somebody is known to do or suffer it."""

    def __init__(self, resolver: ArgumentResolver, event: MainEvent) -> None:
        self.resolver, self.event, self.first = resolver, event, event.candidate
        self.harm = _harm(event)
        self.done: set[WhoRole] = set()

    def run(self) -> None:
        for mention in [self.first, *self.harm, *self.event.mentions[1:_MENTIONS]]:
            if not self._is_read(mention):
                continue
            self.done |= self._roles_in(mention)
            if self.done and (mention is not self.first or "agent" in self.done):
                break
        if not self.done:
            _touch(self.resolver, self.first)

    def _is_read(self, mention: EventCandidate) -> bool:
        """Tell whether a mention is read: later sentences for harm only, others for the same verb once roles are known."""
        if mention is self.first:
            return True
        aside = mention.passage.later and mention not in self.harm
        return not aside and (not self.done or same_verb(self.first, mention))

    def _roles_in(self, mention: EventCandidate) -> set[WhoRole]:
        """Give the roles that a mention's arguments have, unless an earlier mention gave them."""
        given: set[WhoRole] = set()
        for argument in _taking_part(self.resolver.analysis, self.first, mention):
            befalls = mention is not self.first and has_trait(self.event.what.type, "befalling", self.first.passage.language)
            role: WhoRole = "affected" if befalls else _role(mention, argument)
            found = None if role in self.done else self._resolve(argument, role)
            if found is None:
                continue
            if found.role == "mentioned":
                found.role, found.reason = role, f"{argument.function} of {_place(mention)}"
                found.in_office = _in_office(self.first, found, argument)
                given.add(role)
            found.prove(self.resolver.analysis.article.span(*argument.characters, argument.passage.field))
        return given

    def _resolve(self, argument: Argument, role: WhoRole) -> Participation | None:
        """Find whom a phrase means: by name, by what the lead calls the same, by description, else as it stands."""
        resolver = self.resolver
        if found := resolver.named(argument):
            unnamed = found.entity is not None and found.described and not found.entity.speaks
            return (resolver.introduced(argument) if unnamed and role == "agent" else None) or found
        twin = self._twin(argument) if argument.passage.headline else None
        if twin and (found := resolver.named(twin) or resolver.described(twin)):
            return found
        found = resolver.described(argument) or self._protagonist(argument) or resolver.introduced(argument)
        return found or (resolver.enter(twin) if twin else None) or resolver.enter(argument)

    def _protagonist(self, argument: Argument) -> Participation | None:
        """Take the standfirst's subject for the headline's one person: "Nurse cleared", "Hallam hid letters"."""
        language = argument.passage.language
        if (
            not has_trait(self.event.what.type, "personal", language)
            or kind_of_noun(argument.head_word, language) != "person"
        ):
            return None
        for mention in self.event.mentions:
            if mention.passage.place == "standfirst" and mention.predicate and not mention.predicate.verb.passive:
                subject = next((each for each in mention.arguments if each.function == "subject"), None)
                found = self.resolver.named(subject) if subject else None
                if found is not None and found.role == "mentioned" and found.who.kind == "person":
                    return found
        return None

    def _twin(self, argument: Argument) -> Argument | None:
        """Find the phrase with the same part where the lead tells the same event: "Coach", "head coach Tomas Brandl"."""
        for mention in self.event.mentions[1:_MENTIONS]:
            if same_verb(self.first, mention) and mention.passage.place in ("lead", "standfirst"):
                # The second of two stands second there, too: "Germany and France sign".
                role = _role(self.first, argument)
                peers = [each for each in self.first.arguments if _role(self.first, each) == role]
                before = sum(each.start < argument.start for each in peers)
                others = [each for each in mention.arguments if _role(mention, each) == role]
                return others[before] if before < len(others) else None
        return None


def _place(mention: EventCandidate) -> str:
    return mention.passage.place.replace("_", " ")


def _harm(event: MainEvent) -> list[EventCandidate]:
    """Find the mentions that say whom an accident has killed or hurt, wherever at the top they stand."""
    befalls = has_trait(event.what.type, "befalling", event.candidate.passage.language)
    told = event.mentions[1:] if befalls else ()
    return [mention for mention in told if mention.predicate and _harms(mention.predicate)]


def _harms(predicate: Predicate) -> bool:
    return meaning(predicate) in predicate.passage.listed["harm"] and not predicate.verb.negated


def _taking_part(analysis: Analysis, first: EventCandidate, mention: EventCandidate) -> Iterator[Argument]:
    """Yield those arguments of a clause that may have a part in the main event."""
    found: Iterable[Argument]
    if mention is first or same_verb(first, mention):
        found = mention.arguments
    elif mention.predicate and mention.predicate.verb.is_a("reporting verbs"):
        return  # "Forecasters expect snow"
    else:
        found = mention.arguments if same_event(first, mention) else _actors(mention)
    yield from (argument for argument in found if not _is_destination(analysis, mention, argument))


def _in_office(first: EventCandidate, who: Participation, argument: Argument) -> bool:
    """Tell whether somebody unnamed only does what the office is for, to whom the headline is about: "Thief arrested"."""
    passive = first.predicate is not None and first.predicate.verb.passive and argument.passage is not first.passage
    office = argument.head_word.low in argument.passage.language.words("participants", "office")
    return passive and office and who.entity is None and who.role == "agent"


def _actors(mention: EventCandidate) -> Iterator[Argument]:
    """Yield those who do something in a clause that tells something else: what it does to others is another event.

    A lead tells of the same people as its headline; a standfirst does where they do something to something: "Museum gives
    back carving", not "Forty families are sleeping in a school".
    """
    predicate = mention.predicate
    rest = predicate.words[slice(*predicate.complement)] if predicate else ()
    following = next((word for word in rest if not word.adverb), None)
    acts = mention.passage.place == "lead" or object_follows(following)
    if predicate and acts and not predicate.verb.passive:
        yield from (argument for argument in mention.arguments if argument.function == "subject")


def _touch(resolver: ArgumentResolver, mention: EventCandidate) -> None:
    """Where nobody does or suffers the event, take whom its passage names: "Brightwater shares fall"."""
    passage = mention.passage
    named = (each for each in resolver.participants if each.who.name[:1].isupper() and not each.described)
    for each in named:
        name = each.who.name.split()[-1]
        word = next((word for word in passage.words if _is_called(word, name)), None)
        if word is not None:
            each.role, each.reason = "affected", f"named in {_place(mention)}"
            if passage.field is not None:
                each.spans.append(passage.span(resolver.analysis, word.start, word.start + len(name)))
            return


def _is_called(word: Word, name: str) -> bool:
    return word.text == name or (word.possessive and word.text.startswith(name) and len(word.text) <= len(name) + 2)


def _role(mention: EventCandidate, argument: Argument) -> WhoRole:
    predicate = mention.predicate
    if predicate is None:
        return "mentioned"
    if argument.function != "subject":
        return "affected" if argument.function == "object" else "agent"
    if predicate.verb.passive or predicate.verb.is_a("suffering verbs"):
        return "affected"
    state = predicate.at(predicate.complement[0])
    is_so = predicate.verb.is_a("be") and state is not None and is_verb(state.language, state.low, "suffering verbs")
    return "affected" if is_so else "agent"


def _is_destination(analysis: Analysis, mention: EventCandidate, argument: Argument) -> bool:
    """Tell "leaves [Washington]" and "visits [Iceland]" from "leaves [Altmark]": a place is not done anything to."""
    if argument.function != "object" or mention.predicate is None or not mention.predicate.verb.is_a("motion verbs"):
        return False
    start = argument.passage.start + argument.head_word.start
    spans = (mention.span for place in analysis.layer(place_candidates) for mention in place.mentions)
    return any(span.field == argument.passage.field and span.start <= start < span.end for span in spans)
