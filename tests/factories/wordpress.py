"""Exports of WordPress for tests: an item, a comment, an attachment, and the file around them."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

SAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "wordpress.xml"
BLOG = "https://blog.example"

HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A blog</title><link>{BLOG}</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{BLOG}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>mary</wp:author_login>
<wp:author_display_name>Mary Jones</wp:author_display_name></wp:author>
"""
FOOT = "</channel></rss>"

DEFAULTS = {
    "title": "A post",
    "link": f"{BLOG}/2016/10/a-post/",
    "dc:creator": "mary",
    "content:encoded": "Words.",
    "excerpt:encoded": "",
    "wp:post_id": "7",
    "wp:post_date": "2016-10-01 10:00:00",
    "wp:post_date_gmt": "2016-10-01 09:00:00",
    "wp:comment_status": "open",
    "wp:post_name": "a-post",
    "wp:status": "publish",
    "wp:post_parent": "0",
    "wp:post_type": "post",
}
COMMENT = {
    "comment_author": "Anita",
    "comment_author_email": "anita@example.org",
    "comment_date_gmt": "2016-10-02 09:00:00",
    "comment_content": "I was there.",
    "comment_approved": "1",
    "comment_type": "comment",
    "comment_parent": "0",
    "comment_user_id": "0",
}


def item(number: int = 7, content: str = "Words.", inner: str = "", **fields: Any) -> str:
    """`fields` by the last part of their names: `status`, `post_name`, `title` …"""
    told = {**DEFAULTS, "wp:post_id": str(number), "content:encoded": content}
    for name, value in fields.items():
        key = next((key for key in told if key.rpartition(":")[2] == name), f"wp:{name}")
        told[key] = str(value)
    return f"<item>{''.join(f'<{key}>{escape(value)}</{key}>' for key, value in told.items())}{inner}</item>"


def comment(number: int, **fields: Any) -> str:
    told = {"comment_id": number, **COMMENT, **{f"comment_{name}": value for name, value in fields.items()}}
    inner = "".join(f"<wp:{key}>{escape(str(value))}</wp:{key}>" for key, value in told.items())
    return f"<wp:comment>{inner}</wp:comment>"


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{escape(value)}</wp:meta_value></wp:postmeta>"


def category(name: str, *, nicename: str = "", is_tag: bool = False) -> str:
    domain = "post_tag" if is_tag else "category"
    return f'<category domain="{domain}" nicename={quoteattr(nicename or name.lower())}>{escape(name)}</category>'


def attachment(number: int, path: str, **fields: Any) -> str:
    address = f"{BLOG}/wp-content/uploads/{path}"
    fields = {"status": "inherit", "post_type": "attachment", "attachment_url": address, **fields}
    return item(number, "", meta("_wp_attached_file", path), link=f"{BLOG}/?attachment_id={number}", **fields)


def export(*items: str) -> bytes:
    return (HEAD + "".join(items) + FOOT).encode()
