"""Addresses of the public directory and of the pages about organisations for staff."""

from __future__ import annotations

from django.urls import path

from saggar.organisations.views import agreements, members, own, programme, public

app_name = "organisations"
urlpatterns = [
    path("", public.directory, name="directory"),
    path("list.csv", public.directory_file, name="directory-file"),
    path("own/details/", own.details, name="own-details"),
    path("own/sites/", own.sites, name="sites"),
    path("own/sites/<int:pk>/remove/", own.remove_site, name="remove-site"),
    path("own/people/", members.members, name="members"),
    path("own/people/add/", members.add_member, name="add-member"),
    path("own/people/<int:pk>/help/", members.help_member, name="help-member"),
    path("own/people/<int:pk>/end/", members.end_role, name="end-role"),
    path("own/agreements/", agreements.agreements, name="agreements"),
    path("own/agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("programme/import/", programme.upload, name="import"),
    path("programme/import/<int:run>/", programme.report, name="import-report"),
    path("programme/import/<int:run>/faults.csv", programme.faults, name="import-faults"),
    path("programme/add/", programme.record, name="record"),
    path("programme/close/", programme.close, name="close"),
    path("programme/agreements/add/", programme.add_agreement, name="add-agreement"),
    path("<slug:key>/", public.organisation, name="organisation"),
]
