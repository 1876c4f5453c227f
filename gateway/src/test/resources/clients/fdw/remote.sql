create table fa(id int primary key, name varchar(20), v numeric(10,2), d date, t timestamp, b boolean, x double precision);
create table fb(id int, fa_id int, note text);
insert into fa select i, 'n' || i, i * 1.25, date '2024-01-01' + i::int, timestamp '2024-01-01' + i * interval '1 hour', i % 2 = 0, i / 4.0 from generate_series(1, 1000) i;
insert into fb select i, i % 1000 + 1, 'note' || i from generate_series(1, 5000) i;
