from django.db import migrations


def say_that_there_is_no_end(apps, schema_editor):
    """Until now an empty last day said so."""
    apps.get_model("pages", "CrowdfundPage").objects.filter(last_day__isnull=True).update(has_no_end=True)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_whole_ask"),
    ]

    operations = [
        migrations.RunPython(say_that_there_is_no_end, migrations.RunPython.noop),
    ]
