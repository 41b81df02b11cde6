"""The forms in which a lead invites somebody, and names the hub's mentor."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField
from events.models import Role

REASONS = {
    "closed": _("This hub is closed: publish its page first"),
    "is_member": _("Whoever has this address is one of the hub’s people already"),
    "too_many": _("Too many invitations wait for an answer: revoke some of them first"),
    "is_inactive": _("This address cannot be invited. Ask an administrator"),
    "last_lead": _("You are the only lead: make somebody else a lead first"),
}


class InvitationForm(forms.Form):
    email = EmailAddressField(
        help_text=_("The invitation goes there, and lasts for two weeks."), widget=forms.EmailInput
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        initial=Role.HOST,
        widget=forms.RadioSelect,
        help_text=_("Hosts publish meetings. Leads also publish the hub’s page and invite others."),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES, initial=get_language)


class MentorForm(forms.Form):
    email = EmailAddressField(
        help_text=_("Of somebody who has done this before. They get a mail and may say no."), widget=forms.EmailInput
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES, initial=get_language)
