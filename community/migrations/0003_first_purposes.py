"""Makes what most campaigns ask for, so that the first page can have a form. Administrators change and delete it."""

from django.db import migrations

FIRST = (
    (
        "news",
        "News by email",
        "Write to me with news of the campaign, once or twice a month.",
        "Ysgrifennwch ataf gyda newyddion yr ymgyrch, unwaith neu ddwywaith y mis.",
    ),
    (
        "help",
        "Calls to help",
        "Write to me when the campaign needs help, such as at a meeting near me.",
        "Ysgrifennwch ataf pan fydd angen help ar yr ymgyrch, er enghraifft mewn cyfarfod yn fy ardal.",
    ),
)


def make_purposes(apps, schema_editor):
    Purpose = apps.get_model("community", "Purpose")
    PurposeWording = apps.get_model("community", "PurposeWording")
    for slug, name, english, welsh in FIRST:
        purpose = Purpose.objects.create(slug=slug, name=name, wording=english)
        PurposeWording.objects.create(purpose=purpose, locale="cy", wording=welsh)


class Migration(migrations.Migration):
    dependencies = [("community", "0002_subscribers")]

    operations = [migrations.RunPython(make_purposes, migrations.RunPython.noop)]
