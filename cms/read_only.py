"""Listings in the admin of what nobody may change there, not even an administrator: list, look at one, no more."""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Grants the right to view and no other, whatever else somebody was given."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


class ReadOnlyViewSet(ModelViewSet):
    """`registers`: the rights that whoever puts groups together can give, each checked by the view that needs it."""

    registers: tuple[str, ...] = ("view",)
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: tuple[str, ...] = ()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"inspect/<{self.pk_path_converter}:pk>/", self.inspect_view, name="inspect"),
        ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # The page has the name by which the menu leads to it.
        return {**super().get_index_view_kwargs(**kwargs), "page_title": self.menu_label}

    def get_permissions_to_register(self) -> Any:
        codenames = [f"{right}_{self.model._meta.model_name}" for right in self.registers]
        kind = ContentType.objects.get_for_model(self.model)
        return Permission.objects.filter(content_type=kind, codename__in=codenames)

    def on_register(self) -> None:
        register_permission_policy(self.model, ReadOnlyPolicy(self.model), exact_class=True)
        super().on_register()
