"""Who may translate what: whoever may write the translation, and nobody else. Over all roles, both ways."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation, TranslationSource

from accounts import roles
from cms.models import CampaignImage
from pages.models import StandardPage
from tests.factories.hubs import hub_of, person_of, place_hub, place_index
from tests.factories.pages import home, picture, place, publish

ADMINISTRATOR = "Administrators"
MAY_WRITE = {
    ADMINISTRATOR: {"en", "cy"},
    roles.EDITORS: {"en", "cy"},
    roles.MODERATORS: {"en", "cy"},
    roles.WELSH_EDITORS: {"cy"},
    roles.TREASURERS: set(),
    roles.VOLUNTEERS: set(),
}
BOTH_WAYS = [("en", "cy"), ("cy", "en")]
SignIn = Callable[[str], Client]
Update = Callable[..., None]

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """A browser of somebody who has this role."""

    def signed_in(role: str) -> Client:
        user = get_user_model().objects.create_user("sam", is_superuser=role == ADMINISTRATOR)
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        return client

    return signed_in


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def start_translation(page: Page, code: str) -> TranslationSource:
    """As an administrator who submits the page for translation."""
    source, _ = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale(code))
    translation.save_target(publish=False)
    return source


def submit(browser: Client, page: Page, code: str, **more: Any) -> int:
    data = {"locales": [locale(code).pk], **more}
    return browser.post(f"/admin/localize/submit/page/{page.pk}/", data).status_code


@pytest.fixture
def update(django_capture_on_commit_callbacks: Any) -> Update:
    def update_translations(browser: Client, source: TranslationSource, **data: Any) -> None:
        # wagtail-localize publishes after the commit.
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(f"/admin/localize/update/{source.pk}/", data)

    return update_translations


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
@pytest.mark.parametrize("role", MAY_WRITE)
def test_who_may_submit_a_page_for_translation(sign_in: SignIn, role: str, source: str, target: str) -> None:
    page = place(StandardPage, "About us", parent=home(source))

    submit(sign_in(role), page, target)

    assert page.has_translation(locale(target)) is (target in MAY_WRITE[role])


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
@pytest.mark.parametrize("role", MAY_WRITE)
def test_who_may_publish_by_updating_a_translation(
    sign_in: SignIn, update: Update, role: str, source: str, target: str
) -> None:
    page = place(StandardPage, "About us", parent=home(source))
    update_of = start_translation(page, target)

    update(sign_in(role), update_of, publish_translations="on")

    assert page.get_translation(locale(target)).live is (target in MAY_WRITE[role])


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
@pytest.mark.parametrize("role", MAY_WRITE)
def test_who_may_bring_new_words_to_a_translation(
    sign_in: SignIn, update: Update, role: str, source: str, target: str
) -> None:
    page = place(StandardPage, "About us", parent=home(source))
    update_of = start_translation(page, target)
    page.introduction = "New words"
    publish(page)

    update(sign_in(role), update_of)

    brought = update_of.stringsegment_set.filter(string__data="New words").exists()
    assert brought is (target in MAY_WRITE[role])


@pytest.mark.parametrize("role", MAY_WRITE)
def test_who_may_turn_a_translation_into_an_alias(sign_in: SignIn, role: str) -> None:
    page = place(StandardPage, "About us", parent=home("cy"))
    start_translation(page, "en")
    translation = page.get_translation(locale("en"))

    sign_in(role).post(f"/admin/localize/page/{translation.pk}/convert_to_alias/")

    translation.refresh_from_db()
    assert (translation.alias_of_id == page.pk, translation.live) == ("en" in MAY_WRITE[role],) * 2


def test_who_may_edit_but_not_publish_publishes_by_none_of_them(sign_in: SignIn, update: Update) -> None:
    GroupPagePermission.objects.filter(group__name=roles.EDITORS, permission__codename="publish_page").delete()
    page = place(StandardPage, "About us")
    source, browser = start_translation(page, "cy"), sign_in(roles.EDITORS)
    translation = page.get_translation(locale("cy"))

    update(browser, source, publish_translations="on")
    browser.post(f"/admin/localize/page/{translation.pk}/convert_to_alias/")
    browser.post(f"/admin/pages/{translation.pk}/edit/", {"action": "publish"})

    translation.refresh_from_db()
    assert (translation.live, translation.alias_of_id) == (False, None)


def test_a_draft_that_one_does_not_work_on_is_neither_shown_nor_copied(sign_in: SignIn) -> None:
    page = place(StandardPage, "Not yet to be known", live=False)
    browser = sign_in(roles.WELSH_EDITORS)

    shown = browser.get(f"/admin/localize/submit/page/{page.pk}/", follow=True).content.decode()
    submit(browser, page, "cy")

    assert "Not yet to be known" not in shown
    assert not page.has_translation(locale("cy"))


def test_pages_below_are_refused_with_the_page_when_one_of_them_is_a_hidden_draft(sign_in: SignIn) -> None:
    parent = place(StandardPage, "About us")
    place(StandardPage, "Who we are", parent=parent)
    browser = sign_in(roles.WELSH_EDITORS)
    place(StandardPage, "Not yet to be known", parent=parent, live=False)

    refused = submit(browser, parent, "cy", include_subtree="on")
    nothing = StandardPage.objects.filter(locale=locale("cy")).count()
    Page.objects.get(title="Not yet to be known").specific.get_latest_revision_as_object().save_revision().publish()
    submit(browser, parent, "cy", include_subtree="on")

    assert (refused, nothing) == (302, 0)
    assert StandardPage.objects.filter(locale=locale("cy")).count() == 3


def test_a_welsh_editor_translates_by_hand_and_stops_what_is_theirs_alone(sign_in: SignIn) -> None:
    theirs = start_translation(place(StandardPage, "About us"), "cy").translations.get()
    others = start_translation(place(StandardPage, "Amdanom", parent=home("cy")), "en").translations.get()
    browser = sign_in(roles.WELSH_EDITORS)

    def write(translation: Translation) -> list[int]:
        segment = translation.source.stringsegment_set.first()
        path = f"/admin/localize/translate/{translation.pk}"
        answers = [
            browser.put(
                f"{path}/strings/{segment.pk}/edit/", "value=x", content_type="application/x-www-form-urlencoded"
            ),
            browser.get(f"{path}/pofile/download/"),
            browser.get(f"{path}/preview/"),
            browser.post(f"{path}/disable/"),
        ]
        translation.refresh_from_db()
        return [*(answer.status_code for answer in answers), translation.enabled]

    assert write(theirs) == [201, 200, 200, 302, False]
    assert write(others) == [403, 302, 302, 302, True]


@pytest.mark.parametrize("form", ["urlencoded", "multipart"])
def test_a_translation_takes_no_picture_that_its_translator_could_not_choose(
    client: Client, form: str, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    publish(home("cy"))
    mine = place_hub("Brighton", social_image=picture("First"))
    start_translation(place_index(), "cy")
    source = start_translation(mine, "cy")
    own = picture("Ours", collection=hub_of(mine).collection)
    secret = picture("Secret", collection=hub_of(place_hub("Frome")).collection)
    client.force_login(person_of(mine, role="lead"))
    segment = OverridableSegment.objects.get(source=source, context__path="social_image")
    address = f"/admin/localize/translate/{source.translations.get().pk}/overrides/{segment.pk}/edit/"

    def put(picture: CampaignImage) -> int:
        if form == "multipart":
            return client.put(address, encode_multipart(BOUNDARY, {"value": picture.pk}), MULTIPART_CONTENT).status_code
        return client.put(address, f"value={picture.pk}", "application/x-www-form-urlencoded").status_code

    answers = [put(secret), put(own), put(secret)]

    assert answers == [302, 201, 302]
    assert [each.data for each in SegmentOverride.objects.all()] == [str(own.pk)]
