"""Background work that can be watched, left, resumed and cancelled; no plaintext in its rows.

Public face: `registry.job`, `registry.every`, `services.enqueue`, `services.ask_to_cancel`, `services.renew_key`,
`services.resume`, `queries.progress`, `worker.start_inside`, `worker.run_forever`.
"""
