"""Rows of money that people enter and then decide on: what is entered is neither edited nor deleted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

LOOKED_AT_LIST = "donations.look_at_list"


def day(field: str) -> Callable[[Any], str]:
    """Reads a day off a row and writes it as people here do; a dash where there is none."""
    return lambda row: date_format(getattr(row, field), "j F Y") if getattr(row, field) else "–"


def text(field: str) -> Callable[[Any], Any]:
    """Reads words, or a person, off a row; a dash where there are none."""
    return lambda row: getattr(row, field) or "–"


class NamesIndexView(IndexView):
    """A list with people's names in it: each look at it is written down."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        # Wagtail's log is about things: here it is about whoever looked.
        what = {"listing": str(self.model._meta.verbose_name_plural), "rows": len(context["object_list"])}
        log(instance=self.request.user, action=LOOKED_AT_LIST, user=self.request.user, data=what)
        return context


class EnterView(CreateView):
    """The form with which a row is entered; `edit_url_name` is where one looks at it."""

    def get_success_buttons(self) -> list[Any]:
        return [messages.button(self.get_edit_url(), gettext("Look at it"))]


class EnteredViewSet(ModelViewSet):
    """List, enter, look at and decide; `entry_form` is what is filled in."""

    entry_form: type[Any]
    index_view_class = NamesIndexView
    add_view_class = EnterView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return self.entry_form

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(("edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**absent, **kwargs})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # The page has the name by which the menu leads to it.
        return {**super().get_index_view_kwargs(**kwargs), "page_title": self.menu_label}

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_add_view_kwargs(**{"edit_url_name": self.get_url_name("inspect"), **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path(f"inspect/<{self.pk_path_converter}:pk>/", self.inspect_view, name="inspect"),
        ]

    @property
    def url_finder_class(self) -> Any:
        # Wagtail's reports lead to where a row is edited: here it is looked at.
        return type("_InspectURLFinder", (super().url_finder_class,), {"edit_url_name": self.get_url_name("inspect")})

    def get_permissions_to_register(self) -> Any:
        return super().get_permissions_to_register().exclude(codename__startswith="delete_")


class ReasonForm(forms.Form):
    """Why something is declined or sent back."""

    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Reason"),
        error_messages={"required": gettext_lazy("Say why")},
    )
