# Tables dumped with their data, restored by psql; pg_isready, pgbench and GDAL's COPY.
say() { sed -e "s/^/$1: /"; }
psql() { command psql -X -q -v ON_ERROR_STOP=1 "$@"; }
pg_isready -t 5 | sed -e "s/^$PGHOST:$PGPORT/server/" | say ready
pg_dump --no-owner --table order_lines --table orders --table customers > "$WORK/dump.sql" 2> "$WORK/errors"
say "dump errors" < "$WORK/errors"
sed -n '/^COPY/,/^\\\.$/p' "$WORK/dump.sql" | say copy
grep setval "$WORK/dump.sql" | say setval
psql -c "drop view customer_totals" -c "drop table order_lines" -c "drop table orders" -c "drop table customers" 2>&1 | say drop
sed -e '/^\\.*restrict/d' "$WORK/dump.sql" > "$WORK/restore.sql"
psql -A -t -f "$WORK/restore.sql" 2>&1 | grep -v '^$' | say restore
psql -A -t -c "select * from customers order by id" -c "select * from orders order by id" -c "select * from order_lines order by 1, 2" 2>&1 | say restored
psql -A -t -c "insert into orders (customer_id, amount) values (1, 5) returning id" 2>&1 | say next
psql -A -t -c "insert into orders (customer_id, amount) values (99, 5)" 2>&1 | head -1 | say "foreign key"
command psql -X -c '\d orders' 2>&1 | say described

pgbench -i -s 1 -q 2>&1 | grep -v 'done in\|seconds\|tuples' | say "pgbench -i"
for mode in simple extended prepared; do
  pgbench -n -t 10 -M $mode 2>&1 | grep 'processed\|failed\|ERROR' | say "pgbench $mode"
done
pgbench -n -S -c 2 -t 20 2>&1 | grep 'processed\|failed\|ERROR' | say "pgbench -S"
psql -A -t -c "select count(*), sum(abalance) = (select sum(delta) from pgbench_history) from pgbench_accounts" 2>&1 | say "pgbench sums"

printf 'id,word,amount,day\n1,one,1.5,2024-02-29\n2,"two ""q""",2.5,\n' > "$WORK/new.csv"
ogr2ogr -f PostgreSQL "PG:dbname=$PGDATABASE" "$WORK/new.csv" -nln copied -oo AUTODETECT_TYPE=YES --config PG_USE_COPY YES 2>&1 | say "ogr2ogr copies"
ogr2ogr -f PostgreSQL "PG:dbname=$PGDATABASE" "$WORK/new.csv" -nln copied -append -oo AUTODETECT_TYPE=YES --config PG_USE_COPY YES 2>&1 | say "ogr2ogr appends"
psql -A -t -c "select * from copied order by 1" 2>&1 | say "copied"
