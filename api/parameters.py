"""Parameters that several operations share, and the rule that what no operation described is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query
from ninja.operation import Operation
from ninja.params.models import QueryModel
from pydantic import StringConstraints

from api.errors import LONGEST_NAME, Answer, refuse, unprocessable
from api.schemas.problems import FieldError

Language = Literal["en", "cy"]
Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
InLanguage = Annotated[Language, Query(description="The language of the words")]
Limit = Annotated[int, Query(ge=1, le=100, description="Maximum number of items")]
Offset = Annotated[int, Query(ge=0, le=10_000, description="Number of items to skip")]

Run = Callable[..., HttpResponseBase]


def refuse_undescribed(run: Run) -> Run:
    """Answer 422 to a query parameter that the operation does not know, and 415 to a body that is not JSON.

    A misspelt filter that is ignored gives a wrong list, and nobody notices.
    A decorator in ninja's "view" mode: `run` is the bound method of the operation.
    """
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    known = {
        name for model in operation.models if issubclass(model, QueryModel) for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        unknown = [name for name in request.GET if name not in known]
        if unknown:
            message = f"Unknown parameter. Known: {', '.join(sorted(known)) or 'none'}"
            return refuse(unprocessable([FieldError(name=name[:LONGEST_NAME], message=message) for name in unknown]))
        if request.method == "POST" and request.content_type != "application/json":
            return refuse(Answer(415, "unsupported-media-type", "Send application/json."))
        return run(request, **path)

    return checked
