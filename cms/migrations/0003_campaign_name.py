from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0002_uploads'),
    ]

    operations = [
        migrations.AlterField(
            model_name='organisationsettings',
            name='campaign_name',
            field=models.CharField(blank=True, help_text='What the campaign calls itself. For front ends of your own, by the API: the pages here do not show it.', max_length=120, verbose_name="campaign's name"),
        ),
    ]
