"""wagtail-localize's views, asking for rights over the pages that they write. It asks whether one may translate at all.

Its other views (a text, a PO file, the machine, stopping and starting again) ask for the right to edit the translation,
and its editor for the right to publish it.
"""

from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParser
from django.shortcuts import get_object_or_404
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page
from wagtail_localize.models import OverridableSegment, Translation, TranslationSource
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.edit_translation import user_can_edit_instance
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.page_rights import knows_all
from cms.references import Use, may_use


class SubmitTranslation(SubmitPageTranslationView):
    """Offers the languages in which the user may write the page, and takes no others."""

    components: Any

    def get_object(self) -> Page:
        page: Page = super().get_object()
        _require(knows_all(self.request.user, [page.pk]))
        return page

    def get_form(self) -> Form:
        form: Form = super().get_form()
        locales = form.fields["locales"].queryset  # type: ignore[attr-defined]
        may = [each.pk for each in locales if _may_write(self.request.user, self.object, each)]
        _require(bool(may) or not locales)
        form.fields["locales"].queryset = locales.filter(pk__in=may)  # type: ignore[attr-defined]
        return form

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        self.components = _CheckedComponents(self.components, self.request.user)
        return super().form_valid(form)


class _CheckedComponents:
    """Is told of all that was translated: of pages below and pages linked to as well. Refusing takes it all back."""

    def __init__(self, components: Any, user: Any) -> None:
        self.components, self.user = components, user

    def save(self, translator: Any, sources_and_translations: dict[TranslationSource, list[Any]]) -> None:
        for source, translations in sources_and_translations.items():
            _require(_may_read(self.user, source))
            _require(all(user_can_edit_instance(self.user, each.get_target_instance()) for each in translations))
        self.components.save(translator, sources_and_translations=sources_and_translations)


class UpdateTranslations(UpdateTranslationsView):
    def get_object(self) -> TranslationSource:
        source = super().get_object()
        _require(all(user_can_edit_instance(self.request.user, each) for each in _targets(source)))
        return source

    def form_valid(self, form: Form) -> HttpResponse:
        if form.cleaned_data["publish_translations"]:
            pages = [each for each in _targets(self.object) if isinstance(each, Page)]
            _require(all(page.permissions_for_user(self.request.user).can_publish() for page in pages))
        return super().form_valid(form)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias is published or not as its source is, whatever the translation was."""
    page = get_object_or_404(Page, pk=page_id)
    _require(page.permissions_for_user(request.user).can_publish())
    return convert.convert_to_alias(request, page_id)


def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Another page, picture or document in a translation: only what the user could choose."""
    if request.method == "PUT":
        translation = get_object_or_404(Translation, pk=translation_id)
        segment = get_object_or_404(OverridableSegment, pk=overridable_segment_id, source=translation.source)
        _require(may_use(request.user, _uses_of_override(segment, _sent_value(request))))
    return edit_translation.edit_override(request, translation_id, overridable_segment_id)


def _sent_value(request: HttpRequest) -> str:
    """Django reads a form that is POSTed only. The body is read here, which keeps it for the view."""
    body = BytesIO(request.body)
    if request.content_type == "multipart/form-data":
        data, _ = MultiPartParser(request.META, body, request.upload_handlers, request.encoding or "utf-8").parse()
    else:
        data = QueryDict(body.read(), encoding="utf-8")
    return str(data.get("value", ""))


def _uses_of_override(segment: OverridableSegment, value: str) -> set[Use]:
    """What the value would be used as; one of which that is not known, as anything of that number."""
    source = segment.source.get_source_instance()
    path, field_path = segment.context.path, segment.context.get_field_path(source)
    where = edit_translation.get_segment_location_info(
        source, edit_translation.TabHelper(source), path, field_path, widget=True
    )
    kinds: dict[str, Any] = {
        "page_chooser": Page,
        "image_chooser": get_image_model(),
        "document_chooser": get_document_model(),
    }
    kind = kinds.get(where["widget"]["type"])
    number = value.strip().strip('"')
    return {(each, int(number)) for each in ([kind] if kind else kinds.values())} if number.isdecimal() else set()


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _may_write(user: Any, page: Page, locale: Locale) -> bool:
    """Whether the user may make this page in the language, or take the place of an alias that is there."""
    alias = page.get_translation_or_none(locale)
    if alias is not None:
        return alias.permissions_for_user(user).can_edit()
    for ancestor in page.get_ancestors().order_by("-depth"):
        # Those between that are not there yet are made with it.
        parent = ancestor if ancestor.is_root() else ancestor.get_translation_or_none(locale)
        if parent is not None:
            return parent.permissions_for_user(user).can_add_subpage()
    return False


def _may_read(user: Any, source: TranslationSource) -> bool:
    instance = source.get_source_instance()
    return knows_all(user, [instance.pk]) if isinstance(instance, Page) else user_can_edit_instance(user, instance)


def _targets(source: TranslationSource) -> list[Any]:
    return [each.get_target_instance() for each in source.translations.filter(enabled=True)]
