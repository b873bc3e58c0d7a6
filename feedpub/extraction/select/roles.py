"""Roles: who did the main event, to whom, and who speaks of it."""

from collections.abc import Iterator

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.grammar.bare import object_follows
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event import EventClaim
from feedpub.extraction.select.descriptions import PERSONAL
from feedpub.extraction.select.event import MainEvent
from feedpub.extraction.select.kinds import kind_of_noun
from feedpub.extraction.select.meanings import meaning, same_event, same_verb
from feedpub.extraction.select.parties import Party, parties
from feedpub.extraction.select.roster import Entry, Roster, speakers_of
from feedpub.language.words import words as word_list
from feedpub.model.event import WhoRole

_CLAUSES = 4  # tellings of the main event that are looked at
_BEFALLS = frozenset(("accident", "fire", "natural_disaster", "health_alert"))  # nobody does them; people suffer them


def participants(analysis: Analysis, event: MainEvent | None) -> Roster:
    """Give everybody a role.

    Args:
        analysis: with the claims of who and quotes.
        event: the main event, with the clauses that tell it.

    Returns:
        The participants with their roles, not yet in order.
    """
    roster = Roster(analysis, event.what.type if event else "other")
    if event is not None:
        _cast(roster, event)
    speakers = set(speakers_of(analysis))
    for entry in roster.entries:
        if entry.role == "mentioned" and entry.who.id in speakers:
            entry.role, entry.reason = "speaker", "is quoted"
    return roster


def _cast(roster: Roster, event: MainEvent) -> None:
    """Go through the tellings, the winner first, until somebody is known to do or suffer the event."""
    first = event.told[0]
    done: set[WhoRole] = set()
    harm = _harm(event)
    for claim in [first, *harm, *event.told[1:_CLAUSES]]:
        aside = claim.answer.rule.endswith("sentence") and claim not in harm
        if claim is not first and (aside or (done and not same_verb(first, claim))):
            continue
        given: set[WhoRole] = set()
        for party in _taking_part(roster.analysis, first, claim):
            role = _role(claim, party)
            if claim is not first and event.what.type in _BEFALLS:
                role = "affected"
            if role in done:
                continue
            entry = _resolve(roster, event, party)
            if entry is not None and entry.role == "mentioned":
                entry.role, entry.reason = role, f"{party.place} of {claim.answer.rule.split('.')[-1]}"
                entry.in_office = _in_office(first, entry, party)
                given.add(role)
            if entry is not None:
                _prove(roster, entry, party)
        done |= given
        if done and (claim is not first or "agent" in done):
            break
    if not done:
        _touch(roster, first)


def _harm(event: MainEvent) -> list[EventClaim]:
    """Find the clauses that say whom an accident has killed or hurt, wherever at the top they stand."""
    if event.what.type not in _BEFALLS:
        return []
    clauses = [(claim, claim.clause) for claim in event.told[1:] if claim.clause is not None]
    return [claim for claim, clause in clauses if meaning(clause.verb) in ("die", "injure") and not clause.verb.negated]


def _taking_part(analysis: Analysis, first: EventClaim, claim: EventClaim) -> Iterator[Party]:
    """Walk over those in a clause who may have a part in the main event."""
    if claim is first or same_verb(first, claim):
        found = parties(claim)
    elif claim.clause is not None and claim.clause.verb.lemma in lexicon().classes["reporting verbs"]:
        return  # "Forecasters expect snow"
    else:
        found = parties(claim) if same_event(first, claim) else _actors(claim)
    yield from (party for party in found if not _is_destination(analysis, claim, party))


def _in_office(first: EventClaim, entry: Entry, party: Party) -> bool:
    """Tell whether somebody unnamed only does what the office is for, to whom the headline is about: "Thief arrested"."""
    passive = first.clause is not None and first.clause.verb.passive and party.stretch is not first.stretch
    office = party.words[party.head].low in word_list("participants", "office")
    return passive and office and entry.who.rule.startswith("who.") and entry.role == "agent"


def _actors(claim: EventClaim) -> Iterator[Party]:
    """Walk over those who do something in a clause that tells something else: what it does to others is another event.

    A lead tells of the same people as its headline; a standfirst does where they do something to something: "Museum gives
    back carving", not "Forty families are sleeping in a school".
    """
    clause = claim.clause
    rest = clause.words[clause.complement[0] : clause.complement[1]] if clause else ()
    following = next((word for word in rest if not word.adverb), None)
    acts = claim.answer.rule.endswith("lead") or object_follows(following)
    if clause and acts and not clause.verb.passive:
        yield from (party for party in parties(claim) if party.place == "subject")


def _touch(roster: Roster, claim: EventClaim) -> None:
    """Where nobody does or suffers the event, take whom its telling names: "Brightwater shares fall"."""
    stretch = claim.stretch
    called = [
        entry for entry in roster.entries if entry.who.name[:1].isupper() and not entry.who.rule.startswith("speakers")
    ]
    for entry in called if stretch else ():
        name = entry.who.name.split()[-1]
        word = next((word for word in stretch.words if _is_called(word, name)), None) if stretch else None
        if word is not None and stretch is not None:
            entry.role, entry.reason = "affected", f"named in {claim.answer.rule.split('.')[-1]}"
            if stretch.field is not None:
                entry.spans.append(stretch.span(roster.analysis, word.start, word.start + len(name)))
            return


def _is_called(word: Word, name: str) -> bool:
    return word.text == name or (word.possessive and word.text.startswith(name) and len(word.text) <= len(name) + 2)


def _role(claim: EventClaim, party: Party) -> WhoRole:
    if claim.clause is None:
        return "mentioned"
    verb = claim.clause.verb
    if party.place == "object":
        return "affected"
    suffering = lexicon().classes["suffering verbs"]
    if party.place == "subject" and (verb.passive or verb.lemma in suffering or _is_counted(party)):
        return "affected"
    if party.place == "subject" and verb.lemma == "be" and claim.clause.words[claim.clause.complement[0] :][:1]:
        return "affected" if claim.clause.words[claim.clause.complement[0]].low in suffering else "agent"
    return "agent"


def _is_destination(analysis: Analysis, claim: EventClaim, party: Party) -> bool:
    """Tell "leaves [Washington]" and "visits [Iceland]" from "leaves [Altmark]": a place is not done anything to."""
    if party.place != "object" or not claim.clause or claim.clause.verb.lemma not in lexicon().classes["motion verbs"]:
        return False
    head = party.words[party.head]
    start = party.stretch.start + head.start
    spans = (span for place in analysis.answers("where") for span in place.answer.evidence)
    return any(span.field == party.stretch.field and span.start <= start < span.end for span in spans)


def _is_counted(party: Party) -> bool:
    """Tell "the number of [people] killed has risen": what is counted does nothing."""
    return party.start > 1 and party.words[party.start - 1].low == "of" and party.words[party.start - 2].low == "number"


def _resolve(roster: Roster, event: MainEvent, party: Party) -> Entry | None:
    """Find whom a phrase means: by name, by what the lead calls the same, by description, else as it stands."""
    entry = roster.named(party)
    if entry is not None:
        return entry
    twin = _twin(event, party) if party.stretch.headline else None
    if twin is not None:
        entry = roster.named(twin) or roster.described(twin)
        if entry is not None:
            return entry
    entry = roster.described(party) or roster.institution(party) or _protagonist(roster, event, party)
    return entry or (roster.enter(twin) if twin is not None else None) or roster.enter(party)


def _protagonist(roster: Roster, event: MainEvent, party: Party) -> Entry | None:
    """Take whom the standfirst makes its subject for the headline's one person: "Nurse cleared", "Hallam hid letters"."""
    if event.what.type not in PERSONAL or kind_of_noun(party.words[party.head]) != "person":
        return None
    told = (claim for claim in event.told if claim.answer.rule.endswith("standfirst") and claim.clause)
    for claim in (claim for claim in told if claim.clause and not claim.clause.verb.passive):
        entry = next((roster.named(other) for other in parties(claim) if other.place == "subject"), None)
        if entry is not None and entry.role == "mentioned" and entry.who.kind == "person":
            return entry
    return None


def _twin(event: MainEvent, party: Party) -> Party | None:
    """Find the phrase that has the same part where the lead tells the same event: "Coach" and "head coach Tomas Brandl"."""
    first = event.told[0]
    for claim in event.told[1:_CLAUSES]:
        if same_verb(first, claim) and claim.answer.rule.endswith(("lead", "standfirst")):
            # The second of two stands second there, too: "Germany and France sign".
            before = sum(_role(first, other) == _role(first, party) for other in parties(first) if other.start < party.start)
            others = [other for other in parties(claim) if _role(claim, other) == _role(first, party)]
            return others[before] if before < len(others) else None
    return None


def _prove(roster: Roster, entry: Entry, party: Party) -> None:
    start, end = party.characters
    span = roster.analysis.article.span(start, end, party.stretch.field)
    known = [other for other in (*entry.who.evidence, *entry.spans) if other.field == span.field]
    if not any(other.start < end and other.end > start for other in known):
        entry.spans.append(span)
