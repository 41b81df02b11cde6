"""The blog of ours that posts go into."""

from wagtail.models import Locale, Page

from pages.models import BlogIndexPage, HomePage
from pages.wordpress.html import plain_text
from pages.wordpress.slugs import free_slug


class NoBlog(LookupError):
    """There is none of that name, or more than one to choose from. The message says which there are."""


def find_blog(slug: str) -> BlogIndexPage | None:
    """The one with that slug, else the only one in the main language; None if there is none at all.

    Raises: NoBlog.
    """
    blogs = BlogIndexPage.objects.filter(alias_of=None).order_by("pk")
    blogs = blogs.filter(slug=slug) if slug else blogs.filter(locale=Locale.get_default())
    found = list(blogs[:2])
    if len(found) > 1 or (slug and not found):
        names = ", ".join(BlogIndexPage.objects.filter(alias_of=None).values_list("slug", flat=True)) or "none"
        raise NoBlog(f"Choose with --blog which blog the posts go into: {names}.")
    return found[0] if found else None


def make_blog(title: str) -> BlogIndexPage:
    """Below the front page of the main language, and public."""
    home = HomePage.objects.filter(locale=Locale.get_default()).earliest("path")
    parent = Page.objects.get(pk=home.pk)
    blog = BlogIndexPage(title=plain_text(title)[:255] or "Blog", slug=free_slug(parent, "blog"), live=False)
    parent.add_child(instance=blog)
    blog.save_revision().publish()
    return BlogIndexPage.objects.get(pk=blog.pk)
