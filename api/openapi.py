"""How the API describes itself beyond what ninja reads from the operations."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema

from api.errors import CONTENT_TYPE, Problem
from api.titles import TITLES


def problems(*statuses: int) -> dict[str, Any]:
    """The `openapi_extra` of an operation that may answer with these problems, besides 422."""
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"responses": {status: {"description": TITLES[status], "content": content} for status in (*statuses, 422)}}


class DescribedAPI(NinjaAPI):
    """Tells of Problem too, which no operation returns and any may answer."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        problem = Problem.model_json_schema(ref_template=REF_TEMPLATE)
        schema["components"]["schemas"].update({**problem.pop("$defs"), "Problem": problem})
        return schema
