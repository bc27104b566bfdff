"""English as it is written here."""
