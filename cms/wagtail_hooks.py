"""What the ground floor adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms import setup
from cms.rich_text import register_page_links

# After Wagtail's own features: it takes the place of one of them.
hooks.register("register_rich_text_features", register_page_links, order=10)


class SetUpPanel(Component):
    """What is left to do on a new site. Gone as soon as all is done."""

    name = "set_up"
    template_name = "wagtailadmin/home/set_up.html"
    order = 10

    def __init__(self, steps: list[dict[str, Any]]) -> None:
        self.steps = steps

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"steps": self.steps}


@hooks.register("construct_homepage_panels")
def show_what_is_left_to_set_up(request: HttpRequest, panels: list[Component]) -> None:
    """Only to administrators: nobody else could do it all."""
    if request.user.is_superuser and (steps := setup.open_steps(request)):
        panels.append(
            SetUpPanel(
                [{"title": step.title, "explanation": step.explanation, "url": step.url(request)} for step in steps]
            )
        )
