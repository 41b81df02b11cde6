"""Amounts in templates."""

from django.template import Context, Template
from django.utils import translation


def test_pence_are_written_as_people_read_them() -> None:
    template = Template("{% load money %}{{ 250050|money:'GBP' }} {{ 2500|money }}")

    for language in ("en", "cy"):
        with translation.override(language):
            assert template.render(Context()) == "£2,500.50 £25"
