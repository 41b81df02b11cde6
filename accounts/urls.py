"""The addresses of signing in and of a forgotten password. Nothing else of allauth's is open."""

from allauth.account import views
from django.urls import path, re_path

from accounts.views import confirm_login_code, login, request_login_code

urlpatterns = [
    path("login/", login, name="account_login"),
    path("login/code/", request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
