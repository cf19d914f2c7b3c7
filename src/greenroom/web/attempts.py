"""The result of one try at a question: polled while the grader or the judge works, then shown."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenroom.kernel.score import Score
from greenroom.practice import attempts, content
from greenroom.practice.attempts import Attempt
from greenroom.web.access import learner_of
from greenroom.web.marksheet import sheet_of_grade
from greenroom.web.questions import question_page
from greenroom.web.signalview import signal_rows


@require_safe
def answer(request: HttpRequest, id: str, attempt: uuid.UUID) -> HttpResponse:
    """An answer in words with its grade."""
    found = attempts.find_answer(learner_of(request), attempt)
    asked = content.library().question(id)
    shown: dict[str, object] = {}
    if isinstance(found.grade, Score):
        shown = {
            "score": found.grade,
            "sheet": sheet_of_grade(asked, found.text, found.grade),
            "signals": signal_rows(found.grade.signals.values()),
        }
    return _page(request, id, found, shown)


@require_safe
def code(request: HttpRequest, id: str, attempt: uuid.UUID) -> HttpResponse:
    """A submission with its verdict."""
    return _page(request, id, attempts.find_submission(learner_of(request), attempt), {})


def _page(request: HttpRequest, id: str, attempt: Attempt, shown: dict[str, object]) -> HttpResponse:
    if attempt.question != id:
        raise Http404
    asked = content.library().question(id)
    if request.headers.get("HX-Request"):
        if attempt.pending:
            return HttpResponse(status=204)
        return render(request, "greenroom/result.html", {"question": asked, "attempt": attempt, **shown})
    return render(request, "greenroom/question.html", {**question_page(request, asked), "attempt": attempt, **shown})
