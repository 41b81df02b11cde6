"""Mail as it went out."""

from cms.mail import send_mail
from cms.models import OutgoingMail


def sent_mail(key: str) -> OutgoingMail:
    """The one mail whose key begins so, sent if it still waits: some are written only then."""
    mail = OutgoingMail.objects.get(key__startswith=key)
    send_mail.call(mail.key)
    mail.refresh_from_db()
    return mail
