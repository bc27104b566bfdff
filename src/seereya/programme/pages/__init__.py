"""What the room's pages show."""
