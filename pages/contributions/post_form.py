"""The form in which editors write a post: one of a guest is published as its writer has agreed to it."""

from django.utils.translation import gettext

from cms.page_form import PageForm
from pages.models.contribution import Contribution, State

READ_BY_ITS_WRITER = ("title", "introduction", "byline", "body")


class PostForm(PageForm):
    def is_valid(self) -> bool:
        if super().is_valid() and not self.is_deferred_validation and not self.instance.live:
            self._ask_its_writer()
        return bool(super().is_valid())

    def _ask_its_writer(self) -> None:
        """Before it is first public. Later editors mend a slip without asking."""
        made_of = Contribution.objects.for_post(self.instance.translation_key).first() if self.instance.pk else None
        if made_of is None:
            return
        if made_of.state != State.APPROVED:
            self.add_error(None, gettext("Its writer has not agreed to the final version: ask under “Contributions”."))
        elif self._has_changed():
            text = gettext("This is no longer what its writer agreed to. “Save draft”, and ask again.")
            self.add_error(None, text)

    def _has_changed(self) -> bool:
        return any(name in self.changed_data for name in READ_BY_ITS_WRITER)
