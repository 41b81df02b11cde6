"""What donors said, for the page of a crowdfund."""

from django import template

from donations.models import Crowdfund, SupporterMessage

register = template.Library()

FEW = 6


@register.inclusion_tag("components/supporters.html")
def supporters(crowdfund: Crowdfund) -> dict[str, object]:
    """Some of those who want to be named, those with words first, and the way to all of them."""
    shown = SupporterMessage.objects.shown().filter(donation__crowdfund=crowdfund)
    messages = list(shown.with_words_first()[: FEW + 1])
    return {"crowdfund": crowdfund, "messages": messages[:FEW], "are_more": len(messages) > FEW}
