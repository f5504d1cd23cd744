from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('thinktanks', '0003_organisers_desk'),
    ]

    operations = [
        migrations.RenameField(
            model_name='answer',
            old_name='marked',
            new_name='starred',
        ),
        migrations.AlterField(
            model_name='answer',
            name='starred',
            field=models.BooleanField(default=False, verbose_name='starred'),
        ),
    ]
