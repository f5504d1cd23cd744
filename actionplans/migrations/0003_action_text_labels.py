import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actionplans', '0002_freeze'),
    ]

    operations = [
        migrations.AlterField(
            model_name='action',
            name='condition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actionplans.text', verbose_name='condition'),
        ),
        migrations.AlterField(
            model_name='action',
            name='first_step',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actionplans.text', verbose_name='first step'),
        ),
        migrations.AlterField(
            model_name='action',
            name='lead',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actionplans.text', verbose_name='lead'),
        ),
        migrations.AlterField(
            model_name='action',
            name='wording',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actionplans.text', verbose_name='wording'),
        ),
    ]
