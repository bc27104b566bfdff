"""Protection: a directory of services, referrals, safe-contact rules, risk and plans, drills, complaints, the data-protection desk.

All of it is about opaque subjects: ids whose record keys stand in the vault. Public face: `services`, `queries`, `announcements`.
"""
