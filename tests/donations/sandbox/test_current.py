"""The sandbox refuses to exist where real money may be taken."""

import importlib
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from donations.sandbox import actions
from donations.sandbox.current import current_server


def test_without_the_setting_there_is_no_sandbox(settings, tmp_path):
    settings.STRIPE_SANDBOX = False
    settings.SANDBOX_DATABASE = tmp_path / "sandbox.sqlite3"

    with pytest.raises(ImproperlyConfigured):
        current_server()
    with pytest.raises(ImproperlyConfigured):
        actions.reset()
    assert list(tmp_path.iterdir()) == []


def test_without_the_setting_its_addresses_cannot_be_mounted(settings, monkeypatch):
    settings.STRIPE_SANDBOX = False
    monkeypatch.delitem(sys.modules, "donations.sandbox.urls", raising=False)

    with pytest.raises(ImproperlyConfigured):
        importlib.import_module("donations.sandbox.urls")


def test_without_the_setting_the_transport_carries_nothing(settings, gateway, make_request):
    settings.STRIPE_SANDBOX = False

    with pytest.raises(ImproperlyConfigured):
        gateway.open_checkout(make_request())
