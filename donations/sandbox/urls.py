"""Addresses of the sandbox, under /sandbox/. Settings mount them with STRIPE_SANDBOX alone; without it they refuse."""

from django.urls import path

from donations.sandbox import views
from donations.sandbox.current import require_sandbox

require_sandbox()

app_name = "sandbox"

urlpatterns = [
    path("", views.console, name="console"),
    path("pay/<slug:session_id>/", views.pay, name="pay"),
    path("pay/<slug:session_id>/authenticate/", views.authenticate, name="authenticate"),
]
