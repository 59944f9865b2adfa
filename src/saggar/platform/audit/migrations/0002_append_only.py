"""audit_event can only grow: the database refuses to change or delete its rows."""

from django.db import migrations

from saggar.platform.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [append_only("audit_event")]
