"""Addresses of giving that people see. Mounted once for each language."""

from django.urls import path

from donations.views import give, ledger, receipt

app_name = "donations"

urlpatterns = [
    path("give/<slug:slug>/", give.give, name="give"),
    path("give/<slug:slug>/ledger/", ledger.ledger, name="ledger"),
    path("give/<slug:slug>/ledger.csv", ledger.ledger_csv, name="ledger_csv"),
    path("receipts/<uuid:public_id>/", receipt.receipt, name="receipt"),
]
