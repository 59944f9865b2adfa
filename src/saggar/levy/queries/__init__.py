"""What levy pages read: each function one page's facts in a constant number of queries."""

from saggar.levy.queries.accounts import AccountPage, account_page, planning_page, reconcile_page
from saggar.levy.queries.forecasts import ForecastPage, Question, forecast_page
from saggar.levy.queries.imports import import_run, upload_page, upload_standards_page
from saggar.levy.queries.standards import StandardsPage, standards_page
from saggar.levy.queries.system import SystemPage, system_page
from saggar.levy.queries.transactions import TransactionsPage, Wanted, transactions_page

__all__ = [
    "AccountPage",
    "ForecastPage",
    "Question",
    "StandardsPage",
    "SystemPage",
    "TransactionsPage",
    "Wanted",
    "account_page",
    "forecast_page",
    "import_run",
    "planning_page",
    "reconcile_page",
    "standards_page",
    "system_page",
    "transactions_page",
    "upload_page",
    "upload_standards_page",
]
