"""The roof: settings, root URLs, base templates, navigation, command line. It may use every room; no room uses it."""
