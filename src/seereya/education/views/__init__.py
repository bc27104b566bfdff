"""What answers the addresses of the education room."""
