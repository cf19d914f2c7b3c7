"""Who a request comes from: on a machine without accounts, the local learner; else who logged in."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from greenroom.practice import learners

Next = Callable[[HttpRequest], HttpResponse]


def local_learner(get_response: Next) -> Next:
    """Middleware: every request is the local learner's. Only for servers that listen on this machine alone.

    The database is asked only when a view needs the learner, so that its failure becomes that view's error page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user = cast(User, SimpleLazyObject(learners.local))
        return get_response(request)

    return middleware


def learner_of(request: HttpRequest) -> User:
    """The learner. LoginRequiredMiddleware or ``local_learner`` has seen to it that there is one."""
    return cast(User, request.user)
