"""Items of evidence: files kept sealed and write-once, their custody from hand to hand, and what they belong to."""
