"""Blocks of what others show: videos, maps, charts. Until the reader asks for it nothing is loaded from elsewhere."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.documents import PublicFile, PublicFileBlock
from cms.blocks.link import is_one_of_two, safe_href
from cms.blocks.media import PictureBlock
from cms.blocks.text import WORDS_ALONE
from cms.players import Player, embed_player, video_player

VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


class PlayerStructValue(blocks.StructValue):
    """Something at a `url` elsewhere."""

    player_of = staticmethod(embed_player)

    @cached_property
    def player(self) -> Player | None:
        return self.player_of(self.get("url"))

    @property
    def href(self) -> str | None:
        return safe_href(self.get("url"))

    @property
    def source(self) -> str:
        """Who shows it: a name, else a host."""
        return self.player.source if self.player else urlsplit(self.href or "").hostname or ""


class VideoStructValue(PlayerStructValue):
    player_of = staticmethod(video_player)

    @property
    def pictures(self) -> list[Any]:
        return [self["poster"]] if self["poster"] else []

    @property
    def file(self) -> PublicFile | None:
        """The film of our own, while everybody may see it."""
        found: PublicFile | None = self["file"] and PublicFile.of(self["file"])
        return found if found and found.kind in VIDEO_TYPES else None

    @property
    def file_type(self) -> str:
        return VIDEO_TYPES[self.file.kind] if self.file else ""

    @property
    def subtitles(self) -> PublicFile | None:
        found: PublicFile | None = self["captions"] and PublicFile.of(self["captions"])
        return found if found and found.kind == "vtt" else None

    @property
    def is_shown(self) -> bool:
        return bool(self.file or self.href)


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), help_text=_("What one sees, for those who decide whether to watch."))
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("On YouTube, Vimeo or PeerTube."))
    file = PublicFileBlock(
        label=_("File"), required=False, help_text=_("Instead of an address: an MP4 or WebM file among the documents.")
    )
    poster = PictureBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Stands in the video’s place until somebody presses play. Nothing is loaded before."),
    )
    captions = PublicFileBlock(
        label=_("Captions"), required=False, help_text=_("For a file of your own: its captions as a WebVTT file.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=WORDS_ALONE,
        help_text=_("What is said and shown, for those who cannot hear or see it. Readers unfold it."),
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        errors = {}
        if not is_one_of_two(self, result.get("url"), result.get("file")):
            errors["url"] = ValidationError(_("Give an address or choose a file, one of the two."))
        for name, kinds in {"file": VIDEO_TYPES, "captions": ["vtt"]}.items():
            if (chosen := result.get(name)) and chosen.file_extension.lower() not in kinds:
                names = ", ".join(kind.upper() for kind in kinds)
                errors[name] = ValidationError(_("Choose a file of this kind: %(kinds)s."), params={"kinds": names})
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return result

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        value_class = VideoStructValue
        description = _("A film from elsewhere or of your own. Loaded when somebody presses play, not before.")
        preview_value = {
            "title": "The first evening, in four minutes",
            "url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "file": None,
            "captions": None,
            "poster": None,
            "transcript": "",
        }


class EmbedBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), help_text=_("What is shown, for example “Map of all hubs”."))
    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("Of a map, a chart or a sound, as its service gives it for embedding. Others become a link."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, help_text=_("What one learns from it."))

    class Meta:
        icon = "site"
        label = _("Embed")
        template = "blocks/embed.html"
        value_class = PlayerStructValue
        description = _("A map, a chart or a sound of another service. Readers are told before it is loaded.")
        preview_value = {
            "title": "Map of Frome",
            "url": "https://www.openstreetmap.org/export/embed.html?bbox=-2.35%2C51.21%2C-2.29%2C51.25",
            "caption": "",
        }
