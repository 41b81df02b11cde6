"""How long what people tell is kept, and how much of it comes in."""

from settings.env import env

# For how many days after a meeting it is known who signed up for it; then only how many.
SIGN_UPS_KEPT_DAYS = env.int("SIGN_UPS_KEPT_DAYS", default=30)
# For how many months it is known who wants a meeting near a town.
MEETING_WISHES_KEPT_MONTHS = env.int("MEETING_WISHES_KEPT_MONTHS", default=24)
# So many days after a page was first published it takes no more comments; 0: editors close them by hand.
COMMENTS_CLOSE_AFTER_DAYS = env.int("COMMENTS_CLOSE_AFTER_DAYS", default=0)

# Public forms. Many people stand behind one address in a hall: /ip; mails that strangers can have sent to one address
# and comments under one page: /key. accounts/unconfirmed.py knows how much of it waits for the address's owner.
FORM_RATE_LIMITS = {
    **dict.fromkeys(("sign_up", "follow", "meeting_wish", "say", "subscribe", "contribute"), "60/5m/ip"),
    **dict.fromkeys(("comment", "comments_follow", "comment_report"), "30/5m/ip"),
    **dict.fromkeys(
        (
            *("sign_up_mail", "follow_mail", "meeting_wish_mail", "subscribe_mail", "contribute_mail"),
            *("comment_mail", "comments_follow_mail"),
        ),
        "10/h/key,20/d/key",
    ),
    "comments_of_page": "120/10m/key",
}
