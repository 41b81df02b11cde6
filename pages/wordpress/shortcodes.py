"""WordPress' own mark-up in a post's HTML – shortcodes and the comments of its block editor – as plain HTML.

What has no HTML of its own becomes an element that only `html.py` knows: <wp-gallery ids> and <wp-file src>.
"""

import re
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

SHORTCODE = re.compile(r"(?<!\[)\[(/?)([A-Za-z][A-Za-z0-9_-]{1,60})((?:[\s=][^\[\]]{0,2000})?)\](?!\])")
ATTRIBUTE = re.compile(r"""([A-Za-z0-9_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
BLOCK = re.compile(r"<!--\s*(/?)wp:([a-z0-9/_-]{1,100})([^<>]{0,20000}?)(/?)-->")

QUIET_BLOCKS = {"more", "nextpage", "separator", "spacer"}
"""Blocks without content: nothing is lost with them."""

FILE_ATTRIBUTES = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv")


@dataclass
class Marked:
    """`is_classic`: written before the block editor, where an empty line begins a paragraph."""

    html: str
    is_classic: bool
    notes: list[str] = field(default_factory=list)


def without_shortcodes(content: str) -> Marked:
    marked = Marked("", is_classic="<!-- wp:" not in content)
    content = BLOCK.sub(lambda found: _block(found, marked.notes), content)
    tags = list(SHORTCODE.finditer(content))
    closed = {tag[2].lower() for tag in tags if tag[1]}
    captions = _whole_captions(tags)
    parts, place = [], 0
    for number, tag in enumerate(tags):
        html = _caption(tag, number in captions) if tag[2] == "caption" else _html(tag, closed, marked.notes)
        if html is not None:
            parts += [content[place : tag.start()], html]
            place = tag.end()
    marked.html = "".join([*parts, content[place:]])
    return marked


def _block(found: re.Match[str], notes: list[str]) -> str:
    name = found[2].removeprefix("core/")
    if found[4] and name not in QUIET_BLOCKS:
        notes.append(f"A block of WordPress that has no text of its own was left out: {name}")
    return ""


def _whole_captions(tags: list[re.Match[str]]) -> set[int]:
    """The numbers of opening and closing tags that belong together: an open one would take in the rest of the post."""
    numbers = [number for number, tag in enumerate(tags) if tag[2] == "caption"]
    pairs = pairwise(numbers)
    return {number for pair in pairs if not tags[pair[0]][1] and tags[pair[1]][1] for number in pair}


def _caption(tag: re.Match[str], is_whole: bool) -> str:
    if not is_whole:
        return ""
    words = escape(_attributes(tag[3]).get("caption", ""))
    return "</figure>" if tag[1] else f"<figure>{words}"


def _html(tag: re.Match[str], closed: set[str], notes: list[str]) -> str | None:
    """What stands in the place of a shortcode; None if it is none, but words in brackets."""
    name, attributes = tag[2].lower(), _attributes(tag[3])
    if tag[1]:
        return "\n\n" if name == "embed" else ""
    match name:
        case "gallery":
            ids = attributes.get("ids") or attributes.get("include") or ""
            return f'<wp-gallery ids="{escape(ids)}"></wp-gallery>'
        case "embed" | "youtube" | "vimeo":
            return f"\n\n{_address(name, tag[3])}\n\n"
        case "audio" | "video":
            file = next((attributes[each] for each in FILE_ATTRIBUTES if attributes.get(each)), "")
            return f'<wp-file src="{escape(file)}"></wp-file>' if file else ""
    if not (attributes or name in closed or "_" in name or "-" in name):
        return None
    notes.append(f"A shortcode that only a plugin understands was left out: {tag[0][:200]}")
    return ""


def _address(name: str, told: str) -> str:
    told = next(iter(_attributes(told).values()), "") or told.strip(" =\"'/")
    if not told or "/" in told:
        return escape(told)
    return escape(f"https://youtu.be/{told}" if name == "youtube" else f"https://vimeo.com/{told}")


def _attributes(text: str) -> dict[str, str]:
    return {found[1].lower(): found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(text)}
