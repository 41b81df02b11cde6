"""Addresses of comments, of following and reporting them, what people are written to about; in each language."""

from django.urls import path

from community.views import following, hiding, my_choices, own, reporting, writing
from events import converters  # noqa: F401 - its kinds of address are used below

urlpatterns = [
    path("comments/<uuid:page_key>/", writing.comments, name="comments"),
    path("comments/<uuid:page_key>/<key:number>/", writing.part, name="comments_part"),
    path("comments/<uuid:page_key>/sent/", writing.sent, name="comment_sent"),
    path("comments/<uuid:page_key>/follow/", following.follow, name="follow_comments"),
    path("comments/<uuid:page_key>/follow/done/", following.done, name="follow_comments_done"),
    path("comment/<key:pk>/", writing.comment, name="comment"),
    path("comment/<key:pk>/reply/", writing.reply, name="reply_to_comment"),
    path("comment/<key:pk>/report/", reporting.report, name="report_comment"),
    path("comment/<key:pk>/report/done/", reporting.done, name="report_done"),
    path("hide-comment/<str:token>/", hiding.hide, name="hide_comment"),
    path("my-comment/<uuid:public_id>/", own.my_comment, name="my_comment"),
    path("following-comments/<uuid:public_id>/", following.following, name="following_comments"),
    path("my-choices/<uuid:public_id>/", my_choices.my_choices, name="my_choices"),
]
