# In which town each event takes place, as far as its words and its door tell.

from django.db import migrations, models


def fill(apps, schema_editor):
    from events.event_towns import town_id_of

    Event = apps.get_model('events', 'Event')
    for event in Event.objects.select_related('hub').iterator(chunk_size=500):
        if town_id := town_id_of(event):
            Event.objects.filter(pk=event.pk).update(town_id=town_id)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0009_topics'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='town_id',
            field=models.PositiveIntegerField(blank=True, db_index=True, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
