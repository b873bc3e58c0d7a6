"""The rules that find places, each with sentences that show what it finds and what it leaves."""

from feedpub.extraction.places.names import NameRule, find_abbreviation, find_county, find_demonym, find_name
from feedpub.extraction.places.unlisted import FindUnlisted, find_described, find_planets, find_venues
from feedpub.extraction.rule import Rule

NAME_RULES: tuple[Rule[NameRule], ...] = (
    Rule(
        "where.county",
        "places",
        find_county,
        examples=(
            "Schools in [Fulton], [DeKalb] and [Cobb] counties in Georgia stay shut.",
            "Deputies from [Hall] and [Banks] counties in Georgia searched the woods.",
        ),
        counterexamples=("Schools in [Fulton], [DeKalb] and [Cobb] stay shut.", "Deputies of the [Loudoun] family came."),
    ),
    Rule(
        "where.abbreviated",
        "places",
        find_abbreviation,
        examples=(
            "She flew from the [U.S.=United States] to the [U.K.=United Kingdom] in May.",
            "She represents a district in [Calif.=California] and owns a farm.",
            "Trade with the [EU=European Union] grew.",
        ),
        counterexamples=("He asked me [or] her.", "The [Mass.] Of the nine, two left.", "On [Dec.] 3 the rules changed."),
    ),
    Rule(
        "where.demonym",
        "places",
        find_demonym,
        examples=(
            "[Turkish] troops crossed the river.",
            "Two [Kenyans] and a [Dutch] nurse were freed.",
            "The [South African] rand fell.",
        ),
        counterexamples=("They learned [English] at school, then spoke [Spanish].", "The [Turkey] of today is another."),
    ),
    Rule(
        "where.named",
        "places",
        find_name,
        examples=(
            "Police in [Nairobi=Nairobi] said the road to [Mombasa] was open again.",
            "The ferry left [Dar es Salaam] for [Zanzibar] at noon.",
            "The tanker sank in the [Red Sea] on its way to the [Suez Canal].",
            "A bus left [McAllen] for [LaGrange] on Monday.",
        ),
        counterexamples=(
            "[Paris] Hilton opened the show.",
            "Mr. [Lincoln] arrived late, and [Lincoln] left early.",
            "[Reading] is fun. [Mobile] phones do not help.",
            "Banks such as Chime and [SoFi] are open.",
            "Water is hard to find beyond [Earth], she said.",
        ),
    ),
)
"""Of those that find names at the same word, the longest counts; of equal ones, the first rule's."""

UNLISTED_RULES: tuple[Rule[FindUnlisted], ...] = (
    Rule(
        "where.venue",
        "places",
        find_venues,
        examples=(
            "Fans gathered outside [Barlow Stadium] in Leeds.",
            "He was taken to [Mercy Memorial Hospital] in Nairobi.",
            "The tram stopped near the [Sandhurst tram stop] in Leeds.",
        ),
        counterexamples=("[Barlow University] said it would appeal.", "The match is at the [stadium] in Leeds."),
    ),
    Rule(
        "where.described",
        "places",
        find_described,
        examples=(
            "Floods cut off the village of [Kotwemba] near Nairobi.",
            "The fire in the [Hollinsworthy] district of Leeds is out.",
            "A man from [Ashbymill], Okla., won the prize.",
        ),
        counterexamples=(
            "A [Muslim] village near Leeds was named.",
            "The village of [Kotwemba] was cut off.",
            "He called the office of [Rep. Bo Lind], D-Minn., in May.",
        ),
    ),
    Rule(
        "where.planet",
        "places",
        find_planets,
        examples=(
            "The spacecraft left for [Mars], where its rover will land after six months in orbit.",
            "The lander and its rover are on the far side of the [moon=Moon], said the probe's engineers.",
        ),
        counterexamples=(
            "Bruno [Mars] sang about the rover, the lander and the probe.",
            "The company lives on [Mars] bars.",
            "[Moon] told the astronauts that the lander and the rocket were ready.",
        ),
    ),
)
RULES: tuple[Rule[NameRule] | Rule[FindUnlisted], ...] = (*NAME_RULES, *UNLISTED_RULES)
