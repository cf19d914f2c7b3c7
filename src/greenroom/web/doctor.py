"""What is at work on this machine, part by part."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenroom.practice import doctor as practice


@require_safe
def doctor(request: HttpRequest) -> HttpResponse:
    report = practice.report(practice.database_part(connection.vendor, settings.GREENROOM.database_url))
    parts = [
        ("Grader", "grader", report.grader),
        ("Sandbox for your code", "sandbox", report.sandbox),
        ("Database", "store", report.database),
        ("Questions", "packs", report.packs),
    ]
    return render(request, "greenroom/doctor.html", {"parts": parts})
