-- Run after every `seereya migrate`, as seereya_owner: psql -v ON_ERROR_STOP=1 -d seereya -f postgresql-after-migrate.sql
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO seereya_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO seereya_app;

-- The log can only grow. Its triggers say the same to whoever owns the tables; here it is not even granted.
REVOKE UPDATE, DELETE ON audit_auditentry, audit_auditsubject, audit_auditleaf, audit_auditnode FROM seereya_app;
REVOKE ALL ON django_migrations FROM seereya_app;
GRANT SELECT ON django_migrations TO seereya_app;
