"""The page on which hosts write to several people. No address is shown to whoever writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from events.messages.forms import MessageForm
from events.models import Hub
from events.models.message import Message
from events.services.messages import NotNow

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

REASONS = {"enough": _("You have written to them twice already."), "over": _("It is too long ago.")}


@dataclass(frozen=True, slots=True)
class MessagePage:
    """What such a page is like: `action` stands in Wagtail's log, `nobody` is said where nobody can be written to."""

    template: str
    action: str
    hint: "_StrOrPromise"
    nobody: "_StrOrPromise"


def write_to_several(
    request: HttpRequest,
    page: MessagePage,
    *,
    about: Model,
    hub: Hub | None,
    back: str,
    send: Callable[..., Message],
    context: dict[str, Any],
) -> HttpResponse:
    """Ask for words, and have them sent. `back` is the address of what it is `about`; answers go to the `hub`.

    `send` is a service that takes `text`, `user` and `now`, and raises NotNow.
    """
    form = MessageForm(request.POST if request.method == "POST" else None)
    form.fields["text"].help_text = page.hint
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            message = send(text=form.cleaned_data["text"], user=request.user, now=timezone.now())
        except NotNow as error:
            form.add_error(None, str({**REASONS, "nobody": page.nobody}[error.reason]))
            status = 409
        else:
            log(instance=about, action=page.action, user=request.user, data={"message": message.pk})
            messages.success(request, _told(message.sent_to))
            return redirect(back)
    shared = {"form": form, "back": back, "most": Message.MOST, "contact": hub.contact_email if hub else ""}
    return render(request, page.template, {**shared, **context}, status=status)


def _told(number: int) -> str:
    words = ngettext("Your mail goes to %(number)s person.", "Your mail goes to %(number)s people.", number)
    return words % {"number": number}
