"""What templates load: tags that draw and word small things."""
