import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('donations', '0003_crowdfund_budget'),
    ]

    operations = [
        migrations.AlterField(
            model_name='donation',
            name='created_at',
            field=models.DateTimeField(verbose_name='begun'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='crowdfund',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='donations.crowdfund', verbose_name='crowdfund'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='donor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='donations.donor', verbose_name='donor'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='held_because',
            field=models.TextField(blank=True, verbose_name='held because'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='payment_intent_id',
            field=models.CharField(max_length=255, null=True, unique=True, verbose_name='payment at Stripe'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='requested_minor',
            field=models.BigIntegerField(verbose_name='asked'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='source',
            field=models.CharField(blank=True, max_length=255, verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='donation',
            name='state',
            field=models.CharField(choices=[('created', 'Not started'), ('open', 'Waiting for payment'), ('processing', 'Payment under way'), ('paid', 'Paid'), ('part_refunded', 'Partly refunded'), ('refunded', 'Refunded'), ('disputed', 'Disputed'), ('failed', 'Payment failed'), ('expired', 'Not finished in time')], db_index=True, default='created', max_length=14, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='amount_minor',
            field=models.BigIntegerField(verbose_name='amount'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='crowdfund',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='donations.crowdfund', verbose_name='crowdfund'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='donation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='donations.donation', verbose_name='donation'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='external_key',
            field=models.CharField(max_length=300, unique=True, verbose_name='key'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='kind',
            field=models.CharField(choices=[('charge', 'Payment'), ('refund', 'Refund'), ('refund_reversal', 'Refund that failed'), ('dispute', 'Disputed'), ('dispute_reversal', 'Dispute won'), ('offline', 'Cheque, cash or transfer'), ('offline_reversal', 'Cheque, cash or transfer returned'), ('correction', 'Correction'), ('fee', 'Fee')], max_length=16, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='occurred_at',
            field=models.DateTimeField(verbose_name='happened'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='payment_intent_id',
            field=models.CharField(blank=True, db_index=True, max_length=255, verbose_name='payment at Stripe'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='recorded_at',
            field=models.DateTimeField(verbose_name='recorded'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='attempts'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='created_at',
            field=models.DateTimeField(verbose_name='sent'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='error',
            field=models.TextField(blank=True, verbose_name='error'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='id',
            field=models.CharField(max_length=255, primary_key=True, serialize=False, verbose_name='event'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='payment_intent_id',
            field=models.CharField(blank=True, db_index=True, max_length=255, verbose_name='payment at Stripe'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='received_at',
            field=models.DateTimeField(verbose_name='received'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='status',
            field=models.CharField(choices=[('new', 'New'), ('done', 'Done'), ('ignored', 'Of no concern'), ('waiting', 'Waiting for its payment'), ('failed', 'Failed')], db_index=True, default='new', max_length=8, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='stripeevent',
            name='type',
            field=models.CharField(max_length=255, verbose_name='type'),
        ),
    ]
