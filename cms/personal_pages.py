"""What goes with a page that is one person's own: search engines leave it alone, other sites do not learn of it."""

from django.http import HttpResponse


def keep_personal(response: HttpResponse) -> HttpResponse:
    """Our own forms still tell where they come from: without that, browsers of before 2023 could send none."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
