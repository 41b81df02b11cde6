"""How the API describes itself beyond what ninja reads from the operations."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema

from api.errors import CONTENT_TYPE
from api.schemas.problems import Problem
from api.titles import TITLES

ANY_OPERATION = (400, 422, 500, 503)
WITHOUT_CONTENT: dict[int, dict[str, Any]] = {
    302: {
        "description": "The page was moved",
        "headers": {"Location": {"description": "Its JSON where it is now", "schema": {"type": "string"}}},
    },
    304: {"description": "Nothing has changed since the ETag that was sent in If-None-Match"},
}


def answers(*statuses: int) -> dict[str, Any]:
    """The `openapi_extra` of an operation that may answer so, besides its result and what any operation may answer."""
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "responses": {
            status: WITHOUT_CONTENT.get(status) or {"description": TITLES[status], "content": content}
            for status in sorted({*statuses, *ANY_OPERATION})
        }
    }


class DescribedAPI(NinjaAPI):
    """Tells of Problem too, which no operation returns and any may answer."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        problem = Problem.model_json_schema(ref_template=REF_TEMPLATE)
        schema["components"]["schemas"].update({**problem.pop("$defs"), "Problem": problem})
        return schema
