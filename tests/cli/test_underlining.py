from feedpub.cli.underlining import underlined
from feedpub.extraction.explain import Piece


def test_letters_stand_under_the_evidence() -> None:
    pieces = [
        Piece("HORTA", ("where",)),
        Piece(" — Crews voted on ", ()),
        Piece("Tuesday", ("when", "quotes")),
        Piece(".", ()),
    ]
    assert list(underlined(pieces)) == ["HORTA — Crews voted on Tuesday.", "rrrrr                  nnnnnnn"]


def test_wide_characters_have_wide_marks() -> None:
    assert list(underlined([Piece("先週", ("when",)), Piece(" Ada", ("who",))])) == ["先週 Ada", "nnnnoooo"]


def test_lines_end_between_words_and_paragraphs_stay_apart() -> None:
    text = "word " * 50 + "\n\n" + "w" * 150 + " end"
    lines = list(underlined([Piece(text, ())]))
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert max(len(line) for line in lines if " " in line) <= 100
    assert "" in lines
    assert "w" * 150 in lines


def test_marks_go_on_where_a_line_is_cut() -> None:
    lines = list(underlined([Piece("word " * 30, ("what",))]))
    assert [set(marks) for marks in lines[1::2]] == [{"x"}, {"x"}]
    assert len(lines) == 4
