"""The debrief of a round: as a page, as Markdown, as JSON."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenroom.interviewing.report import debrief_json, debrief_markdown
from greenroom.practice import rounds
from greenroom.web.access import learner_of
from greenroom.web.debriefview import debrief_view


@require_safe
def debrief(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The page. While a grade is still due it says so and asks again; a round under way goes back to its room."""
    learner = learner_of(request)
    seen = rounds.view(learner, id, timezone.now())
    if seen.state.ended is None:
        return redirect("round", id)
    found = rounds.debrief(learner, id)
    if request.headers.get("HX-Request") and not found.complete:
        return HttpResponse(status=204)
    return render(request, "greenroom/debrief.html", {"here": "rounds", "round": seen.round, "view": debrief_view(found)})


@require_safe
def as_markdown(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    # Sent as UTF-8 whatever was typed: lone surrogates, which no encoding has, become question marks.
    text = debrief_markdown(rounds.debrief(learner_of(request), id)).encode("utf-8", "replace")
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=_attached(id, "md"))


@require_safe
def as_json(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    data = debrief_json(rounds.debrief(learner_of(request), id))
    return JsonResponse(data, json_dumps_params={"indent": 1}, headers=_attached(id, "json"))


def _attached(id: uuid.UUID, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="debrief-{str(id)[:8]}.{suffix}"'}
