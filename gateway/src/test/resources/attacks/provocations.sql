-- What might meet a failed assertion of the engine: odd arguments of its odder functions, one statement a line.
select (select a from (values (1.5::numeric),(2.5)) t(a) limit 1)
select distinct on (a) a, b from (values (1.5::numeric, 1),(2.5, 2)) t(a, b)
select list_aggregate([1.5::numeric], 'first')
select vector_type(x) from range(3) t(x)
select create_sort_key(row(1,2), 'asc nulls last')
select alias(1), stats([1,2])
select array_value(1,2)::int[3]
select unnest(unnest([[1]]))
select pivot_longer(1)
select remap_struct({'a':1}, null::row(b int), {'b':'a'}, null)
select struct_update({'a':1}, a := 2)
select cast_to_type('1', null::int)
select cast_to_type(null, null)
select replace_type(1, null::int, null::varchar)
select equi_width_bins(0, 1e308, 1000, true)
select equi_width_bins('-infinity'::timestamp, 'infinity'::timestamp, 10, true)
select time_bucket(interval '0', now())
select range('-infinity'::timestamp, 'infinity'::timestamp, interval '1 day')
select generate_series(1, 10, 0)
select enum_range(null)
select enum_range_boundary(null, null)
select enum_code('a')
select list_sort([1,2], 'x', 'y')
select list_zip([1],[2],null)
select array_cross_product([1,2,3]::float[3], [1,2,3]::float[3])
select reduce([1,2], lambda x, y: error('x'))
select list_reduce([], lambda x, y: x + y)
select invoke(lambda x: x, 1)
select index_key('a', 'b', 1)
select index_key(1)
select constant_or_null(1)
select hive_partition_component('a')
select parse_formatted_bytes('99999999999999999 EiB')
select formatReadableSize(-9223372036854775808)
select printf('%s%d%n', 'a')
select printf('%*d', 1, 2)
select printf('%99999999999d', 1)
select format('{:>99999999999}', 'a')
select format('{0} {1}', 1)
select strftime(now(), '%')
select strptime('x', '%Z%Z%Z%Q')
select bar(1, 0, 0, 1000000000)
select lpad('x', 2147483647, 'y') is null
select bitstring('1', 2147) is null
select to_base(1, 99, 0)
select from_binary(repeat('1', 99999)) is null
select url_decode('%zz%')
select unistr('\uD800')
select regexp_replace('a', '((((((((((((((((((((a{100}){100}){100}))))))))))))))))))', 'x')
select regexp_extract('a', '(', 1)
select regexp_extract('aaa', 'a', 99)
select json_transform('{}', '{"a":"nope"}')
select json_transform('{}', '"X[]["')
select from_json('{"a":1}', '{"a":["INT","INT"]}')
select json_extract('{}', '$[*].**..')
select json_set('{}', '$..a', 1)
select json_deep_merge('1', '2')
select json_structure(repeat('[', 100000))
select json_valid(repeat('[', 100000))
select repeat('[', 100000)::json is null
select repeat('{"a":', 100000)::jsonb is null
select st_geomfromwkb('\x01'::bytea)
select st_geomfromwkb('\x0107000000ffffffff'::bytea)
select st_geomfromgeojson('{"type":"Polygon","coordinates":[[[[]]]]}')
select 'POLYGON((((((('::geometry
select variant_extract(1::variant, 'a.b[')
select variant_keys('x'::variant), variant_normalize([1,'a']::variant)
select map([1,1],[2,3])
select map_from_entries([(1,2),(1,3)])
select histogram_exact(1, [1,1]), histogram_exact(null, [])
select approx_top_k(1, -1)
select approx_quantile(1, 2)
select reservoir_quantile(1, 0.5, -1)
select quantile_cont(1, [0.1, null])
select lttb(1, 2, 3)
select arg_min(1, 2, -1)
select arg_min(1,2,1000000000000)
select max(1, 1000000000000)
select min(a, -1) from i
select mode(null), mad('infinity'::timestamp) 
select fill(1) over (order by 2)
select nth_value(1, -1) over ()
select ntile(0) over ()
select lag(1, -9223372036854775808) over ()
select sum(1) over (order by 1 range between -1 preceding and current row)
select * from test_all_types() t1 join test_all_types() t2 on t1.bool = t2.bool
select count(*) from (select t::text from test_all_types() t)
select min(columns(*)), max(columns(*)) from test_all_types()
select list(columns(*)) from test_all_types()
select * from summary((select * from test_all_types()))
summarize from test_all_types()
select * from repeat_row(1, 2, num_rows := -1)
select * from repeat('x', -1)
select * from range(1,2,0)
select * from json_each('{', '$['), json_tree('[', '$$')
select * from histogram_values(i, a)
select * from histogram(i, a)
select * from pg_timezone_names() limit 1
select a from i tablesample 1000%
select a from i using sample -1 rows
select setseed(2)
select * from i at (timestamp => now())
merge into i using i j on true when matched then update set a = error('x')
insert into i (a) values (1) on conflict (a) do update set a = 2
pivot i on a using first(b)
pivot i on columns(*) 
unpivot i on (a, nosuch)
select columns('(')
select columns(lambda c: c like '(') from i
select * replace (error('x') as a) from i
select * from i order by all nulls first limit 150%
select * from i limit '1'::int % 0
create table bad (a int references bad(a))
create table bad (a int generated always as (b), b int generated always as (a))
create index on i (s)
create index on i (b)
create index ix on i using rtree (a)
create type cyc as struct(a cyc)
create type e2 as enum ('a','a')
create type e3 as enum ()
create sequence s1 start 5 minvalue 10
create sequence s2 increment 0
alter table i alter a type geometry
alter table i alter s type int
alter table i drop column a
alter table i drop column b
alter table i rename s.x to z
alter table i drop column s.x
alter table i add column s.q int
select a from (select 1 union all by name select 2)
with recursive r(n) using key (n) as (select 1 union select n from r) select * from r
select * from (values (1), (2,3))
select struct_extract(s, 0) from i
select s.* from i
select unnest(s) from i
select struct_extract_at(s, 99) from i
select try(error('x'))
select try(1/0)
select error(null)
select getbit('1'::bit, 5)
select set_bit('1'::bitstring, 9, 1)
select sleep_ms(-1)
select pg_sleep(-1)
select uuidv7(), uuid_extract_timestamp(gen_random_uuid())
select timezone('Nope/Nope', now())
select timezone(interval '99 years', now())
select can_cast_implicitly(null, null), typeof(row())
select 1 in (select null::struct(a int))
select (1,2) = (1,2,3)
select [1] = ['a']
select 'a' collate nosuch
select 'a' collate "de.noaccent.nocase"
select icu_sort_key('a', 'zz_nope')
