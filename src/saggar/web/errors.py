"""Error pages: what went wrong, in plain words, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "errors/400.jinja", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reason the policy gave."""
    return render(request, "errors/403.jinja", {"reason": str(exception or "")}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long or came from elsewhere."""
    return render(request, "errors/csrf.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is here, or nothing that is this person's to know."""
    return render(request, "errors/404.jinja", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return render(request, "errors/500.jinja", status=500)


def undecided(request: HttpRequest) -> HttpResponse:
    """500: a page answered without asking who may see it; it is not sent."""
    return render(request, "errors/500.jinja", status=500)


def busy(request: HttpRequest, message: str) -> HttpResponse:
    """409: somebody else is changing the same thing."""
    return render(request, "errors/409.jinja", {"message": message}, status=409)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database cannot be reached; a page that needs no database."""
    response = render(None, "errors/503.jinja", status=503)
    response["Retry-After"] = "30"
    return response
