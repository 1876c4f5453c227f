-- One expression a line: BinaryFormsIT asks PostgreSQL and Duckspace for each in both formats.
true
1::int2
-5::int4
77::int8
1.5::float4
2.5::float8
'NaN'::float8
'-Infinity'::float4
12345.678900::numeric
-0.0001::numeric(10,6)
1e30::numeric
0::numeric
100000000::numeric(20,3)
'abc'::text
'abc'::varchar(5)
'abc'::char(5)
'a'::"char"
'nm'::name
char 'abc'
bit '101'
bit(2) '101'
bit varying '10101010101'
B'1'
X'1f'
'\xdeadbeef'::bytea
date '2024-02-29'
date '0044-03-15 BC'
date 'infinity'
time '12:34:56.789'
timetz '12:34:56.789+05:30'
timetz '00:00:00-08'
timestamp '2024-02-29 12:34:56.123456'
timestamp '-infinity'
timestamptz '2024-02-29 12:34:56.123456+02'
interval '1 year 2 months 3 days 04:05:06.789'
interval '-1 day -3 seconds'
'{"a": 1}'::json
'{"a":   1}'::jsonb
'null'::jsonb
'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid
inet '192.168.1.5/24'
inet '::1'
cidr '10.0.0.0/8'
cidr '2001:db8::/32'
macaddr '08:00:2b:01:02:03'
macaddr8 '08:00:2b:01:02:03:04:05'
money '12.34'
money '-1000'
'{1,2,NULL}'::int4[]
'{}'::int4[]
'{a,NULL,"b c"}'::text[]
'{1.5,2.25}'::numeric[]
'{2024-01-01}'::date[]
array[true,false]
'{1,2}'::int8[]
array[[1,2],[3,4]]
array[uuid 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']
array[inet '1.2.3.4']
array['{"a":1}'::jsonb]
array[interval '1 day']
array[timestamptz '2024-02-29 12:34:56+02']
array['ab'::varchar(5)]
array['ab'::char(3)]
array['\x01'::bytea]
int4range(1,5)
int8range(1,null)
numrange(1.5,2.5)
'[-12345.670,100000000)'::numrange
numrange(0,0.00012345,'[]')
'[0.00,)'::numrange
'empty'::numrange
daterange('2024-01-01','2024-02-01')
tsrange('2024-01-01','2024-02-01')
'empty'::int4range
int4range(null,null)
int4multirange(int4range(1,3),int4range(5,7))
nummultirange(numrange(1.5,2.5),numrange(30000,1e20))
'{}'::int4multirange
array[numrange(1,2)]
row(1,'a'::text,null::int)
row(1,row(2,3))
1::oid
'pg_class'::regclass
'int4'::regtype
'pg_catalog'::regnamespace
point '(1,2)'
box '((0,0),(1,1))'
circle '<(1,2),3>'
line '{1,2,3}'
lseg '[(0,0),(1,1)]'
path '((0,0),(1,1))'
path '[(0,0),(1,1)]'
polygon '((0,0),(1,1),(1,0))'
xml '<a/>'
'(0,1)'::tid
pg_lsn '16/B374D848'
'0/0'::pg_lsn
null
null::text
'unk'
