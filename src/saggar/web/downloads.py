"""Responses that are files: what the page shows, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify

from saggar.web.tables import Column, to_csv, to_xlsx

Row = TypeVar("Row")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_response(columns: Sequence[Column[Row]], rows: Iterable[Row], name: str) -> StreamingHttpResponse:
    """The rows as a CSV file called after `name`."""
    response = StreamingHttpResponse(to_csv(columns, rows), content_type="text/csv; charset=utf-8")
    return _attached(response, f"{slugify(name)}.csv")


def xlsx_response(columns: Sequence[Column[Row]], rows: Iterable[Row], name: str) -> HttpResponse:
    """The rows as a workbook called after `name`."""
    return _attached(HttpResponse(to_xlsx(columns, rows, name), content_type=XLSX), f"{slugify(name)}.xlsx")


Response = TypeVar("Response", bound=HttpResponseBase)


def _attached(response: Response, filename: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
