"""Writes the export of a made-up WordPress blog, as large as wished, to measure imports.

`scripts/wordpress_archive.py 10000 100000 > archive.xml`
"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A long archive</title><link>https://archive.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://archive.example</wp:base_site_url><wp:base_blog_url>https://archive.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>mary</wp:author_login>
<wp:author_display_name>Mary Jones</wp:author_display_name></wp:author>
"""
TOPICS = ("Housing", "Voting", "Climate", "Work", "Towns")
WORDS = (
    "The meetings need to be participatory and rooted in a place, whoever comes. Nobody has to be a member. "
    "What people said in {town} was written down, and the next evening begins with it. "
)
DAY = datetime(2006, 1, 1, 9)  # noqa: DTZ001 - WordPress writes dates without a zone


def archive(posts: int, comments: int) -> Iterator[str]:
    """The file, item by item. Comments have addresses of 997 people; each third one answers the one before it."""
    yield HEAD
    number = 0
    for post in range(1, posts + 1):
        upto = comments * post // posts
        yield _post(post, "".join(_comment(each, each == number + 1) for each in range(number + 1, upto + 1)))
        number = upto
    yield "</channel></rss>\n"


def _post(post: int, comments: str) -> str:
    day = DAY + timedelta(hours=17 * post)
    other = post - 1 if post % 50 else post + 1
    words = WORDS.format(town=f"town {post}") * 6
    return f"""<item><title>What {post} people said</title><link>https://archive.example/{day:%Y/%m}/post-{post}/</link>
<dc:creator>mary</dc:creator><content:encoded><![CDATA[{words}

<h2>Who came</h2>

<ul><li>People of <a href="https://archive.example/?p={other}">another evening</a></li><li>Neighbours</li></ul>

<blockquote>We want to decide together.</blockquote>

{words}]]></content:encoded><excerpt:encoded><![CDATA[What was said on evening {post}.]]></excerpt:encoded>
<wp:post_id>{post}</wp:post_id><wp:post_date>{day}</wp:post_date><wp:post_date_gmt>{day}</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status><wp:post_name>post-{post}</wp:post_name><wp:status>publish</wp:status>
<wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>
<category domain="category" nicename="{TOPICS[post % 5].lower()}"><![CDATA[{TOPICS[post % 5]}]]></category>
{comments}</item>
"""


def _comment(number: int, is_first: bool) -> str:
    person, day = number % 997, DAY + timedelta(minutes=47 * number)
    parent = 0 if is_first or number % 3 else number - 1
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[Person {person}]]></wp:comment_author>
<wp:comment_author_email>person-{person}@example.org</wp:comment_author_email>
<wp:comment_date>{day}</wp:comment_date><wp:comment_date_gmt>{day}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[I was there on evening {number}. Could it begin an hour later?]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>
"""


if __name__ == "__main__":
    sys.stdout.writelines(archive(int(sys.argv[1]), int(sys.argv[2])))
