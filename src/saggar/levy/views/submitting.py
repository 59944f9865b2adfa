"""Acting on a submitted form, with refusals of the action shown at the field they are about."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from saggar.platform.work import BusyError
from saggar.web.forms import NhsForm


def submitted(request: HttpRequest, form: NhsForm, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and `act` did its work; else the form carries the errors.

    What was typed stays in the form, also when somebody else holds the lock.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error)
    except BusyError as error:
        form.add_error(None, ValidationError(str(error)))
    return not form.errors
