"""What the pages of the education room show."""
