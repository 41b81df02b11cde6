"""Many rows in one column: what hangs on a row is read along with it, without a query of its own."""

from typing import Any

from django.db.models import Func, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class _Together(Func):
    """All rows of a query as one list."""

    output_field = JSONField()
    function = "json_group_array"

    def as_postgresql(self, *args: Any, **kwargs: Any) -> Any:
        return self.as_sql(*args, **kwargs | {"function": "jsonb_agg"})


def list_of(rows: "QuerySet[Any, Any]", **told: Any) -> Subquery:
    """Each of the rows as an object with what is `told` of it, in no order; None or [] without any."""
    return Subquery(rows.order_by().annotate(together=_Together(JSONObject(**told))).values("together"))
