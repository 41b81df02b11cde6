"""From the addresses that posts had on the blog to where they are now."""

from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from pages.wordpress.index import path_of
from pages.wordpress.report import Report
from pages.wordpress.source import Item

LONGEST = 255


def old_paths(item: Item, blog: str) -> list[str]:
    """As Wagtail keeps them: the permalink, those of former slugs, and the address by number below the blog's own."""
    try:
        parts = urlsplit(item.address)
        permalink = parts.path
    except ValueError:
        permalink = ""
    by_number = "page_id" if item.kind == "page" else "p"
    paths = [permalink] if permalink.strip("/") else []
    for slug in item.meta.get("_wp_old_slug", "").split("\n"):
        if slug.strip() and permalink.rstrip("/").endswith(f"/{item.slug}"):
            paths.append(permalink.rstrip("/").removesuffix(item.slug) + slug.strip())
    paths.append(f"{path_of(blog)}/?{by_number}={item.old_id}")
    return list(dict.fromkeys(Redirect.normalise_path(path) for path in paths))


def keep(*, item: Item, page: Page, blog: str, report: Report) -> int:
    """Make those that are missing. One that leads elsewhere stays as it is. Gives how many are new."""
    wanted = old_paths(item, blog)
    there = {each.old_path: each for each in Redirect.objects.filter(old_path__in=wanted)}
    address = page.get_url()
    made = []
    for path in wanted:
        if path in there:
            if there[path].redirect_page_id != page.pk:
                report.tell("An old address leads elsewhere already", path, of=item)
        elif len(path) > LONGEST:
            report.tell("An old address is too long to lead anywhere", path, of=item)
        elif Redirect.normalise_path(address or "") != path:
            made.append(Redirect(old_path=path, site=page.get_site(), redirect_page=page, automatically_created=True))
    Redirect.objects.bulk_create(made)
    return len(made)
