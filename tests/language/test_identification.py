"""Copy that does not say which language it is in is read in the one that it is clearly written in."""

import pytest

from feedpub.language.identification import language_written
from feedpub.model.document import Document
from feedpub.readers import read

TEXTS = {
    "en": "The harbour council voted on Tuesday to close the old quay, which has been struck twice, and will meet again.",
    "de": "Der Rat hat am Dienstag die Schließung des alten Kais beschlossen, der von zwei Schiffen gerammt wurde und ist.",
    "fr": "Le conseil du port a voté mardi la fermeture du vieux quai, qui a été heurté par deux navires dans la semaine.",
    "es": "El consejo del puerto votó el martes el cierre del muelle viejo, que fue golpeado por dos barcos en una semana.",
    "it": "Il consiglio del porto ha votato martedì la chiusura del vecchio molo, che è stato colpito da due navi.",
    "pt": "O conselho do porto votou na terça-feira o encerramento do cais velho, que foi atingido por dois navios.",
    "nl": "De havenraad heeft dinsdag besloten om de oude kade te sluiten, die door twee schepen werd geraakt in een week.",
    "fi": "Satamalautakunta päätti tiistaina sulkea vanhan laiturin, johon kaksi alusta on törmännyt, ja se on nyt kiinni.",
}


@pytest.mark.parametrize("written", TEXTS)
@pytest.mark.parametrize("presumed", ["en", "de", "fr"])
def test_it_is_told_by_the_words_that_every_paragraph_has(written: str, presumed: str) -> None:
    assert language_written(TEXTS[written], presumed) == written


def test_advice_has_fewer_of_them_than_news() -> None:
    advice = "Pay off your loans before you retire, and put what remains of your wages into index funds. Make a backup plan"
    assert language_written(f"{advice} that covers two bad years: would you keep working if it was to be?", "de") == "en"


@pytest.mark.parametrize(
    ("text", "presumed"),
    [
        ("Der Rat hat beschlossen.", "en"),  # too short
        ("Kronk bral vost denu. " * 10, "en"),  # in none that is known
        (TEXTS["de"], "ja"),  # of which no words are known
        ("Hun og han har sagt at de ikke er med, men det er nok for de som er på vei til byen etter en lang dag.", "da"),
        (TEXTS["en"], "en-GB"),
        ("Consiliul a votat ieri și va decide la toamnă ce se face cu portul vechi, care nu mai are bani de reparat.", "en"),
    ],
)
def test_what_is_not_clear_is_what_its_source_says(text: str, presumed: str) -> None:
    assert language_written(text, presumed) == presumed


def test_what_the_copy_declares_counts() -> None:
    head = "---\nheadline: Kai\ndate: 2026-02-03\n{}---\n\n"
    said = [
        Document(source="t", key="a.md", content=(head.format(line) + TEXTS["de"]).encode())
        for line in ("language: en\n", "")
    ]
    assert [read(document).language for document in said] == ["en", "de"]
