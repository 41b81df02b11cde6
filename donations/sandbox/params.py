"""Request parameters as Stripe takes them: nested names in a form, checked against what an endpoint knows. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from donations.sandbox.errors import ApiError

NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
MAX_DEPTH = 6

Check = Callable[[Any, str], Any]
Schema = Mapping[str, Any]


def parse(encoded: str) -> dict[str, Any]:
    """`a[b]=1&c[0]=2` as `{"a": {"b": "1"}, "c": ["2"]}`; a name that makes no sense is refused."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        match = NAME.fullmatch(name)
        keys = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])] if match else []
        if not 0 < len(keys) <= MAX_DEPTH:
            raise _unknown(name)
        _place(tree, keys, value, name)
    return {key: _with_lists(child) for key, child in tree.items()}


def _place(tree: dict[str, Any], keys: Iterable[str], value: str, name: str) -> None:
    *parents, last = keys
    for key in parents:
        tree = tree.setdefault(key, {})
        if not isinstance(tree, dict):
            raise ApiError(f"Invalid object: {name}", param=name)
    tree[last or str(len(tree))] = value


def _with_lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    children = {key: _with_lists(child) for key, child in node.items()}
    return list(children.values()) if children and all(key.isdecimal() for key in children) else children


def check(given: Any, schema: Any, path: str = "") -> Any:
    """What was given with its types, or ApiError: unknown parameters are refused by name, as Stripe does.

    A schema is a check, a list with the schema of its items, or a mapping of names to schemas.
    """
    if callable(schema):
        return schema(given, path)
    if isinstance(schema, list):
        if not isinstance(given, list):
            raise ApiError("Invalid array", param=path)
        return [check(item, schema[0], f"{path}[{index}]") for index, item in enumerate(given)]
    if not isinstance(given, dict):
        raise ApiError("Invalid object", param=path)
    known = {}
    for name, value in given.items():
        where = f"{path}[{name}]" if path else name
        if name not in schema:
            raise _unknown(where)
        known[name] = check(value, schema[name], where)
    return known


def require(given: Mapping[str, Any], *paths: str) -> None:
    for path in paths:
        found: Any = given
        for key in path.split("."):
            found = found[0] if isinstance(found, list) and found else found
            found = found.get(key) if isinstance(found, dict) else None
        if found in (None, "", [], {}):
            raise ApiError(f"Missing required param: {path}.", code="parameter_missing", param=path)


def or_nothing(schema: Any) -> Check:
    """What the schema says, or the empty string, by which Stripe means to clear a field."""

    def checked(value: Any, path: str) -> Any:
        return None if value == "" else check(value, schema, path)

    return checked


def words(value: Any, path: str) -> str:
    if not isinstance(value, str) or len(value) > 5000:
        raise ApiError("Invalid string", param=path)
    return value


def web_address(value: Any, path: str) -> str:
    """People are sent there, so only http and https will do."""
    if not re.match(r"https?://[^\s/]", words(value, path)):
        raise ApiError("Not a valid URL", code="url_invalid", param=path)
    return str(value)


def integer(value: Any, path: str) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,15}", value, re.ASCII):
        raise ApiError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=path)
    return int(value)


def one_of(*allowed: str) -> Check:
    def checked(value: Any, path: str) -> str:
        if value not in allowed:
            raise ApiError(f"Invalid {path}: must be one of {', '.join(allowed)}", param=path)
        return str(value)

    return checked


def metadata(value: Any, path: str) -> dict[str, str]:
    """At most fifty short pairs: https://docs.stripe.com/metadata#data."""
    pairs = value if isinstance(value, dict) else {}
    short = all(len(name) <= 40 and isinstance(item, str) and len(item) <= 500 for name, item in pairs.items())
    if not isinstance(value, dict) or len(pairs) > 50 or not short:
        raise ApiError("Metadata values can have up to 500 characters.", param=path)
    return pairs


def _unknown(name: str) -> ApiError:
    return ApiError(f"Received unknown parameter: {name}", code="parameter_unknown", param=name)


def instant(value: Any, path: str) -> dict[str, int]:
    """A list's `created`: a moment, or comparisons by gt, gte, lt and lte."""
    if isinstance(value, dict):
        compared: dict[str, int] = check(value, dict.fromkeys(("gt", "gte", "lt", "lte"), integer), path)
        return compared
    return {"gte": integer(value, path), "lte": integer(value, path)}
