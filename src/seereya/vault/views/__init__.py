"""Pages about members, vaults and grants."""
