"""Education for human rights: courses that play without a network, sessions with counts only, and what people learnt."""
