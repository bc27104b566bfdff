-- Run once as PostgreSQL's superuser: psql -v ON_ERROR_STOP=1 -f postgresql.sql
-- Then give each role a password (\password seereya_app) or let pg_hba.conf match system users.
--
-- seereya_owner   owns the tables; used by `seereya migrate` only.
-- seereya_app     what the web process uses: owns nothing, so that row-level security always holds for it.
-- seereya_backup  reads everything, writes nothing; the content it reads is sealed.

CREATE ROLE seereya_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE seereya_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE ROLE seereya_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;

CREATE DATABASE seereya OWNER seereya_owner ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
REVOKE ALL ON DATABASE seereya FROM PUBLIC;
GRANT CONNECT ON DATABASE seereya TO seereya_app, seereya_backup;
GRANT pg_read_all_data TO seereya_backup;

\connect seereya
ALTER SCHEMA public OWNER TO seereya_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO seereya_app;

-- No statement with its values in the server's log; temporary files of sorts hold sealed bytes only.
ALTER DATABASE seereya SET log_statement = 'none';
ALTER DATABASE seereya SET log_min_duration_statement = -1;
ALTER DATABASE seereya SET log_min_error_statement = 'panic';
ALTER DATABASE seereya SET log_parameter_max_length = 0;
ALTER DATABASE seereya SET log_parameter_max_length_on_error = 0;
