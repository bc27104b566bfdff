"""What courts did with how many cases, seen by observers of trials, and where nobody could look."""
