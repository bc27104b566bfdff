"""What pages show, assembled from records already opened: words, grades, tables, pictures."""
