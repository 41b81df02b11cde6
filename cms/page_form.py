"""The form in which every page is edited: it takes nothing that its editor could not have chosen."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.admin.forms import WagtailAdminPageForm

from cms.references import may_use, uses_in, uses_of


class PageForm(WagtailAdminPageForm):
    """Wagtail's choosers show what one may choose, but its forms take the id of any page, picture or document."""

    def clean(self) -> dict[str, Any]:
        """Raises: PermissionDenied, so that not even the form that is shown again tells a hidden title.

        What stood on the page before may stay: somebody with more rights has put it there.
        """
        # Without a user it is code of our own that fills in the form.
        if self.for_user and not may_use(self.for_user, uses_in(self) - uses_of(self.instance)):
            raise PermissionDenied
        cleaned: dict[str, Any] = super().clean()
        return cleaned
