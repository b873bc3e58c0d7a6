"""Why an article's answers are what they are: its text, and beside it the path of each answer."""

from feedpub.extraction.explain import Explanation
from feedpub.model.feed import Entry
from feedpub.views.answer_paths import EDITOR, explained_questions
from feedpub.views.article_layout import article_view
from feedpub.views.frame import Frame


def explanation_page(frame: Frame, entry: Entry, explanation: Explanation | None, *, is_kept: bool = True) -> bytes:
    """Render the explanation of an article's answers.

    Args:
        frame: of the site.
        entry: the article.
        explanation: how they were chosen; None where there are none to explain.
        is_kept: False where it is kept no longer how they were chosen.
    """
    questions = explained_questions(entry.event, explanation, frame.site.language) if explanation else ()
    marks = tuple(mark for one in questions for path in one.paths for mark in path.answer.marks)
    return frame.render(
        "explanation.html",
        entry=entry,
        text=article_view(entry, frame.site, marks, frame.look.accent),
        questions=questions,
        editor=EDITOR,
        is_kept=is_kept,
    )
