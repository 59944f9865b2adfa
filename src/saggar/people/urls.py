"""Addresses of sign-in and of one's own account, under the names the sign-in library looks for."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from saggar.people.views import entrance, factors, own_account

urlpatterns: list[URLPattern] = [
    path("", own_account.account_home, name="account_home"),
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-in/code/", entrance.second_factor, name="mfa_authenticate"),
    path("sign-in/<slug:provider_id>/", entrance.provider_sign_in, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/return/", entrance.provider_callback, name="openid_connect_callback"),
    path("sign-in/provider/cancelled/", entrance.provider_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/provider/no-account/", entrance.provider_refused, name="socialaccount_login_error"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
    path("by-invitation/", entrance.by_invitation, name="account_signup"),
    path("sessions/end/", own_account.account_end_sessions, name="account_end_sessions"),
    path("stay/", own_account.account_stay, name="account_stay"),
    path("workplace/", own_account.account_workplace, name="account_workplace"),
    path("confirm/", own_account.confirm_password, name="account_reauthenticate"),
    path("confirm/code/", factors.confirm, name="mfa_reauthenticate"),
    path("password/", own_account.change_password, name="account_change_password"),
    path("password/forgotten/", entrance.forgotten_password, name="account_reset_password"),
    path("password/forgotten/sent/", entrance.link_sent, name="account_reset_password_done"),
    path("password/new/done/", entrance.new_password_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        entrance.new_password,
        name="account_reset_password_from_key",
    ),
    path("second-factor/", factors.set_up, name="mfa_activate_totp"),
    path("second-factor/remove/", factors.remove, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/download/",
        factors.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "second-factor/recovery-codes/new/", factors.renew_recovery_codes, name="mfa_generate_recovery_codes"
    ),
]
