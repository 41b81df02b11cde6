"""The form in which editors write a post: one of a guest is published as its writer has agreed to it."""

from cms.page_form import PageForm
from pages.contributions.agreement import why_not


class PostForm(PageForm):
    def is_valid(self) -> bool:
        if super().is_valid() and not self.is_deferred_validation and (why := why_not(self.instance, self.instance)):
            self.add_error(None, why)
        return bool(super().is_valid())
