"""An editor's word counts: answers that a person sets or takes out, each proven by the article's own words."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from feedpub.errors import ExtractionError
from feedpub.extraction.select.decision import Decision
from feedpub.extraction.trace import Extraction
from feedpub.model.article import Article
from feedpub.model.edits import EditedWhat, Edits
from feedpub.model.edtf import precision_of
from feedpub.model.event import Answer, Answers, Quote, Speaker, What, When, Where, Who
from feedpub.model.span import EvidenceField, Span

_FIELDS: tuple[EvidenceField | None, ...] = (None, "headline", "standfirst")
_SET, _LEFT = "an editor has set it", {"won": False, "confidence": None, "reason": "an editor has decided otherwise"}
_MARK: dict[str, Any] = {"rule": "editor", "confidence": 1.0}
_WHICH = frozenset(("country_code", "admin1", "latitude", "longitude", "geonames_id"))
_ROLES = ("agent", "event", "affected", "dateline", "speaker", "mentioned")

Listed = TypeVar("Listed", bound=Who | When | Where)


def edited(article: Article, found: Extraction) -> Extraction:
    """Let an editor's word stand over what an extractor found.

    Args:
        article: with its edits.
        found: by an extractor.

    Returns:
        The answers as the editor wants them, those that are set marked ``rule: editor`` and sure, with the trace of that.

    Raises:
        ExtractionError: an edit names words that the article does not have.
    """
    if article.edits is None:
        return found
    answers = _Editing(article, article.edits, found.answers).answers()
    stands = [Decision(answer, _SET).traced() for place, answer in answers.all() if not place.endswith("/speaker")]
    kept = {(claim.question, claim.start, claim.value) for claim in stands if claim.rule != "editor"}
    trace = [
        claim if not claim.won or (claim.question, claim.start, claim.value) in kept else claim.model_copy(update=_LEFT)
        for claim in found.trace
    ]
    return Extraction(answers=answers, trace=(*(claim for claim in stands if claim.rule == "editor"), *trace))


class _Editing:
    """Goes through the edits of an article, question by question."""

    def __init__(self, article: Article, edits: Edits, found: Answers) -> None:
        self.article, self.edits, self.found = article, edits, found

    def answers(self) -> Answers:
        what = self.found.what if self.edits.what is None else self._what(self.edits.what)
        who = _set(self.found.who, self.edits.who, list(self._who()))
        when = _set(self.found.when, self.edits.when, list(self._when()))
        where = _set(self.found.where, self.edits.where, list(self._where()))
        quotes = self._quotes(who)
        if self.edits.who is not None or self.edits.speakers:
            speaking = {quote.speaker.who for quote in quotes if quote.speaker}
            who = tuple(_speaks(one, one.id in speaking) for one in who)
        return Answers(who=who, what=what, when=when, where=where, quotes=quotes)

    def _what(self, edit: EditedWhat) -> What | None:
        if edit.action is None:
            return None
        known = self.found.what
        found = self._evidence(edit.action, "what.action")
        if edit.summary:
            self._evidence(edit.summary, "what.summary")
        summary = edit.summary or (known.summary if known else self.article.headline)
        kind = edit.type or (known.type if known else "other")
        return What(action=edit.action, summary=summary, type=kind, evidence=found[:1], **_MARK)

    def _who(self) -> Iterator[tuple[Who | None, Who | None]]:
        for number, edit in enumerate(self.edits.who or ()):
            known = next((who for who in self.found.who if _is_called(who, who.name, edit.name)), None)
            evidence = known.evidence if known else self._evidence(edit.name, f"who.{number}.name")
            made = known or Who(id=f"e{number + 1}", name=edit.name, kind="unknown", evidence=evidence, **_MARK)
            yield known, None if edit.remove else made.model_copy(update=_given(edit, "name") | _MARK)

    def _when(self) -> Iterator[tuple[When | None, When | None]]:
        for number, edit in enumerate(self.edits.when or ()):
            known = next((date for date in self.found.when if edit.value == date.value or edit.text == date.text), None)
            if known is None and edit.text is None:
                self._refuse(f"when.{number}.value", f"no words are known to mean {edit.value}: give them as text")
            evidence = self._evidence(edit.text, f"when.{number}.text") if edit.text else known.evidence if known else ()
            said = {"value": edit.value, "precision": precision_of(edit.value), "role": edit.role}
            made = When(**said, text=evidence[0].text, evidence=evidence, **_MARK)
            yield known, None if edit.remove else made

    def _where(self) -> Iterator[tuple[Where | None, Where | None]]:
        for number, edit in enumerate(self.edits.where or ()):
            known = next((place for place in self.found.where if _is_called(place, place.name, edit.name)), None)
            evidence = known.evidence if known else self._evidence(edit.name, f"where.{number}.name")
            made = known or Where(name=edit.name, kind="area", evidence=evidence, **_MARK)
            given = _given(edit, "name")
            moved = any(getattr(made, name) != given[name] for name in _WHICH & given.keys())
            which = dict.fromkeys(_WHICH) if moved else {}
            yield known, None if edit.remove else made.model_copy(update=which | given | {"use": "literal"} | _MARK)

    def _quotes(self, who: tuple[Who, ...]) -> tuple[Quote, ...]:
        known, quotes = {one.id for one in who}, list(self.found.quotes)
        for place, quote in enumerate(quotes):
            if quote.speaker and quote.speaker.who and quote.speaker.who not in known:
                quotes[place] = quote.model_copy(update={"speaker": None})  # whoever is nobody has said nothing
        for number, edit in enumerate(self.edits.speakers or ()):
            meant = [place for place, quote in enumerate(quotes) if _plain(edit.quote) in _plain(quote.text)]
            if not meant:
                self._refuse(f"speakers.{number}.quote", f"no quotation has the words {edit.quote!r}")
            for place in meant:
                speaker = self._speaker(edit.name, quotes[place], who, number) if edit.name else None
                quotes[place] = quotes[place].model_copy(update={"speaker": speaker})
        return tuple(quotes)

    def _speaker(self, name: str, quote: Quote, known: tuple[Who, ...], number: int) -> Speaker:
        who = next((one for one in known if _is_called(one, one.name, name)), None)
        evidence = who.evidence if who else self._evidence(name, f"speakers.{number}.name")
        inside = [span for span in evidence if span.field is None] or list(evidence)
        nearest = min(inside, key=lambda span: abs(span.start - quote.evidence[0].start))
        called = {"name": who.name if who else name, "who": who.id if who else None, "text": nearest.text}
        return Speaker(**called, evidence=(nearest,), **_MARK)

    def _evidence(self, words: str, place: str) -> tuple[Span, ...]:
        """Find words wherever they stand in the article, however they are spaced."""
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")
        spans = [
            self.article.span(*match.span(), field)
            for field in _FIELDS
            for match in pattern.finditer(self.article.characters(field))
        ]
        return tuple(spans) or self._refuse(place, f"{words!r} does not stand in the article")

    def _refuse(self, place: str, reason: str) -> Any:
        raise ExtractionError(self.article.id, reason, place)


def _set(found: tuple[Listed, ...], said: object, changes: list[tuple[Listed | None, Listed | None]]) -> tuple[Listed, ...]:
    """Put what is set in the place of what it replaces, each role's first; a part that is set is nobody else's."""
    if said is None:
        return found
    gone = {id(known) for known, _ in changes}
    made = [new for _, new in changes if new is not None]
    settled = any(new.role == "event" for new in made)
    left = [one for one in found if said and id(one) not in gone]
    made += [_mentioned(one) if settled and one.role == "event" else one for one in left]
    return tuple(sorted(made, key=lambda one: _ROLES.index(one.role)))


def _mentioned(one: Any) -> Any:
    return one.model_copy(update={"role": "mentioned"})


def _speaks(who: Who, is_quoted: bool) -> Who:
    if who.role not in ("speaker", "mentioned"):
        return who
    return who.model_copy(update={"role": "speaker" if is_quoted else "mentioned"})


def _given(edit: Any, *but: str) -> dict[str, Any]:
    given: dict[str, Any] = edit.model_dump(exclude={"remove", *but})
    return {name: value for name, value in given.items() if value is not None}


def _is_called(answer: Answer, name: str, wanted: str) -> bool:
    return wanted.casefold() in (name.casefold(), *(span.text.casefold() for span in answer.evidence))


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split()).casefold()


_SIGNS = str.maketrans("‘’“”", "''\"\"")
