"""Archives that are broken, stopped or hostile: what is whole comes, nothing comes by halves, and all of it is told."""

import itertools
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from community.models import Comment
from pages.models import BlogIndexPage, BlogPostPage, ImportedItem, StandardPage
from pages.wordpress import redirects
from scripts.wordpress_archive import archive
from tests.factories.pages import place
from tests.factories.wordpress import BLOG, HEAD, category, comment, export, item

pytestmark = pytest.mark.django_db

Bring = Callable[..., str]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Imports a file; gives what the report says, a line each."""

    def run(file: bytes, *arguments: str) -> str:
        path = tmp_path / "archive.xml"
        path.write_bytes(file)
        try:
            call_command("import_wordpress", path, *arguments, stdout=StringIO(), stderr=StringIO())
        finally:
            report = tmp_path / "archive-report.csv"
        return report.read_text(encoding="utf-8-sig")

    return run


def titles() -> list[str]:
    return list(BlogPostPage.objects.order_by("path").values_list("title", flat=True))


def test_what_stands_before_a_break_comes_and_the_rest_with_the_whole_file(bring):
    first = item(1, f'<a href="{BLOG}/?p=2">two</a>', comment(1), title="One", post_name="one")
    second = item(2, "Words.", comment(2), title="Two", post_name="two")

    with pytest.raises(CommandError, match="Not everything was brought"):
        bring((HEAD + first + second[:-40]).encode())
    assert (titles(), Comment.objects.count()) == (["One"], 1)
    assert ImportedItem.objects.get(kind="page").has_open_links

    bring(export(first, second))

    [one, two] = BlogPostPage.objects.order_by("path")
    assert (two.title, Comment.objects.count()) == ("Two", 2)
    assert one.body.raw_data[0]["value"] == f'<p><a linktype="page" id="{two.pk}">two</a></p>'


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b'<!DOCTYPE rss [<!ENTITY a "aaaa">]>' + export(item()).partition(b"?>")[2], "entities"),
        (b"<html></html>", "not an export"),
        (b"", "not an export"),
    ],
)
def test_of_a_file_that_is_no_export_nothing_is_used(bring, file, reason):
    with pytest.raises(CommandError, match=reason):
        bring(file)

    assert not BlogIndexPage.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.xml: No such file"):
        call_command("import_wordpress", tmp_path / "none.xml", stdout=StringIO())


def test_of_a_post_that_cannot_be_written_nothing_is(bring, monkeypatch):
    file = export(item(1, "W", comment(1), title="One"), item(2, "W", comment(2), title="Two", post_name="two"))
    keep = redirects.keep

    def fail(**arguments):
        if arguments["item"].old_id == 1:
            raise DatabaseError("disk full")
        return keep(**arguments)

    monkeypatch.setattr(redirects, "keep", fail)
    with pytest.raises(CommandError, match="Not everything was brought"):
        bring(file)
    assert (titles(), Comment.objects.count(), ImportedItem.objects.count()) == (["Two"], 1, 2)

    monkeypatch.undo()
    bring(file)

    assert (sorted(titles()), Comment.objects.count()) == (["One", "Two"], 2)


def test_an_import_that_somebody_stops_goes_on_where_it_was(bring, monkeypatch):
    file = export(*(item(number, title=f"Post {number}", post_name=f"post-{number}") for number in range(1, 5)))
    keep = redirects.keep

    def stop(**arguments):
        if arguments["item"].old_id == 3:
            raise KeyboardInterrupt
        return keep(**arguments)

    monkeypatch.setattr(redirects, "keep", stop)
    with pytest.raises(CommandError, match="run the same again") as told:
        bring(file)
    assert (told.value.returncode, titles()) == (130, ["Post 1", "Post 2"])

    monkeypatch.undo()
    bring(file)

    assert titles() == [f"Post {number}" for number in range(1, 5)]
    assert not ImportedItem.objects.filter(is_finished=False).exists()


def test_odd_values_are_told_and_do_no_harm(bring):
    place(BlogIndexPage, "Blog")
    report = bring(
        export(
            item(
                1, title="", post_name="%e0%a4%b9", post_date="0000-00-00 00:00:00", post_date_gmt="0000-00-00 00:00:00"
            ),
            item(1, title="The same number"),
            item(2, title="T" * 300, post_name="s" * 300, inner=category("", nicename=" ") + category("C" * 90)),
            item(3, title="Same slug", post_name="same"),
            item(4, title="Same slug too", post_name="same", creator="nobody"),
            item(5, title="Ahead", post_date="2099-01-01 00:00:00", post_date_gmt="2099-01-01 00:00:00"),
            item(6, title="Plugin", post_type="product"),
            item(7, title="=1+1", post_password="x"),
            item(8, "Words.", comment(1, parent=2) + comment(2, parent=1) + comment(3, parent=99), title="Circle"),
            item(9, "Words.", comment(4, author_email="none", author="\u202e" + "z\u0301" * 90, content="w" * 9000)),
            item(10, title="Search", post_type="page", post_name="search", post_parent="11"),
            item(11, title="Round", post_type="page", post_name="round", post_parent="10"),
        )
    )

    for line in (
        "post,1,,A post without a title",
        "post,1,,A post has no day that there is",
        'post,1,The same number,"A post has the number of one before it',
        "A long title was cut",
        "A category without a name was left out",
        "The name of a topic was too long",
        "post,5,Ahead,A post has no day that there is",
        "product,6,Plugin,Something that a plugin made was left out",
        "post,7,'=1+1,A post with a password became a draft",
        "Comments answer one another in a circle",
        "A comment answers one that did not come",
        "A long comment was cut",
        "Pages stand below one another in a circle",
    ):
        assert line in report
    assert [page.slug for page in BlogPostPage.objects.filter(title__startswith="Same")] == ["same", "same-2"]
    assert BlogPostPage.objects.get(title="Same slug too").byline == "nobody"
    assert BlogPostPage.objects.get(title="1").slug == "1"
    assert StandardPage.objects.get(title="Search").slug == "search-2"
    assert Comment.objects.get(depth=1, commenter=None).name.startswith("z\u0301")


def queries_for(posts: int, tmp_path: Path) -> int:
    path, asked = tmp_path / f"{posts}.xml", itertools.count()
    path.write_text("".join(archive(posts, posts * 10)).replace("archive.example", f"a{posts}.example"))

    def count(execute, *arguments):
        next(asked)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        call_command("import_wordpress", path, stdout=StringIO(), report=tmp_path / "report.csv")
    return next(asked)


def test_each_post_takes_as_many_queries_however_many_there_are(tmp_path):
    place(BlogIndexPage, "Blog")
    queries_for(2, tmp_path)

    few, more, most = (queries_for(posts, tmp_path) for posts in (5, 15, 25))

    assert more - few < 10 * 80
    assert most - more <= (more - few) * 1.05
    assert (BlogPostPage.objects.count(), Comment.objects.count()) == (47, 470)
