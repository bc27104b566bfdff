"""The demonstration home: invented people and story, through the same services as real work. What is told comes from the pack."""
