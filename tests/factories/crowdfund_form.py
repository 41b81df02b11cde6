"""A crowdfund's form as an editor's browser sends it."""

from typing import Any

from django.test import Client

from pages.models import CrowdfundPage


def posted(page: CrowdfundPage, **changes: Any) -> dict[str, Any]:
    """The page's form as the browser sends it. `lines`, `entries` and `goals` are lists of dicts."""
    lines = [
        {"id": line.pk, "title": line.title, "amount_minor": line.amount_minor / 100}
        for line in page.budget_lines.all()
    ]
    entries = [
        {"id": entry.pk, "title": entry.title, "amount_minor": "12", "line_number": entry.line_number or ""}
        for entry in page.spending_entries.all()
    ]
    form = {
        "title": page.title,
        "slug": page.slug,
        "goal_minor": "5000",
        "purpose": page.purpose,
        "has_no_end": "on",
        "suggested_amounts": "5, 10",
        "monthly": "stops",
        "if_under": page.if_under,
        "if_over": page.if_over,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    lists = {"budget_lines": changes.pop("lines", lines), "spending_entries": changes.pop("entries", entries)}
    lists["stretch_goals"] = changes.pop("goals", [])
    for name, rows in lists.items():
        form[f"{name}-TOTAL_FORMS"] = str(len(rows))
        form[f"{name}-INITIAL_FORMS"] = str(sum(1 for row in rows if row.get("id")))
        for at, row in enumerate(rows):
            wanted = {"id": "", "ORDER": at + 1, "DELETE": "", **row}
            form |= {f"{name}-{at}-{field}": str(value) for field, value in wanted.items()}
    return {name: value for name, value in (form | changes).items() if value is not None}


def send(client: Client, page: CrowdfundPage, **changes: Any) -> Any:
    return client.post(f"/admin/pages/{page.pk}/edit/", posted(page, **changes))


def publish(client: Client, page: CrowdfundPage, **changes: Any) -> Any:
    return send(client, page, **{"action-publish": "1", **changes})


def ask_for(pounds: str, client: Client, page: CrowdfundPage, **changes: Any) -> Any:
    """Publish it with another goal, and one line of as much."""
    lines = [*without_lines(page), {"title": "All of it", "amount_minor": pounds}]
    return publish(client, page, **{"goal_minor": pounds, "lines": lines, "entries": [], **changes})


def without_lines(page: CrowdfundPage) -> list[dict[str, Any]]:
    """The `lines` of a form in which each of them was taken out."""
    lines = page.get_latest_revision_as_object().budget_lines.all()
    return [{"id": line.pk, "title": line.title, "amount_minor": "1", "DELETE": "1"} for line in lines]


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors) if response.context else {}


def row_errors(response: Any, name: str) -> list[dict[str, list[str]]]:
    return [dict(form.errors) for form in response.context["form"].formsets[name]]
