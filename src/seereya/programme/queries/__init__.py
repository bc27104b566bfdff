"""What the programme room reads, by noun. Every query asks whose grant it is."""
