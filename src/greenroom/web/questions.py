"""Practise: the list of questions, and one of them on its own."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from greenroom.bank.kind import Kind
from greenroom.bank.question import Question
from greenroom.kernel.errors import BadInput
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import attempts, content, drafts
from greenroom.web.access import learner_of
from greenroom.web.typed import choice_of, number_of, text_of

_FILTERS = {"kind": Kind, "role": Role, "stage": Stage, "level": Level}


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The questions that fit the filters in the address; each says whether it was tried."""
    library = content.library()
    chosen = {name: request.GET.get(name, "") for name in (*_FILTERS, "topic", "text")}
    exact = {name: choice_of(name, chosen[name], names) for name, names in _FILTERS.items() if chosen[name]}
    found = library.find(**exact, topic=chosen["topic"] or None, text=chosen["text"])
    tried = attempts.tried(learner_of(request))
    shown = {
        "here": "questions",
        "found": [(question, question.id in tried) for question in found],
        "total": len(library.questions),
        "faults": len(library.faults),
        "chosen": chosen,
        "filters": [(name, [item.value for item in names], chosen[name]) for name, names in _FILTERS.items()],
        "topics": library.topics,
    }
    return render(request, "greenroom/questions.html", shown)


@require_safe
def question(request: HttpRequest, id: str) -> HttpResponse:
    """One question with its box, the draft in it, and the tries before."""
    asked = content.library().question(id)
    return render(request, "greenroom/question.html", question_page(request, asked))


@require_POST
def act(request: HttpRequest, id: str) -> HttpResponse:
    """Hand in words or code, or run the code on the visible cases."""
    asked, learner, text, now = content.library().question(id), learner_of(request), text_of(request), timezone.now()
    name = request.POST.get("act", "")
    if asked.kind.judged and name in ("submit", "run"):
        _keep(request, asked, text)
        code = attempts.submit(learner, asked.id, text, now, final=name == "submit")
        return redirect("code", asked.id, code.id)
    if not asked.kind.judged and name == "answer":
        words = attempts.answer(learner, asked.id, text, now)
        return redirect("answer", asked.id, words.id)
    raise BadInput(f"There is no button {name!r} on this page.", kept="Your text is below.", todo="Reload the page.")


@require_POST
def draft(request: HttpRequest, id: str) -> HttpResponse:
    """Save what stands in the box: ``{revision, forked}``."""
    saved = _keep(request, content.library().question(id), text_of(request))
    return JsonResponse({"revision": saved.revision, "forked": saved.forked})


def question_page(request: HttpRequest, asked: Question) -> dict[str, object]:
    """What the question's page and its results' pages share."""
    learner = learner_of(request)
    latest = drafts.latest(learner, drafts.place_of_question(asked.id))
    problem = asked.problem
    return {
        "here": "questions",
        "question": asked,
        "draft": latest.text if latest else problem.starter if problem else "",
        "revision": latest.revision if latest else 0,
        "language": {"sqlite": "sql"}.get(problem.language, problem.language) if problem else "",
        "history": attempts.history(learner, asked.id),
    }


def _keep(request: HttpRequest, asked: Question, text: str) -> drafts.Saved:
    place = drafts.place_of_question(asked.id)
    return drafts.save(learner_of(request), place, text, number_of(request, "revision"), timezone.now())
