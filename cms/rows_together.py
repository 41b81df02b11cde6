"""Rows of several models in one query: a page that needs a few of each does not ask for each."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import CharField, Field, Model, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils.timezone import is_naive

Name = TypeVar("Name", bound=str)


def read(parts: "Mapping[Name, QuerySet[Any]]") -> dict[Name, list[Any]]:
    """The objects of each part, whole, in no order. Their order and what is annotated is not read."""
    found: dict[Name, list[Any]] = {name: [] for name in parts}
    told = [
        rows.order_by().values_list(Value(name, output_field=CharField()), _row(rows.model))
        for name, rows in parts.items()
    ]
    for name, row in told[0].union(*told[1:], all=True) if told else ():
        found[name].append(_object(parts[name].model, row))
    return found


def _row(model: type[Model]) -> JSONObject:
    return JSONObject(**{field.attname: field.attname for field in model._meta.concrete_fields})


def _object(model: type[Model], row: dict[str, Any]) -> Model:
    fields = model._meta.concrete_fields
    values = [_value(field, row[field.attname]) for field in fields]
    return model.from_db(None, [field.attname for field in fields], values)


def _value(field: Field[Any, Any], told: Any) -> Any:
    value = field.to_python(told)
    # SQLite keeps moments without their zone.
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and is_naive(value) else value
