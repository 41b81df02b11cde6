"""A hub that is hidden, with all that its people alone may know of: each has the same number, and “Secret” in it."""

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Collection

from accounts.models import User
from cms.models import CampaignDocument, Topic
from events.models import (
    AgendaItem,
    Follower,
    Invitation,
    MeetingProposal,
    MeetingWish,
    Mentor,
    Role,
    SignUp,
    SurveyAnswer,
)
from events.services.invitations import invite
from pages.models import EventPage, HubPage
from tests.factories.events import event_of, place_event
from tests.factories.hubs import hub_of, place_index
from tests.factories.pages import picture, place

N = 90001


def hide_hub() -> EventPage:
    """An event of a hub that is not open, and no longer published; with the hub's people, invitation, files and guests.

    Files go to MEDIA_ROOT.
    """
    above = place(HubPage, "Secret hub", slug="hidden", parent=place_index(), live=False)
    person = User.objects.create_user(
        "secret-person", "secret@example.org", first_name="Secret", last_name="Person", pk=N
    )
    topic = Topic.objects.create(pk=N, name="Housing", slug="hidden")
    page = place_event("Secret event", slug="hidden", parent=above, pk=N, owner=person, topics=[topic])
    page.unpublish()
    hub, event = hub_of(above), event_of(page)
    person.groups.add(hub.leads_group)
    invite(hub=hub, email="secret@example.com", role=Role.HOST, locale="en", user=person, now=timezone.now())
    Collection.objects.filter(pk=hub.collection_id).update(name="Secret collection")
    picture("Secret picture", collection=hub.collection, pk=N)
    document = CampaignDocument(title="Secret document", collection=hub.collection, pk=N)
    document.file.save("secret.pdf", ContentFile(b"%PDF-1.4"))
    revision = page.save_revision(user=person, log_action=True)
    for row in (hub, event, event.occurrences.get(), Invitation.objects.get(), revision):
        number(row)
    told = {"email": "secret@example.net", "state": "coming", "created_at": timezone.now(), "locale": "en"}
    sign_up = SignUp.objects.create(pk=N, occurrence_id=N, name="Secret Person", **told)
    said = {"pk": N, "occurrence_id": N, "sign_up": sign_up}
    AgendaItem.objects.create(**said, text="Secret wish", created_at=timezone.now())
    SurveyAnswer.objects.create(**said, answers=[["?", "Secret wish"]], answered_at=timezone.now())
    Mentor.objects.create(pk=N, hub_id=N, email="secret@example.com", locale="en", since=timezone.now())
    Follower.objects.create(hub_id=N, email="secret@example.net", created_at=timezone.now(), locale="en")
    now = {"created_at": timezone.now(), "changed_at": timezone.now()}
    MeetingProposal.objects.create(pk=N, hub_id=N, town_id=2649579, **now)
    said = {"email": "secret@example.net", "can_host": True, "confirmed_at": timezone.now(), "locale": "en"}
    MeetingWish.objects.create(
        pk=N, proposal_id=N, town_id=2649579, name="Secret Person", created_at=timezone.now(), **said
    )
    return EventPage.objects.get(pk=N)


def number(row: Model) -> None:
    """Give a row the number that all have that is hidden."""
    type(row)._default_manager.filter(pk=row.pk).update(id=N)
    for each in row._meta.get_fields(include_hidden=True):
        if each.auto_created and not each.concrete and each.field.concrete:
            each.related_model._default_manager.filter(**{each.field.attname: row.pk}).update(**{each.field.attname: N})
