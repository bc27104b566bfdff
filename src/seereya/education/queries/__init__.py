"""What is asked of the education room."""
