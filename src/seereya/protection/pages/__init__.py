"""What this room's pages show, assembled from opened records."""
