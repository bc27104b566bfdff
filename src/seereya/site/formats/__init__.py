"""How dates are written where Django's own way would mislead: one module for each language that needs it."""
