"""Forms in the look and manners of the NHS service manual.

Declare a form with these fields; the page writes `{{ form }}` and a button. Each field renders the NHS.UK
macro, errors are shown on submit in the same words at the field and in the summary, in the order of the
fields, and nothing a person typed is lost.
"""

from __future__ import annotations

from saggar.web.forms.base import NhsForm
from saggar.web.forms.choices import CheckboxesField, ConsentField, Option, RadiosField, SelectField
from saggar.web.forms.dates import DateField, MonthField
from saggar.web.forms.errors import ErrorItem, error_items
from saggar.web.forms.files import FileField
from saggar.web.forms.money import MoneyField
from saggar.web.forms.text import (
    EmailField,
    HiddenField,
    NumberField,
    PasswordField,
    TextareaField,
    TextField,
)

__all__ = [
    "CheckboxesField",
    "ConsentField",
    "DateField",
    "EmailField",
    "ErrorItem",
    "FileField",
    "HiddenField",
    "MoneyField",
    "MonthField",
    "NhsForm",
    "NumberField",
    "Option",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "TextField",
    "TextareaField",
    "error_items",
]
