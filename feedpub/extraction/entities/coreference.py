"""Coreference: whom pronouns and descriptions mean, decided in one pass over the text by weighted features."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import compress
from typing import Literal, TypeAlias

from feedpub.extraction.document.clauses.chunks import NounPhrase, leads
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.reporting.repetitions import Repetitions
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.entities.descriptions import Description, Descriptions, role_parts
from feedpub.extraction.entities.documents import Documents
from feedpub.extraction.entities.entity import Choice, Entity, EntityKind, Reference
from feedpub.extraction.entities.lead import of_lead
from feedpub.extraction.entities.leaning import leanings
from feedpub.extraction.entities.parts import part_of
from feedpub.extraction.entities.referring import Referring, anchor, called, genders_of, is_either, kind_of
from feedpub.extraction.entities.salience import Salience
from feedpub.extraction.entities.weights import weights
from feedpub.extraction.rule import Rule
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import Is

_BRACKET = 6  # tokens between brackets: "(D-Tamale)"


FindReferent: TypeAlias = Callable[["Resolver", Referring], Choice | None]


class Resolver:
    """One pass over a text that gives every mention without a name its entity.

    Args:
        tags: of the text.
        language: that it is written in.
        speakers: the phrases that name speakers, each with the number of the quotation that it speaks, or -1.
        at: the entity of each mention, by its first code point: of the names to begin with; grows.
    """

    def __init__(
        self, tags: Tags, language: Language, speakers: Iterable[tuple[NounPhrase, int]], at: dict[int, Entity]
    ) -> None:
        self.tags, self.words, self.language, self.at = tags, tags.words, language, at
        self.weights, self.salience, self.listed = weights(), Salience(), word_sets(language, "coreference")
        self.descriptions = Descriptions(tags, language)
        self.names = {name.first: name for name in tags.name if name and name.start in at}
        self.references: dict[int, Reference] = {}
        """The mentions found, by their anchors."""
        self.made: dict[str, Entity] = {}
        """The entities without a name, by how the text calls them."""
        self._joined: dict[Entity, Entity] = {}
        """Those of them who have turned out to be somebody named."""
        self.apposed: dict[int, Entity] = {}
        """Whose name each description stands beside, by its head."""
        self.with_role: dict[str, list[Entity]] = {}
        self.spoke: tuple[Entity, int] | None = None
        """Who spoke last, and in which sentence."""
        self.relative: tuple[Entity, int] | None = None
        """Whom "who" meant last, and in which sentence."""
        self.acted: dict[int, Entity] = {}
        """Who spoke in each sentence, else its subject."""
        self.documents = Documents(tags, language)
        self._ended: dict[int, Entity] = {}
        self._speaking: dict[int, list[tuple[NounPhrase, int]]] = {}
        self.named_speakers: dict[int, Mention] = {}
        """The names of the people who speak quotations by name, by the quotations' numbers."""
        for phrase, quotation in speakers:
            name = phrase.mention if phrase.mention and self._is_name(phrase) else None
            self._speaking.setdefault(name.first if name else phrase.first, []).append((phrase, quotation))
            if name and name.kind == "person" and quotation >= 0:
                self.named_speakers[quotation] = name

    def run(self, sentences: Iterable[MatrixSentence], rules: Collection[Rule[FindReferent]]) -> None:
        """Resolve the text: enters each mention, and the new entities."""
        self._learn()
        referring = {*genders_of(self.language), *self.listed["relative"], *self.listed["introducing"]}
        lower, flags = self.words.lower, self.words.flags
        refers = {*self._speaking, *compress(range(len(lower)), map(referring.__contains__, lower))}
        documents = compress(range(len(flags)), map(Is.DOCUMENT.__and__, flags))
        places = sorted({*self.names, *refers, *documents})
        for number, sentence in enumerate(sentences):
            for first, last, quotation in sentence.runs:
                for place in places[bisect_left(places, first) : bisect_left(places, last)]:
                    if name := self.names.get(place):
                        self._mention(name, number, sentence, quoted=quotation >= 0)
                    if quotation < 0:
                        for one in self._referring(place, number) if place in refers else ():
                            self._resolve(one, sentence, rules)
                        if flags[place] & Is.DOCUMENT:
                            self.documents.mention(place, number)

    def in_list(self, place: int, section: str) -> bool:
        """Tell whether a token is in a section of the language's list "coreference"."""
        return 0 <= place < len(self.words.lower) and self.words.lower[place] in self.listed[section]

    def entity_at(self, place: int) -> Entity | None:
        """Return the entity whose name begins at a token."""
        return self.at[self.names[place].start] if place in self.names else None

    def speaks_at(self, place: int) -> bool:
        """Tell whether a phrase that begins at a token names who says what is quoted or reported."""
        return place in self._speaking

    def is_quoted_at(self, place: int) -> bool:
        """Tell whether a phrase that begins at a token names who says what is quoted."""
        return any(quotation >= 0 for _, quotation in self._speaking.get(place, ()))

    def before(self, place: int) -> Entity | None:
        """Return whose mention ends right before a token, over a comma, an age or brackets."""
        texts = self.words.texts
        last = place - (place > 1 and texts[place - 1] == ",")
        if last > 2 and texts[last - 1].isdigit() and texts[last - 2] == ",":
            last -= 2
        if last > 1 and texts[last - 1] == ")":
            opening = (at for at in range(last - 2, max(last - _BRACKET, 0), -1) if texts[at] == "(")
            last = next(opening, last)
        return self._ended.get(last)

    @cached_property
    def repetitions(self) -> Repetitions:
        """What is said twice, once by somebody named."""
        return Repetitions(self.words, self.named_speakers)

    def named_in(self, quotations: Iterable[int]) -> set[Entity]:
        """Return who is named in quotations."""
        spans = [self.words.quotations[number] for number in quotations]
        tokens = (token for span in spans for token in range(self.words.at(span.start), self.words.at(span.end)))
        return {self.at[self.names[token].start] for token in tokens if token in self.names}

    def new(self, referring: Referring, kind: EntityKind) -> Entity:
        """Return the entity of a description that means nobody known; what is described in the same words is the same."""
        words, found = self.words, referring.description
        owner = self.at.get(words.starts[referring.first])
        last = max(referring.last, found.end if found else 0)
        name = called(self.tags, referring.first, last, owner.name if owner and owner.has_name else "")
        entity = self.made.setdefault(f"{owner.id if owner else ''} {name.lower()}", Entity(kind, name))
        if found:
            entity.learn_gender(self.language.title_genders.get(words.lower[found.head], ""))
        return entity

    def _learn(self) -> None:
        """Learn the roles, posts, ages and affiliations of everybody named from what stands beside the names."""
        for name in self.names.values():
            entity, beside = self.at[name.start], self.descriptions
            entity.learn([age] if (age := beside.age(name)) else ())
            entity.several |= self.in_list(name.last, "plural verb") and not beside.has_others(name)
            for found in (beside.before(name), beside.after(name)):
                if found and self._fits(found, name, entity):
                    self._describe(entity, found, name)
        for entity in dict.fromkeys(self.at.values()):
            for role in sorted(entity.roles):
                self.with_role.setdefault(role, []).append(entity)
        self.leaning = leanings(self.words, self.names, self.at)

    def _fits(self, found: Description, name: Mention, entity: Entity) -> bool:
        """Tell whether what stands beside a name may describe it; a noun of many meanings describes in front of one."""
        kind = self.kind(found)
        heads = entity.kind == "person" and leads(self.tags, found.head)  # "Osei, the head of the port"
        return kind == entity.kind or (kind is None and (found.last < name.first or heads))

    def _describe(self, entity: Entity, found: Description, name: Mention) -> None:
        lower, owner = self.words.lower, found.owner
        entity.learn([found.role, *role_parts(self.language, found.role), *self.descriptions.modifiers(found)])
        entity.wordings.add(self.descriptions.wording(found))
        if not self.listed["past"].isdisjoint(lower[found.first : found.head]):
            entity.past_roles.add(found.role)
        if owner:
            entity.owners.add(owner.name.lower())
        entity.learn_gender(self.language.title_genders.get(lower[found.head], ""))
        if entity.kind == "person":
            entity.description = entity.description or self.descriptions.title(found)
            if owner and owner.kind == "organization" and owner.start in self.at and not entity.affiliation:
                entity.affiliation = self.at[owner.start].name
        if found.last != name.first:
            self.apposed[found.head] = entity

    def kind(self, found: Description) -> EntityKind | None:
        """Tell what a description names; whoever has an age is somebody."""
        if found.role.isdigit():
            return "person"
        if found.role.replace(" ", "-") in self.language.words("participants", "organization"):
            return "organization"
        return kind_of(self.language, found.role.rpartition(" ")[2])

    def _mention(self, name: Mention, number: int, sentence: MatrixSentence, quoted: bool) -> None:
        entity = self.at[name.start]
        new = not quoted and entity not in self.salience.entities
        if new and (told := of_lead(self, entity, name, sentence, number)):
            self.introduce(told, entity)
        kind = "quoted" if quoted else part_of(self, name.first, name.last, sentence)
        self.salience.mention(entity, kind, number)
        self._ended[name.last] = entity
        self._act(entity, kind, number, speaks=kind == "speaker" or name.first in self._speaking)

    def introduce(self, told: Entity, entity: Entity) -> None:
        """Let somebody named be one of whom the text told before without a name."""
        entity.references += told.references
        entity.learn(told.roles)
        self.at.update({start: entity for start, one in self.at.items() if one is told})
        self.made = {called: one for called, one in self.made.items() if one is not told}
        self._joined[told] = entity
        self.salience.forget(told)

    def _referring(self, place: int, number: int) -> Iterable[Referring]:
        """Yield what begins at a token and refers to somebody: "his", "his son"; "the mayor"; "officials", who speak."""
        speaking = self._speaking.get(place) or []
        said = tuple([quotation for _, quotation in speaking if quotation >= 0])
        phrases = dict.fromkeys([phrase for phrase, _ in speaking if not self._is_name(phrase)])
        lower = self.words.lower[place]
        relative = lower in self.listed["relative"]
        pronoun = relative or lower in genders_of(self.language)
        if pronoun and not is_either(self.tags, place):
            form: Literal["pronoun", "relative"] = "relative" if relative else "pronoun"
            owns = bool(self.words.flags[place] & Is.POSSESSIVE) and bool(speaking) and speaking[0][0].form == "nominal"
            yield Referring(place, place + 1, form, None, () if owns else said, bool(speaking) and not owns, number)
        for phrase in phrases:
            if phrase.form != "pronoun":
                found = self.descriptions.read(place, phrase.head)
                yield Referring(place, phrase.last, "nominal", found, said, True, number)
            elif not pronoun:
                found = self.descriptions.read(place)
                # "one of her lawyers, Ada Osei", "one of the guards said"
                one = found if found and (found.head in self.apposed or self.in_list(place, "one of several")) else None
                yield Referring(place, phrase.last, "pronoun", one, said, True, number)
        found = self.descriptions.read(place) if not phrases and lower in self.listed["introducing"] else None
        if found and (self.kind(found) or self.in_list(found.last, "who")) and not self._says_more(found):
            yield Referring(place, found.last, "nominal", found, (), False, number)

    def _says_more(self, found: Description) -> bool:
        """Tell what opens a sentence to say more of its subject: "A veteran of the port, she retired"."""
        texts, lower, first = self.words.texts, self.words.lower, found.first
        indefinite = lower[first] in self.language.words("reporting", "indefinite") and self.words.opens[first]
        return indefinite and texts[found.end] == "," and self.in_list(found.end + 1, "subject")

    def _is_name(self, phrase: NounPhrase) -> bool:
        """Tell a name from a description, as "the German" and "the Conservatives" are."""
        called = phrase.mention
        return called is not None and called.kind != "group" and called.name not in self.language.words("peoples")

    def _resolve(self, referring: Referring, sentence: MatrixSentence, rules: Collection[Rule[FindReferent]]) -> None:
        head = referring.description.head if referring.description else referring.last - 1
        start = anchor(self.tags, referring.first, head, referring.form)
        if start in self.at:
            return
        for each in rules:
            if choice := each.find(self, referring):
                choice = choice._replace(entity=self._joined.get(choice.entity, choice.entity))
                self._enter(referring, choice, each.id, start)
                break
        else:
            return
        found, entity = referring.description, choice.entity
        if found:
            entity.learn([found.role])
        part = ""
        if referring.form == "pronoun":
            if choice.candidates == 1:
                entity.learn_gender(genders_of(self.language).get(self.words.lower[referring.first], ""))
            part = "subject" if self.in_list(referring.first, "subject") else "other"
            self.salience.mention(entity, part, referring.sentence)
        elif found and found.head not in self.apposed:
            opens = referring.first == sentence.runs[0].first  # not in "Osei, a farmer from Edo state told the paper"
            last = found.end if opens else referring.last
            part = "speaker" if referring.speaks else part_of(self, referring.first, last, sentence)
            self.salience.mention(entity, part, referring.sentence)
        for last in (referring.last, found.end if found else referring.last):
            self._ended[last] = entity
        if referring.form == "relative":
            self.relative = entity, referring.sentence
        # "Osei said she had met Lind, who told her …" is Osei's sentence
        aside = referring.form == "relative" and self.spoke is not None and self.spoke[1] == referring.sentence
        speaks = referring.speaks or part == "speaker"  # "A guard denied that …"
        entity.speaks |= speaks
        self._act(entity, part, referring.sentence, speaks=speaks and not aside)

    def _act(self, entity: Entity, part: str, sentence: int, *, speaks: bool) -> None:
        """Remember who speaks, and who acts, in a sentence."""
        if speaks:
            self.spoke, entity.speaks = (entity, sentence), True
            self.acted[sentence] = entity
        elif part in ("subject", "speaker") and entity.kind != "unknown":
            self.acted.setdefault(sentence, entity)

    def _enter(self, referring: Referring, choice: Choice, rule: str, anchor: int) -> None:
        words, (first, last) = self.words, referring[:2]
        start, end, text = words.starts[first], words.ends[last - 1], words.slice(first, last)
        form: Literal["pronoun", "nominal"] = "nominal" if referring.form == "nominal" else "pronoun"
        head = referring.description.head if referring.description else last - 1
        kind = choice.entity.kind if choice.entity.kind != "document" else "other"
        mention = Mention(start, end, text, form, kind, text, words.lower[head], "", "", first, last)
        self.at[anchor], self.references[anchor] = choice.entity, Reference(mention, rule, *choice[1:])
        choice.entity.references.append(self.references[anchor])
