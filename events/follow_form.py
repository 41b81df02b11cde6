"""The form in which people ask to be told of a hub's new meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField


class FollowForm(forms.Form):
    """On the page of a hub, and by itself."""

    email = EmailAddressField(help_text=_("For new meetings of this hub, and nothing else. Nobody else sees it."))
