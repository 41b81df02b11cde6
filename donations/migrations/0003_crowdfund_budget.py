from django.db import migrations, models
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce


def add_up(apps, schema_editor):
    lines = apps.get_model("donations", "BudgetLine").objects.filter(crowdfund=OuterRef("pk")).order_by()
    summed = lines.values("crowdfund").annotate(sum=Sum("amount_minor")).values("sum")
    crowdfunds = apps.get_model("donations", "Crowdfund").objects
    crowdfunds.update(budget_minor=Coalesce(Subquery(summed), 0))


class Migration(migrations.Migration):

    dependencies = [
        ('donations', '0002_checkout_attempt'),
    ]

    operations = [
        migrations.AddField(
            model_name='crowdfund',
            name='budget_minor',
            field=models.BigIntegerField(default=0),
        ),
        migrations.RunPython(add_up, migrations.RunPython.noop),
    ]
