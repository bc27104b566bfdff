"""What the pages of lists, map and search show: plain values for the templates, made from what the queries answer."""
