"""The forms to sign up with that stand on public pages, found by page and block."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from cms.public_tree import PublicPage, fetch, public_tree
from community.services.subscribing import Where
from pages.blocks.sign_up import SignUpStructValue


@dataclass(frozen=True, slots=True)
class SignUpPlace:
    """One form: the page that it stands on, in the reader's language where there is one, and what the block says."""

    page: PublicPage
    block_id: str
    value: SignUpStructValue

    @property
    def where(self) -> Where:
        return Where(self.page.translation_key, self.block_id, get_language() or self.page.language)


def find(page_key: UUID, block_id: UUID) -> SignUpPlace | None:
    """None where there is none, on no page that everybody may see."""
    page = public_tree().of_key(page_key)
    if page is None:
        return None
    body: Any = getattr(fetch(page), "body", ())
    block = next((each for each in body if each.id == str(block_id) and each.block_type == "sign_up"), None)
    return SignUpPlace(page, str(block_id), block.value) if block and block.value.consents else None
