"""Acting on a submitted form, with what the action refuses shown at the field it is about."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from saggar.platform.work import BusyError
from saggar.web.forms import NhsForm


def submitted(request: HttpRequest, form: NhsForm, act: Callable[[], object]) -> bool:
    """Whether the form was sent, is right, and `act` did its work; else the form carries the errors.

    What was typed stays in the form, also when somebody else holds the lock. A refusal about something
    that is no field of this form stands above it.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        show(form, error)
    except BusyError as error:
        form.add_error(None, ValidationError(str(error)))
    return not form.errors


def show(form: NhsForm, error: ValidationError) -> None:
    """Put an action's refusal into the form, at its field where the form has it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, ValidationError(errors))
