"""What this room's pages show, assembled for templates."""
