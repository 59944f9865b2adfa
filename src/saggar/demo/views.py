"""The page that lists the invented people, and the press that signs in as one of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from saggar.demo import sign_in as signing_in
from saggar.platform import clock


def people(request: HttpRequest) -> HttpResponse:
    """The invented people by role and organisation."""
    return render(request, "demo/people.jinja", {"casts": signing_in.casts(clock.today())})


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the person sent; 404 for anybody who is not invented."""
    person, organisation = request.POST.get("person", ""), request.POST.get("organisation", "")
    if not person.isdecimal():
        raise Http404
    chosen = int(organisation) if organisation.isdecimal() else None
    signing_in.sign_in(request, user_id=int(person), organisation_id=chosen)
    return redirect("workspace:home" if chosen else "account_home")
