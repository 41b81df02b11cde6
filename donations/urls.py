"""Addresses of giving that people see. Mounted once for each language."""

from django.urls import path

from donations import views

app_name = "donations"

urlpatterns = [
    path("give/<slug:slug>/", views.give, name="give"),
    path("receipts/<uuid:public_id>/", views.receipt, name="receipt"),
]
