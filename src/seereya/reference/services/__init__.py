"""Loading packs and gazetteers, editing vocabularies."""
