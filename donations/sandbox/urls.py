"""Addresses of the sandbox, under /sandbox/. Settings mount them with STRIPE_SANDBOX alone; without it they refuse."""

from django.urls import path

from donations.sandbox import console_views, views
from donations.sandbox.current import require_sandbox

require_sandbox()

app_name = "sandbox"

urlpatterns = [
    path("", console_views.console, name="console"),
    path("pay/<slug:session_id>/", views.pay, name="pay"),
    path("portal/<slug:session_id>/", views.change_card, name="portal"),
    path("pay/<slug:session_id>/authenticate/", views.authenticate, name="authenticate"),
]
