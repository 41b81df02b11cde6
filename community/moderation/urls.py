"""The addresses of moderation, below the admin's."""

from django.urls import path

from community.moderation import answering, views
from events import converters  # noqa: F401 - its kinds of address are used below

urlpatterns = [
    path("moderation/", views.show_inbox, name="moderation"),
    path("moderation/decisions/", views.show_decisions, name="moderation_decisions"),
    path("moderation/decisions/<key:decision_id>/undo/", views.undo, name="moderation_undo"),
    path("moderation/mail/", views.choose_mail, name="moderation_mail"),
    path("moderation/comment/<key:pk>/answer/", answering.answer, name="moderation_answer"),
    path("moderation/comment/<key:pk>/close/", answering.close, name="moderation_close"),
    path("moderation/<slug:kind_name>/<key:key>/", views.show_case, name="moderation_case"),
    path("moderation/<slug:kind_name>/<key:key>/decide/", views.decide_case, name="moderation_decide"),
]
