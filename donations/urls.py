"""Addresses of giving that people see. Mounted once for each language."""

from django.urls import path

from donations import ledger_views, views

app_name = "donations"

urlpatterns = [
    path("give/<slug:slug>/", views.give, name="give"),
    path("give/<slug:slug>/ledger/", ledger_views.ledger, name="ledger"),
    path("give/<slug:slug>/ledger.csv", ledger_views.ledger_csv, name="ledger_csv"),
    path("receipts/<uuid:public_id>/", views.receipt, name="receipt"),
]
