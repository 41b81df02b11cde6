"""Where the files of the blog can be had: in a copy of its uploads, or from its own host."""

from collections.abc import Callable
from pathlib import Path

from pages.wordpress.index import Attachment

UPLOADS = "/uploads/"

Fetch = Callable[[str, int], bytes]
"""Gives what lies at an address, of at most so many bytes. Raises: FileUnreachable."""


class FileUnreachable(Exception):
    """The message says why."""


class Files:
    def __init__(self, folder: Path | None, fetch: Fetch | None) -> None:
        self._folder = folder.resolve() if folder else None
        self._fetch = fetch

    def read(self, attachment: Attachment, *, most: int) -> bytes:
        """At most `most` bytes. Raises: FileUnreachable."""
        if path := self.local_path(attachment):
            if path.stat().st_size > most:
                raise FileUnreachable(f"larger than {most // 1024 // 1024} MB")
            return path.read_bytes()
        if self._fetch:
            return self._fetch(attachment.address, most)
        raise FileUnreachable("not among the uploads" if self._folder else "no folder of uploads was given")

    def local_path(self, attachment: Attachment) -> Path | None:
        """The file in the copy of the uploads; never one outside of it, whatever the export says."""
        for told in (attachment.file, attachment.path.partition(UPLOADS)[2]):
            if self._folder and told and "\0" not in told:
                path = self._folder.joinpath(told.lstrip("/")).resolve()
                if path.is_relative_to(self._folder) and path.is_file():
                    return path
        return None
