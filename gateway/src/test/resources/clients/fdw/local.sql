\set VERBOSITY verbose
create extension postgres_fdw;
create server remote foreign data wrapper postgres_fdw
  options (host :'host', port :'port', dbname :'database', sslmode 'require', use_remote_estimate :'estimate');
create user mapping for current_user server remote options (user :'remote_user', password :'remote_password');
create schema f;
import foreign schema public limit to (fa, fb) from server remote into f;
\d f.fa
\d f.fb
-- scans
select count(*) from f.fa;
select * from f.fa where id < 4 order by id;
select * from f.fa where name = 'n7' or t > '2024-02-11 10:00' order by id;
select id, d + 1 as next, upper(name) as loud, x * 2 as twice from f.fa where d between '2024-02-01' and '2024-02-03' order by id;
select * from f.fa order by id limit 2 offset 3;
select sum(x) from f.fa where b and v > 100.5 and name like 'n1%' and id in (1, 10, 100, 1000);
-- aggregates and joins are pushed down
explain (verbose, costs off) select count(*), sum(v) from f.fa where b;
select count(*), sum(v), min(d), max(t), avg(x) from f.fa where b;
select b, count(*), sum(v) from f.fa group by b having count(*) > 1 order by b;
explain (verbose, costs off) select a.name, count(*) from f.fa a join f.fb b on a.id = b.fa_id where a.id < 5 group by a.name order by 1;
select a.name, count(*) from f.fa a join f.fb b on a.id = b.fa_id where a.id < 5 group by a.name order by 1;
select a.id, b.id, b.note from f.fa a left join f.fb b on a.id = b.fa_id and b.id < 3 where a.id < 5 order by 1, 2;
select a.id from f.fa a where exists (select 1 from f.fb b where b.fa_id = a.id and b.id < 4) order by 1;
select count(*) from f.fa a, f.fb b where a.id = b.fa_id and b.note is not null;
-- one transaction of two cursors, and subtransactions
begin;
declare c1 cursor for select id from f.fa order by id;
declare c2 cursor for select id from f.fb order by id;
fetch 3 from c1;
fetch 2 from c2;
fetch 120 from c1 \g /dev/null
fetch 2 from c1;
fetch 2 from c2;
savepoint s;
select count(*) from f.fb;
rollback to s;
select max(id) from f.fb;
release s;
commit;
begin;
declare c scroll cursor for select id from f.fa order by id;
fetch 3 from c;
fetch backward 2 from c;
move absolute 500 in c;
fetch 1 from c;
fetch last from c;
commit;
begin isolation level serializable;
select count(*) from f.fa;
commit;
-- rows are written
insert into f.fa values (5000, 'new', 1.5, '2024-01-01', '2024-01-01', true, 1.5);
insert into f.fa select g, 'b' || g from generate_series(6000, 6200) g;
insert into f.fa values (7000, 'r') returning id, name;
select count(*), sum(id) from f.fa;
alter server remote options (add batch_size '50');
insert into f.fa select g, 'c' || g, g from generate_series(8000, 8200) g;
select count(*), sum(id), sum(v) from f.fa;
begin;
insert into f.fb values (9001, 1, 'gone');
savepoint s;
select count(*) from f.fb;
rollback;
select count(*) from f.fb;
\set VERBOSITY sqlstate
insert into f.fa values (1, 'again');
insert into f.fa(name) values ('without a key');
\set VERBOSITY verbose
update f.fa set name = 'changed' where id = 5000;
select name from f.fa where id = 5000;
update f.fa set v = v + 1 where id between 8000 and 8003 returning id, v;
delete from f.fa where id = 7000;
delete from f.fa where id >= 5000 returning id \g /dev/null
select count(*) from f.fa;
-- rows that are found by their place
update f.fa set name = name || length(version())::text::char(1) where id = 6 and random() >= 0;
select id, left(name, 2) from f.fa where id = 6;
delete from f.fa where id > 995 and random() >= 0;
select count(*) from f.fa;
-- statistics
analyze f.fa;
analyze f.fb;
select relname, reltuples from pg_class where relkind = 'f' order by 1;
select attname, n_distinct from pg_stats where schemaname = 'f' and tablename = 'fa' and attname <> 'x' order by 1;
select * from f.fa a, f.fb b where a.id = b.fa_id and a.name like 'n1%' and b.note is not null order by a.id, b.id limit 2;
truncate f.fb;
select count(*) from f.fb;
select * from postgres_fdw_get_connections();
select postgres_fdw_disconnect_all();
