"""Reading an answer as text."""

from django.http import HttpResponse


def shown(answer: HttpResponse) -> str:
    """The page's source with each run of blanks as one."""
    return " ".join(answer.content.decode().split())
