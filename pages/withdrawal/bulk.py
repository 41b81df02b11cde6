"""What is done to many pages at once in the explorer: the same as to each by itself."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.log_actions import LogContext
from wagtail.models import Page

from pages.services.withdrawal import translated_from, translations_of


class UnpublishPages(UnpublishBulkAction):
    def get_initial(self) -> dict[str, Any]:
        pages, _refused = self.get_actionable_objects()
        with_below = any(getattr(page.specific_class, "goes_with_all_below", False) for page in pages)
        return {**super().get_initial(), "include_descendants": with_below}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        along = (translated_from(each["item"]).count() for each in context["items"])
        return {**context, "translation_count": sum(along)}

    @classmethod
    def execute_action(cls, objects: Iterable[Page], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Each page in a step of its own, so that it is restored by itself with what went along."""
        pages = below = 0
        for page in Page.objects.live().filter(pk__in=[each.pk for each in objects]):
            with LogContext(user=user):
                done = super().execute_action([*translated_from(page), page], user=user, **kwargs)
            pages, below = pages + done[0], below + done[1]
        return pages, below


class DeletePages(DeleteBulkAction):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        along = (translations_of(each["item"]).count() for each in context["items"])
        return {**context, "translation_count": sum(along)}

    @classmethod
    def execute_action(cls, objects: Iterable[Page], **kwargs: Any) -> tuple[int, int]:
        pages = {each.pk: each for page in objects for each in (page, *translations_of(page))}.values()
        # What hangs below another one goes with it, and is not there any more when its turn comes.
        tops = [page for page in pages if not any(page.is_descendant_of(other) for other in pages)]
        return super().execute_action(tops, **kwargs)
