"""Addresses of giving that people see. Mounted once for each language."""

from django.urls import path

from donations.views import declaration, give, ledger, money_back, monthly, receipt, supporters, updates

app_name = "donations"

urlpatterns = [
    path("give/<slug:slug>/", give.give, name="give"),
    path("give/<slug:slug>/ledger/", ledger.ledger, name="ledger"),
    path("give/<slug:slug>/ledger.csv", ledger.ledger_csv, name="ledger_csv"),
    path("give/<slug:slug>/supporters/", supporters.supporters, name="supporters"),
    path("give/<slug:slug>/updates/", updates.updates, name="updates"),
    path("updates/stop/<str:token>/", updates.stop_updates, name="stop_updates"),
    path("monthly/<str:token>/", monthly.monthly, name="monthly"),
    path("declaration/<str:token>/", declaration.declaration, name="declaration"),
    path("receipts/<uuid:public_id>/", receipt.receipt, name="receipt"),
    path("receipts/<uuid:public_id>/money-back/", money_back.money_back, name="money_back"),
]
