"""Copy that says in a line of its own when it may be published: it is never published before, and the line is no copy."""

from datetime import UTC, date, datetime

import pytest

from feedpub.language.embargo import find_hold, is_free
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import read

LEAD = "HARBORTON, Norland (HGA) - The harbour council voted on Tuesday to close the old quay after two barges struck it."
NEXT = "“We cannot wait for a third,” said Mayor Ann Lee, who had asked for the vote in a letter to the council on Monday."
TEXT = f"{LEAD}\n\n{NEXT}"
ANPA = "\x16\x16\x01 a0412 r n\n\x02"
SATURDAY = date(2025, 3, 1)
MOMENT = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)


def article(content: str, key: str = "copy.txt") -> Article:
    """Read a document in whose source's zone it is an hour later than in UTC."""
    return read(Document(source="test", key=key, content=content.encode(), timezone="Europe/Berlin"))


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("EMBARGOED UNTIL 00:01 GMT, MONDAY 3 MARCH 2025", "2025-03-03T00:01Z"),
        ("Embargoed until 3 March 2025, 10:00", "2025-03-03T09:00Z"),
        ("EMBARGO: 2025-03-03T10:00Z", "2025-03-03T10:00Z"),
        ("Embargo: 2025-03-03 10:00 +01:00", "2025-03-03T09:00Z"),
        ("*** EMBARGOED FOR RELEASE UNTIL 12:01 A.M. ET, MARCH 3, 2025 ***", "2025-03-03T05:01Z"),
        ("STRICTLY EMBARGOED UNTIL 00.01 HOURS ON 3RD MARCH 2025", "2025-03-02T23:01Z"),
        ("NOT FOR PUBLICATION OR BROADCAST BEFORE 0001 HOURS MONDAY 3 MARCH", "2025-03-02T23:01Z"),
        ("For release at 2:00 p.m. EDT July 30, 2025", "2025-07-30T18:00Z"),
        ("HOLD FOR RELEASE 0600 GMT MARCH 3", "2025-03-03T06:00Z"),
        ("EMBARGO 1000 GMT 03 MAR 2025", "2025-03-03T10:00Z"),
        ("EMBARGOED UNTIL 6 AM MONDAY", "2025-03-03T05:00Z"),
        ("EMBARGOED UNTIL 10:00 CET / 10:30 GMT, 3 March 2025", "2025-03-03T10:30Z"),  # they differ: the later one
        ("Embargoed until midnight, Sunday 2 March 2025", "2025-03-02T23:00Z"),  # the later of the two
        ("EMBARGOED UNTIL NOON EASTERN TIME ON MARCH 3, 2025 - NOT FOR ONLINE USE", "2025-03-03T17:00Z"),
        ("Embargoed until 5 January, 9am GMT", "2025-01-05T09:00Z"),
        ("Embargoed until 23/04/2025 10:00", "2025-04-23T08:00Z"),
        ("HOLD FOR RELEASE", None),
        ("EMBARGOED", None),
        ("Embargoed until the speech ends", None),
        ("EMBARGOED UNTIL 03/04/2025 10:00", None),  # March or April
        ("EMBARGOED UNTIL 10 AM XYZT 3 MARCH 2025", None),
        ("EMBARGOED UNTIL TUESDAY 3 MARCH 2025", None),  # it was a Monday
        ("Embargo: 31 February 2025", None),
        ("EMBARGOED UNTIL 25:00 3 MARCH 2025", None),
        ("Sperrfrist: 3. März 2025, 10.00 Uhr", None),  # no month that any language here has
    ],
)
def test_a_line_holds_copy_back(line: str, moment: str | None) -> None:
    hold = find_hold(line)
    assert hold is not None
    assert hold.moment(SATURDAY, "Europe/Berlin") == (datetime.fromisoformat(moment) if moment else None)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on Russian oil takes effect in 2025",
        "Embargo: what it means for 30 firms in the south and the north",
        "For release of the hostages, 30 prisoners were freed on Monday by the government",
        "For release of 12 hostages",
        "Hold for 30 minutes, the officer told them",
        "Embargoed until 2019, the files show that ministers knew.",
        "Hold to account",
        "",
        "embargoed until " + "9 " * 300,
    ],
)
def test_other_lines_hold_nothing(line: str) -> None:
    assert find_hold(line) is None
    assert not is_free(line)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (f"date 2025-03-01\nEMBARGOED UNTIL 1000 GMT MONDAY\n\nQuay closes\n\n{TEXT}", "a.txt"),
        (f"EMBARGOED UNTIL 10:00 GMT, 3 March 2025\n\nQuay closes\n\n{TEXT}", "a.txt"),
        (f"ZCZC HGA012\nQuay closes\n\ndate 2025-03-01\n\n{TEXT}\n\nEMBARGO: 1000 GMT MARCH 3\n\nNNNN", "a.txt"),
        (f"---\ndate: 2025-03-01\n---\n# Quay closes\n\n**Embargoed until 1000 GMT on Monday**\n\n{TEXT}", "a.md"),
        (f"\x01HGA012 4 pol 40\r\n\x02EMBARGOED UNTIL 1000 GMT MONDAY\nQuay closes\n\n{TEXT}\n\x03010914 GMT Mar 25", "a"),
        (f"{ANPA}^EMBARGOED UNTIL 1000 GMT MONDAY<\n^Quay closes<\n   {LEAD}\n   {NEXT}\n\x03\n03-01-25 0914GMT<", "a"),
    ],
)  # fmt: skip
def test_held_copy_waits_and_the_line_is_no_copy(content: str, key: str) -> None:
    held = article(content, key)
    assert (held.embargo, held.status, held.notes) == (MOMENT, "usable", ())
    assert (held.headline, held.text) == ("Quay closes", TEXT)


def test_copy_whose_line_tells_no_moment_is_withheld_and_says_why() -> None:
    held = article(f"Quay closes\n\ndate 2025-03-01\n\nHOLD FOR RELEASE\n\n{TEXT}")
    assert (held.status, held.embargo, held.text) == ("withheld", None, TEXT)
    assert "'HOLD FOR RELEASE', which tells no moment" in held.notes[0]


def test_the_field_and_the_editor_come_before_the_line() -> None:
    begun = "---\ndate: 2025-03-01\nheadline: Quay closes\n"
    assert article(f"{begun}status: usable\n---\nHOLD FOR RELEASE\n\n{TEXT}", "a.md").status == "usable"
    told = article(f"{begun}embargo: 2025-03-04T10:00Z\n---\nEmbargoed until 1000 GMT on Monday\n\n{TEXT}", "a.md")
    assert told.embargo == datetime(2025, 3, 4, 10, 0, tzinfo=UTC)


def test_copy_for_immediate_release_has_no_such_line() -> None:
    free = article(f"FOR IMMEDIATE RELEASE\n\nQuay closes\n\ndate 2025-03-01\n\n{TEXT}\n\n###")
    assert (free.headline, free.text, free.embargo, free.status) == ("Quay closes", TEXT, None, "usable")
