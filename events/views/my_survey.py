"""How it was: three questions to somebody who had a place, on a page of their own. The hosts see no names."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.throttling import too_many_attempts
from cms.origin import require_same_origin
from cms.personal_pages import keep_personal
from events.models import SignUp, SurveyAnswer
from events.models.survey import questions_after
from events.said_forms import SurveyForm
from events.services import surveys
from events.services.surveys import NotAsked


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_same_origin
def survey(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The questions with what was answered so far; afterwards, that it can no longer be answered."""
    asked = SignUp.objects.of_somebody().filter(occurrence__event__hub__asks_afterwards=True)
    found = get_object_or_404(asked, public_id=public_id)
    questions = questions_after(found.occurrence.event.hub)
    if request.method != "POST":
        return _show(request, found, SurveyForm(questions=questions, initial=_answered(found, questions)))
    if not ratelimit.consume(request, action="say"):
        return too_many_attempts(request)
    form = SurveyForm(request.POST, questions=questions)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    with suppress(NotAsked):  # The page says so.
        surveys.answer(public_id=public_id, answers=form.answers, now=timezone.now())
    return HttpResponseRedirect(f"{request.path}?kept", status=303)


def _answered(found: SignUp, questions: Sequence[str]) -> dict[str, str]:
    """What they said to these questions, by the fields of the form."""
    before = SurveyAnswer.objects.filter(sign_up=found).first()
    said = dict(before.answers) if before else {}
    return {SurveyForm.field_of(number): said.get(question, "") for number, question in enumerate(questions)}


def _show(request: HttpRequest, found: SignUp, form: SurveyForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "sign_up": found,
        "date": found.occurrence,
        "form": form,
        "is_open": surveys.is_open(found, now),
        "is_over": found.occurrence.ends_at <= now,
        "until": found.occurrence.ends_at + surveys.ANSWERED_WITHIN,
        "is_kept": "kept" in request.GET and SurveyAnswer.objects.filter(sign_up=found).exists(),
    }
    return keep_personal(render(request, "events/my_survey.html", context, status=status))
