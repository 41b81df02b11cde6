"""Forget the tags that each event and each hub once had of its own: every request reads all that there are."""

from django.db import migrations
from django.db.models import Q


def forget(apps, schema_editor):
    own = Q(tag__startswith="event:") | Q(tag__startswith="hub:")
    apps.get_model("cms", "CacheTag").objects.filter(own).delete()


class Migration(migrations.Migration):
    dependencies = [("cms", "0008_content_changes")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
