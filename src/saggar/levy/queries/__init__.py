"""What levy pages read: each function one page's facts in a constant number of queries."""

from saggar.levy.queries.accounts import AccountPage, account_page
from saggar.levy.queries.forecasts import ForecastPage, forecast_page
from saggar.levy.queries.system import SystemPage, system_page

__all__ = [
    "AccountPage",
    "ForecastPage",
    "SystemPage",
    "account_page",
    "forecast_page",
    "system_page",
]
