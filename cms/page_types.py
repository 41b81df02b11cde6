"""Which content type each type of page has, without a query of its own."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models

from cms.kept_tables import KeptTable


def _of_pages() -> "QuerySet[ContentType]":
    names = [Q(app_label=model._meta.app_label, model=model._meta.model_name) for model in get_page_models()]
    return ContentType.objects.filter(reduce(or_, names))


_types = KeptTable("types of pages", _of_pages)


def model_of(content_type_id: int) -> type[Page]:
    """The type of page that has this content type."""
    return next(model for model in get_page_models() if type_id(model) == content_type_id)


def type_id(model: type[Page]) -> int:
    """The content type of a type of page."""
    kind = (model._meta.app_label, model._meta.model_name)
    return next(each.pk for each in _types.rows() if (each.app_label, each.model) == kind)
