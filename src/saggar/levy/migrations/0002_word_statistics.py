"""Lets the database estimate how many transactions hold a word, so that it reads the newest first and stops.

Without these it expects one match of any word, and reads and sorts every transaction of the account for the
first page: 20 ms for 60,000 of them instead of 2 ms.
"""

from django.db import migrations

FORWARDS = """
CREATE STATISTICS levy_transaction_courses ON upper(course::text) FROM levy_transaction;
CREATE STATISTICS levy_transaction_providers ON upper(provider::text) FROM levy_transaction;
"""
BACKWARDS = """
DROP STATISTICS levy_transaction_courses;
DROP STATISTICS levy_transaction_providers;
"""


class Migration(migrations.Migration):
    dependencies = [("levy", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, reverse_sql=BACKWARDS)]
