"""Addresses of levy pages: one's own organisation without a key, any of the system with one."""

from __future__ import annotations

from django.urls import path

from saggar.levy.views import account, forecast, imports, lists

app_name = "levy"
urlpatterns = [
    path("", account.account, name="my-account"),
    path("forecast/", forecast.forecast, name="my-forecast"),
    path("forecast.csv", forecast.forecast_file, name="my-forecast-file"),
    path("forecast/years.csv", forecast.years_file, name="my-forecast-years-file"),
    path("transactions/", lists.transactions, name="my-transactions"),
    path("transactions.csv", lists.transactions_file, name="my-transactions-file"),
    path("import/", imports.upload, name="import"),
    path("import/<int:run>/", imports.report, name="import-report"),
    path("import/<int:run>/faults.csv", imports.faults, name="import-faults"),
    path("reconcile/", account.reconcile, name="reconcile"),
    path("training/add/", account.plan_training, name="plan-training"),
    path("training/<int:pk>/remove/", account.remove_training, name="remove-training"),
    path("standards/", lists.standards, name="standards"),
    path("standards/import/", imports.upload_standards, name="import-standards"),
    path("system/", lists.system, name="system"),
    path("system.csv", lists.system_file, name="system-file"),
    path("system/months.csv", lists.system_months_file, name="system-months-file"),
    path("accounts/<slug:key>/", account.account, name="account"),
    path("accounts/<slug:key>/forecast/", forecast.forecast, name="account-forecast"),
    path("accounts/<slug:key>/forecast.csv", forecast.forecast_file, name="account-forecast-file"),
    path("accounts/<slug:key>/forecast/years.csv", forecast.years_file, name="account-forecast-years-file"),
    path("accounts/<slug:key>/transactions/", lists.transactions, name="account-transactions"),
    path("accounts/<slug:key>/transactions.csv", lists.transactions_file, name="account-transactions-file"),
]
