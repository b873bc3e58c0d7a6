"""A folder of copy that is edited at random, and what a site must show of it in the end."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

_PLACES = ("ROTTERDAM, Netherlands", "KHULNA, Bangladesh", "PORTO, Portugal", "TURKU, Finland", "HORTA, Portugal")
_SPEAKERS = ("Mira Oduya", "Jonas Veld", "Beatriz Vilhena", "Aino Salmi", "Farid Rahman")
_DAY = timedelta(days=1)

COMMON_WORD = "repair"
"""A word that all copy has."""
WEIGHTS = {"new": 30, "embargo": 25, "edit": 25, "recall": 4, "withhold": 3, "far": 3, "retract": 4, "delete": 6}
"""How often each act happens, in a hundred: more new than gone, so that no sweep is taken for a failed source."""


@dataclass(frozen=True)
class Copy:
    """What the file of one article says now.

    Args:
        version: counts from 1 through everything that was ever written under this name.
        status: usable, withheld or canceled.
        embargo: the moment before which nobody may see it, or None.
    """

    version: int
    status: str = "usable"
    embargo: datetime | None = None

    def is_public(self, now: datetime) -> bool:
        """Tell whether a site shows it."""
        return self.status != "withheld" and (self.embargo is None or self.embargo <= now)


@dataclass
class Newsroom:
    """Editors at work.

    Args:
        folder: of the copy.
        seed: of all that they do.
        prefix: of their files' names.
        source: name of the source that the folder is.
        embargoes: the shortest and the longest embargo, in seconds, apart from those of a day.
    """

    folder: Path
    seed: int
    prefix: str = "story"
    source: str = "desk"
    embargoes: tuple[float, float] = (3.0, 10.0)
    done: Counter[str] = field(default_factory=Counter)
    files: dict[str, Copy] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._chance = random.Random(self.seed)  # noqa: S311 - no secret
        self._acts: dict[str, Callable[[str], Copy | None]] = {
            "edit": self._next,
            "recall": lambda name: self._next(name, embargo=self._soon()),
            "withhold": lambda name: self._next(name, status="withheld"),
            "retract": lambda name: self._next(name, status="canceled"),
            "delete": lambda name: None,  # noqa: ARG005 - an act like the others
        }

    def act(self, weights: dict[str, int] = WEIGHTS) -> str:
        """Do one thing to one file.

        Args:
            weights: how often each act happens.

        Returns:
            Its name, as in the weights.
        """
        chosen = self._chance.choices(list(weights), list(weights.values()))[0]
        if chosen in self._acts and self.files:
            self._do(chosen)
        else:
            chosen = chosen if chosen in ("new", "embargo", "far") else "new"
            self._begin(chosen)
        self.done[chosen] += 1
        return chosen

    @property
    def last_moment(self) -> datetime | None:
        """When the last embargo ends that anybody will live to see."""
        near = datetime.now(UTC) + _DAY / 2
        return max((copy.embargo for copy in self.files.values() if copy.embargo and copy.embargo < near), default=None)

    def public(self, now: datetime) -> dict[str, str]:
        """Tell what a site shows.

        Args:
            now: the moment.

        Returns:
            The headline of each public article, by the name of its file.
        """
        public = {name: copy for name, copy in self.files.items() if copy.is_public(now)}
        return {name: shown(headline(name, copy), copy.status) for name, copy in public.items()}

    def _begin(self, act: str) -> None:
        name = f"{self.prefix}-{len(self.versions):04}.md"
        embargo = {"embargo": self._soon, "far": lambda: datetime.now(UTC) + _DAY}.get(act, lambda: None)()
        self._write(name, Copy(self._count(name), embargo=embargo))

    def _do(self, act: str) -> None:
        name = self._chance.choice(sorted(self.files))
        changed = self._acts[act](name)
        if changed is None:
            del self.files[name]
            (self.folder / name).unlink()
        else:
            self._write(name, changed)

    def _next(self, name: str, status: str = "usable", embargo: datetime | None = None) -> Copy:
        old = replace(self.files[name], version=self._count(name))
        if status == "withheld":
            return replace(old, status=status, embargo=None)  # with a moment, the moment would decide
        # An editor who changes a word lifts no embargo and takes no retraction back, but lets out what was held back.
        kept = "canceled" if old.status == "canceled" else status
        return replace(old, status=kept, embargo=embargo or old.embargo)

    def _count(self, name: str) -> int:
        self.versions[name] = self.versions.get(name, 0) + 1
        return self.versions[name]

    def _soon(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._chance.uniform(*self.embargoes))

    def _write(self, name: str, copy: Copy) -> None:
        self.files[name] = copy
        unfinished = self.folder / f"{name}.tmp"
        unfinished.write_text(self._text(name, copy), encoding="utf-8")
        unfinished.replace(self.folder / name)

    def _text(self, name: str, copy: Copy) -> str:
        number = int(name.removesuffix(".md").rpartition("-")[2])
        speaker = _SPEAKERS[number % len(_SPEAKERS)]
        head = [f"headline: {headline(name, copy)}", f"date: 2026-02-{1 + number % 28:02}", "section: Harbour"]
        head += ["tags: [quays, boats]", f"status: {copy.status}"]
        head += [f"embargo: {copy.embargo.isoformat()}"] if copy.embargo else []
        if copy.status == "canceled":
            head += ["corrections:", "  - date: 2026-03-01", "    text: This article is withdrawn."]
        body = f"The council reopened the quay on Monday after {COMMON_WORD} {copy.version}."
        said = f"“It was about time for version {copy.version},” said {speaker}, who runs the harbour."
        return "\n".join(["---", *head, "---", f"{_PLACES[number % len(_PLACES)]} — {body}", "", said, ""])


def shown(said: str, status: str) -> str:
    """Write a headline as a site shows it: what was taken back stays as a notice, and says so."""
    return "Retracted: " * (status == "canceled") + said


def version_in(said: str) -> int:
    """Read which version of an article a headline is of."""
    return int(said.rpartition(" ")[2])


def headline(name: str, copy: Copy) -> str:
    """Write the headline of an article, which tells file and version."""
    return f"Council reopens {name.removesuffix('.md')}, version {copy.version}"
