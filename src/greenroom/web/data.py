"""Your data: what is stored where, take it along, delete it."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from greenroom.practice import archive, past, store
from greenroom.web.access import learner_of

WORDS = "delete everything"


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything as one JSON file."""
    now = timezone.now()
    response = JsonResponse(archive.export(learner_of(request), now), json_dumps_params={"indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="greenroom-{now:%Y-%m-%d}.json"'
    return response


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Delete everything, once the words are typed."""
    sure = request.POST.get("sure", "")
    if sure.strip().casefold() != WORDS:
        return _page(request, sure=sure, wrong=True, status=422)
    counts = archive.delete_everything(learner_of(request), settings.GREENROOM.data)
    return render(request, "greenroom/data_deleted.html", {"here": "data", "total": sum(counts.values())})


def _page(request: HttpRequest, *, sure: str = "", wrong: bool = False, status: int = 200) -> HttpResponse:
    local = connection.vendor == "sqlite"
    shown = {
        "here": "data",
        "place": str(connection.settings_dict["NAME"]) if local else "the PostgreSQL server of this installation",
        "size": store.size_in_bytes(),
        "counts": list(past.counts_of(learner_of(request)).items()),
        "backups": local,
        "sure": sure,
        "wrong": wrong,
    }
    return render(request, "greenroom/data.html", shown, status=status)
