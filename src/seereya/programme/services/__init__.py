"""What the programme room does."""
