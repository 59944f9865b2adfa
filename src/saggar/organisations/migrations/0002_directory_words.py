"""The triggers that keep the directory's words in step with the organisations, however those are written.

Words are inserted in order, so that two transactions with the same words wait for one another, never both.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION organisations_learn_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO organisations_word (word)
    SELECT DISTINCT word FROM fresh, regexp_split_to_table(fresh.searched, '[^[:alpha:]]+') AS word
    WHERE length(word) BETWEEN 3 AND 40 ORDER BY word
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER organisations_words_of_new AFTER INSERT ON organisations_organisation
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION organisations_learn_words();
CREATE TRIGGER organisations_words_of_changed AFTER UPDATE ON organisations_organisation
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION organisations_learn_words();
"""
BACKWARDS = """
DROP TRIGGER organisations_words_of_changed ON organisations_organisation;
DROP TRIGGER organisations_words_of_new ON organisations_organisation;
DROP FUNCTION organisations_learn_words();
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, reverse_sql=BACKWARDS)]
