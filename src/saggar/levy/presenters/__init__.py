"""From facts to what levy pages show: cards, tables, charts and sentences. Nothing is decided here."""
