"""The admin’s pages on the people of a hub. Who may do what is asked in events/hub_roles.py and the services."""

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import MANAGE_HUBS
from accounts.throttling import too_many_attempts
from cms.admin_frame import framed
from events.hub_needs import SILENT_AFTER, hubs_needing_somebody
from events.hub_people.forms import REASONS, InvitationForm, MentorForm
from events.hub_roles import hubs_of, may_manage, people_of
from events.models import Hub, Invitation, Mentor, Role
from events.models.mentor import FIRST_MEETINGS
from events.services import invitations, mentors

ICON = "group"


@require_safe
def hub_list(request: HttpRequest) -> HttpResponse:
    """The hubs of which this user is one of the people; for staff, all."""
    hubs, may_begin = list(hubs_of(request.user)), request.user.has_perm(MANAGE_HUBS)
    if not hubs and not may_begin:
        raise PermissionDenied
    context = {"hubs": hubs, "may_begin": may_begin, **framed(_("Hubs"), ICON)}
    return render(request, "events/hub_people/hubs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, hub_id: int) -> HttpResponse:
    """Those who run the hub; for its leads also who is invited, and a form to invite."""
    hub = _hub(request, hub_id)
    form = InvitationForm(request.POST or None)
    if request.method == "POST":
        _require_manager(request, hub)
        if form.is_valid():
            if not ratelimit.consume(request, action="invite", user=request.user):
                return too_many_attempts(request)
            if _invite(request, hub, form):
                return redirect("hub_people", hub.pk)
    there = list(people_of(hub))
    # Who is there already was not invited, but asked whether they stay.
    waiting = Invitation.objects.open_at(timezone.now()).filter(hub=hub).exclude(email__in=[p.email for p in there])
    context = {
        "hub": hub,
        "form": form,
        "people": there,
        "may_manage": may_manage(request.user, hub),
        "mentor": Mentor.objects.filter(hub=hub).first(),
        "waiting": waiting.order_by("-created_at"),
        **framed(_("People of %(hub)s") % {"hub": hub.title}, ICON),
    }
    return render(request, "events/hub_people/people.html", context, status=422 if form.is_bound else 200)


def _invite(request: HttpRequest, hub: Hub, form: InvitationForm) -> bool:
    wanted = form.cleaned_data
    try:
        invitations.invite(
            hub=hub,
            email=wanted["email"],
            role=Role(wanted["role"]),
            locale=wanted["language"],
            user=request.user,
            now=timezone.now(),
        )
    except invitations.Refused as refused:
        form.add_error("email", REASONS[refused.reason])
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": wanted["email"]})
    return True


@require_POST
def revoke(request: HttpRequest, hub_id: int, invitation_id: int) -> HttpResponse:
    hub = _hub(request, hub_id)
    _require_manager(request, hub)
    invitation = get_object_or_404(Invitation, pk=invitation_id, hub=hub)
    invitations.revoke(invitation=invitation, user=request.user, now=timezone.now())
    messages.success(request, _("The invitation no longer works."))
    return redirect("hub_people", hub.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, hub_id: int, user_id: int) -> HttpResponse:
    """Ask whether somebody should go, and let them go."""
    hub = _hub(request, hub_id)
    _require_manager(request, hub)
    person: User = get_object_or_404(people_of(hub), pk=user_id)
    if request.method != "POST":
        frame = framed(_("Remove %(name)s") % {"name": name_of(person)}, ICON)
        return render(request, "events/hub_people/remove.html", {"hub": hub, "person": person, **frame})
    try:
        invitations.remove(hub=hub, person=person, user=request.user, now=timezone.now())
    except invitations.Refused as refused:
        messages.error(request, REASONS[refused.reason])
    else:
        messages.success(request, _("%(name)s is no longer one of this hub’s people.") % {"name": name_of(person)})
    still_theirs = hubs_of(request.user).filter(pk=hub.pk).exists()
    return redirect("hub_people", hub.pk) if still_theirs else redirect("wagtailadmin_home")


@require_http_methods(["GET", "HEAD", "POST"])
def mentor(request: HttpRequest, hub_id: int) -> HttpResponse:
    """Who the hub may ask: its leads name and remove them."""
    hub = _hub(request, hub_id)
    _require_manager(request, hub)
    if "remove" in request.POST:
        mentors.remove_mentor(hub=hub, user=request.user)
        messages.success(request, _("This hub has no mentor any more."))
        return redirect("hub_people", hub.pk)
    form = MentorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _name_mentor(request, hub, form)
    found = Mentor.objects.filter(hub=hub).first()
    frame = framed(_("Mentor of %(hub)s") % {"hub": hub.title}, ICON)
    context = {"hub": hub, "form": form, "mentor": found, "number": FIRST_MEETINGS, **frame}
    return render(request, "events/hub_people/mentor.html", context, status=422 if form.is_bound else 200)


def _name_mentor(request: HttpRequest, hub: Hub, form: MentorForm) -> HttpResponse:
    if not ratelimit.consume(request, action="name_mentor", user=request.user):
        return too_many_attempts(request)
    email = form.cleaned_data["email"]
    locale = form.cleaned_data["language"]
    mentors.name_mentor(hub=hub, email=email, locale=locale, user=request.user, now=timezone.now())
    messages.success(request, _("%(email)s is the hub’s mentor now, and gets a mail.") % {"email": email})
    return redirect("hub_people", hub.pk)


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """The report on hubs that need somebody, for those who look after all of them."""
    if not request.user.has_perm(MANAGE_HUBS):
        raise PermissionDenied
    context = {"needy": hubs_needing_somebody(timezone.now()), "weeks": SILENT_AFTER.days // 7}
    return render(request, "events/hub_people/needs.html", {**context, **framed(_("Hubs that need somebody"), ICON)})


def name_of(person: User) -> str:
    return person.get_full_name() or person.get_username()


def _hub(request: HttpRequest, hub_id: int) -> Hub:
    """Raises: Http404 for a hub that this user may not know of."""
    return get_object_or_404(hubs_of(request.user), pk=hub_id)


def _require_manager(request: HttpRequest, hub: Hub) -> None:
    if not may_manage(request.user, hub):
        raise PermissionDenied
