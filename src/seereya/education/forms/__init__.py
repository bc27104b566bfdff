"""What is asked about courses, screens, questions and packs."""
