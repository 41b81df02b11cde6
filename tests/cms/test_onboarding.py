"""The step about the site's other languages."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale, Page

from cms.onboarding import STEPS

pytestmark = pytest.mark.django_db

LANGUAGES = STEPS[2]


def test_it_leads_to_the_front_page_that_is_not_published(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    welsh = Page.objects.get(depth=2, locale__language_code="cy")
    before = (LANGUAGES.is_done(request), LANGUAGES.url(request))

    welsh.specific.save_revision().publish()

    assert before == (False, f"/admin/pages/{welsh.pk}/edit/")
    assert LANGUAGES.is_done(request)


def test_a_language_whose_front_page_is_deleted_can_go(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    Page.objects.get(depth=2, locale__language_code="cy").delete()
    without_page = (LANGUAGES.is_done(request), LANGUAGES.url(request))

    Locale.objects.get(language_code="cy").delete()

    assert without_page == (False, "/admin/locales/")
    assert LANGUAGES.is_done(request)
