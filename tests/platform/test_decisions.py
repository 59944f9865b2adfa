"""A policy's answer is recorded for the request, and a refusal stops it in the right way."""

import pytest
from django.http import Http404

from saggar.platform import decisions
from saggar.platform.decisions import Allowed, NotAllowedError, Refused


@pytest.fixture(autouse=True)
def fresh():
    """A record of this test's own."""
    decisions.forget()


def test_a_yes_is_recorded_and_lets_through():
    """The page goes on, and the record says why."""
    decisions.require(Allowed("because finance lead"))
    assert decisions.recorded() == (Allowed("because finance lead"),)


def test_a_no_stops_with_its_reason():
    """The person reads why not."""
    with pytest.raises(NotAllowedError, match="Only a finance lead can do this"):
        decisions.require(Refused("Only a finance lead can do this."))


def test_a_hidden_no_looks_like_nothing_there():
    """What a person may not know of cannot be told from what does not exist."""
    with pytest.raises(Http404):
        decisions.require(Refused("another organisation's", hidden=True))


def test_a_refusal_is_recorded_too():
    """A refused page has asked; it is not reported as one that forgot."""
    refusal = Refused("no")
    with pytest.raises(NotAllowedError):
        decisions.require(refusal)
    assert decisions.recorded() == (refusal,)


def test_public_pages_say_why_they_are_public():
    """Even a page for everybody is a decision."""
    decisions.allow_public("the help pages")
    assert decisions.recorded() == (Allowed("the help pages"),)


def test_each_request_starts_without_decisions():
    """The decision of one request never lets through another."""
    decisions.allow_public("one")
    decisions.forget()
    assert decisions.recorded() == ()
