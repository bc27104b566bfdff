"""Pages of evidence put together: what templates need."""
