"""The table in which attempts are counted and used codes remembered, for all worker processes together."""

from django.db import migrations

MAKE = """
CREATE TABLE people_attempt (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX people_attempt_expires ON people_attempt (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunSQL(MAKE, reverse_sql="DROP TABLE people_attempt")]
