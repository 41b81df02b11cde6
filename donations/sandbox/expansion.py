"""`expand[]`: putting whole objects where ids stand. https://docs.stripe.com/expand"""

from donations.sandbox import objects
from donations.sandbox.errors import ApiError
from donations.sandbox.store import Object, Rows

MAX_DEPTH = 4


def show(rows: Rows, obj: Object, paths: list[str]) -> Object:
    """An object or a list as the API answers it, with every path expanded. Raises ApiError for a path without id."""
    if obj["object"] == "list":
        inner = [_inside_list(path) for path in paths]
        return {**obj, "data": [show(rows, item, inner) for item in obj["data"]]}
    shown = objects.public(obj)
    for path in paths:
        if path.count(".") >= MAX_DEPTH:
            raise ApiError("You cannot expand more than 4 levels of a property.", param="expand")
        _expand(rows, obj, shown, path)
    return shown


def _inside_list(path: str) -> str:
    if not path.startswith("data."):
        raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
    return path.removeprefix("data.")


def _expand(rows: Rows, obj: Object, shown: Object, path: str) -> None:
    name, _, rest = path.partition(".")
    if name == "line_items" and obj["object"] == "checkout.session":
        shown[name] = obj[name]
    elif name == "refunds" and obj["object"] == "charge":
        found = rows.find("refund", charge=obj["id"], limit=11)
        data = [objects.public(refund) for refund in found[:10]]
        shown[name] = objects.listing("/v1/refunds", data, has_more=len(found) > 10)
    elif name == "payments" and obj["object"] == "invoice":
        data = [objects.public(payment) for payment in rows.find("invoice_payment", invoice=obj["id"])]
        shown[name] = objects.listing("/v1/invoice_payments", data)
    elif name in shown and shown[name] is None:
        return
    elif rest and isinstance(shown.get(name), dict) and "id" not in shown[name]:
        # A part of the object, not another one: look for the rest within.
        shown[name] = dict(shown[name])
        _expand(rows, {"object": None, **shown[name]}, shown[name], rest)
    else:
        shown[name] = _named(rows, name, shown.get(name), rest)


def _named(rows: Rows, name: str, value: object, rest: str) -> Object:
    """The object whose id stands there, or that stands there itself since a path before this one asked for it."""
    named = value["id"] if isinstance(value, dict) and "id" in value else value
    found = rows.any(named) if isinstance(named, str) else None
    if found is None:
        raise ApiError(f"This property cannot be expanded ({name}).", param="expand")
    earlier = value if isinstance(value, dict) else objects.public(found)
    if rest:
        _expand(rows, found, earlier, rest)
    return earlier
