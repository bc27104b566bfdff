"""The whole product in a browser: a demonstration home of its own, served as in production, walked as its members would."""
