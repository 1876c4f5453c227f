-- Writes settings.tsv: the facts about each parameter of PostgreSQL 15, as its superuser sees them.
--   psql -XAt -U postgres -v plain=ROLE -f settings.sql > settings.tsv
-- :plain is a role without privileges; what it may not see is marked SUPERUSER_ONLY.
-- Parameters that pg_settings hides stand in settings-hidden.tsv.
\pset footer off
set role :plain;
create temporary table visible as select name from pg_settings;
grant select on visible to public;
reset role;
select concat_ws(E'\t', s.name, s.vartype, coalesce(s.unit, ''), s.context,
    coalesce(s.min_val, ''), coalesce(s.max_val, ''),
    coalesce(array_to_string(s.enumvals, '|'), ''),
    case when s.vartype = 'string' and s.boot_val like '%/%' then '' else coalesce(s.boot_val, '') end,
    concat_ws(',',
        case when v.name is null then 'SUPERUSER_ONLY' end,
        case when 'NO_RESET_ALL' = any (pg_settings_get_flags(s.name)) then 'NO_RESET_ALL' end),
    s.category)
from pg_settings s left join visible v on v.name = s.name
where s.name <> 'extension_destdir' -- Debian's own
order by lower(s.name) collate "C";
