from django.db import migrations

from actionplans.freeze import Freeze, Thaw

FROZEN = ("uuid", "plan", "text", "parent", "captured_at", "captured_by", "device")


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0003_action_text_labels")]
    operations = [
        Thaw("Contribution", fields=FROZEN),
        migrations.RenameField("contribution", "place", "municipality"),
        Freeze("Contribution", fields=FROZEN),
    ]
