"""Which pages, pictures and documents a page uses, or is asked to use; and whether somebody may use them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models
from django.forms import ModelForm
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.page_rights import knows_all

Use = tuple[type[models.Model], int]
MOST = 2**63
"""An id is smaller; with one that is larger the database could not be asked."""


def uses_of(instance: models.Model) -> set[Use]:
    """What an instance uses as it stands, in its rows below as well."""
    found = set(_uses(type(instance), lambda field: field.value_from_object(instance)))
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(type(instance)):
            for child in getattr(instance, relation.get_accessor_name()).all():
                found |= uses_of(child)
    return found


def uses_in(form: ModelForm) -> set[Use]:
    """What was sent with a form, whether or not it is valid: an invalid form is shown again with all of it."""

    def sent(field: models.Field) -> Any:
        if field.name not in form.fields:
            return None
        return form.fields[field.name].widget.value_from_datadict(form.data, form.files, form.add_prefix(field.name))

    found = set(_uses(form._meta.model, sent))
    for formset in getattr(form, "formsets", {}).values():
        for each in formset.forms:
            found |= uses_in(each)
    return found


def may_use(user: Any, uses: Iterable[Use]) -> bool:
    """Whether the user may know of all these pages and choose all these files. What is not there harms nobody."""
    wanted = set(uses)
    return knows_all(user, _of(Page, wanted)) and all(
        _may_choose(user, model, _of(model, wanted)) for model in (get_image_model(), get_document_model())
    )


def _of(model: type[models.Model], uses: set[Use]) -> set[int]:
    return {pk for used, pk in uses if issubclass(used, model)}


def _may_choose(user: Any, model: type[models.Model], pks: set[int]) -> bool:
    if not pks:
        return True
    there = model._default_manager.filter(pk__in=pks)
    chosen = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "choose")
    return not there.exclude(pk__in=chosen.values("pk")).exists()


def _uses(model: type[models.Model], value_of: Callable[[Any], Any]) -> Iterator[Use]:
    fields: list[Any] = list(model._meta.get_fields())
    for field in fields:
        if isinstance(field, models.ForeignKey) and _is_shared(field.related_model):
            yield from _numbered(field.related_model, value_of(field))
        elif hasattr(field, "extract_references") and (value := value_of(field)) is not None:
            for used, pk, *_ in field.extract_references(field.to_python(value)):
                yield from _numbered(used, pk)


def _is_shared(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, (Page, get_image_model(), get_document_model()))


def _numbered(model: type[models.Model], pk: Any) -> Iterator[Use]:
    """As Django reads an id. What is none, the form refuses."""
    try:
        number = int(str(pk))
    except ValueError:
        return
    if 0 < number < MOST:
        yield model, number
