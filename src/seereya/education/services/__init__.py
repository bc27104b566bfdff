"""What is done in education."""
