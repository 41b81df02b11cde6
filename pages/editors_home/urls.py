"""The addresses of what is to mend, below the admin's."""

from django.urls import path

from pages.editors_home.report import FindingsView

urlpatterns = [
    path("reports/to-mend/", FindingsView.as_view(), name="findings"),
    path("reports/to-mend/results/", FindingsView.as_view(results_only=True), name="findings_results"),
]
