"""Errors as pages: what happened, what was kept, what to do. What a person had typed comes back with the page."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from greenroom.kernel.errors import BadInput, Conflict, GreenroomError, StoreUnavailable, UnknownName, Unsupported
from greenroom.practice import store

log = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponse]

_STATUS: dict[type[GreenroomError], HTTPStatus] = {
    UnknownName: HTTPStatus.NOT_FOUND,
    BadInput: HTTPStatus.BAD_REQUEST,
    Conflict: HTTPStatus.CONFLICT,
    StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    Unsupported: HTTPStatus.NOT_IMPLEMENTED,
}
_HEADINGS = {
    HTTPStatus.BAD_REQUEST: "That did not work",
    HTTPStatus.FORBIDDEN: "This form is too old to send",
    HTTPStatus.NOT_FOUND: "Not here",
    HTTPStatus.METHOD_NOT_ALLOWED: "Not a page",
    HTTPStatus.CONFLICT: "The round has moved on",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something broke, and it is our fault",
    HTTPStatus.NOT_IMPLEMENTED: "Not on this machine",
    HTTPStatus.SERVICE_UNAVAILABLE: "Greenroom cannot save at the moment",
}


class ErrorPages:
    """Middleware: an error of the tree, or of the database, becomes its page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            error = BadInput("This address takes a form, and cannot be opened by itself.", todo="Start from Today.")
            shown = page(request, HTTPStatus.METHOD_NOT_ALLOWED, error)
            shown.headers["Allow"] = response.headers["Allow"]
            return shown
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DatabaseError):
            log.error("the database refused %s", request.path, exc_info=exception)
            exception = store.explain(exception, settings.GREENROOM.data)
        if isinstance(exception, GreenroomError):
            status = next(status for kind, status in _STATUS.items() if isinstance(exception, kind))
            return page(request, status, exception)
        return None


def errors(get_response: Next) -> Next:
    return ErrorPages(get_response)


def page(request: HttpRequest, status: HTTPStatus, error: GreenroomError) -> HttpResponse:
    """The error as the asker wants it: JSON for the draft's script, a fragment for htmx, else a whole page."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": error.message, "kept": error.kept, "todo": error.todo}, status=status)
    shown = {"heading": _HEADINGS[status], "error": error, "status": status.value, "typed": _typed(request)}
    if request.headers.get("HX-Request"):
        response = render(request, "greenroom/error_fragment.html", shown, status=status)
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return render(request, "greenroom/error.html", shown, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    error = BadInput("The request could not be read.", todo="Go back, and send the form again.")
    return page(request, HTTPStatus.BAD_REQUEST, error)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, HTTPStatus.FORBIDDEN, BadInput("You may not see this.", todo="Go back to Today."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``reason`` is for developers; a person needs to know that nothing was done and how to send it again."""
    error = BadInput(
        "The page that this came from was open for too long, or cookies are off for this address.",
        kept="Nothing was changed. What you typed is below.",
        todo="Copy it, go back, reload the page, and send it again.",
    )
    return page(request, HTTPStatus.FORBIDDEN, error)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    error = BadInput(f"There is no page at {request.path}.", todo="Start from Today, or look for a question under Practise.")
    return page(request, HTTPStatus.NOT_FOUND, error)


def server_error(request: HttpRequest) -> HttpResponse:
    error = BadInput(
        "Greenroom met an error that it did not expect. It is written in the terminal that runs Greenroom.",
        kept="Everything that was saved before is still there.",
        todo="Go back and try again. If it comes back, greenroom doctor says whether every part works.",
    )
    if request.headers.get("HX-Request") or request.headers.get("Accept") == "application/json":
        return page(request, HTTPStatus.INTERNAL_SERVER_ERROR, error)
    # Without the request no context processor runs: the error may be in one of them.
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    shown = {"heading": _HEADINGS[status], "error": error, "status": status.value, "typed": _typed(request), "request": request}
    return HttpResponse(render_to_string("greenroom/error.html", shown), status=status)


def _typed(request: HttpRequest) -> str:
    return request.POST.get("text", "") if request.method == "POST" else ""
