"""Makes the languages, one home page in each and the site, so that a site starts without the demo."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations


def make_homes(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")

    english, _ = Locale.objects.get_or_create(language_code="en")
    welsh, _ = Locale.objects.get_or_create(language_code="cy")
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    kind, _ = ContentType.objects.get_or_create(model="homepage", app_label="pages")

    def make(position, locale, title, slug, live):
        return HomePage.objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            path=f"{root.path}{position:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            locale=locale,
            translation_key=key,
            content_type=kind,
            live=live,
            has_unpublished_changes=not live,
        )

    key = uuid.uuid4()
    home = make(1, english, "Home", "home", True)
    make(2, welsh, "Hafan", "home-cy", False)
    root.numchild = 2
    root.save()
    address = urlsplit(settings.SITE_URL)
    Site.objects.create(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        root_page=home,
        is_default_site=True,
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(make_homes, migrations.RunPython.noop)]
