"""Models of hubs and meetings. Sign-ups and rights hang on these language-neutral rows; words live on the pages."""

from events.models.hub import Hub, HubText

__all__ = ["Hub", "HubText"]
