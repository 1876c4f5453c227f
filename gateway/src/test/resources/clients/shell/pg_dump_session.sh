# pg_dump: the schema, one table's, and the data as INSERTs.
say() { grep -v '^--\|^$\|^SET \|^SELECT pg_catalog.set_config\|^.restrict\|^.unrestrict' | sed -e "s/^/$1: /"; }
pg_dump --schema-only --no-owner 2>&1 | say schema
for table in customers orders order_lines every_type customer_totals archive.old_orders; do
  pg_dump --schema-only --no-owner --table "$table" 2>&1 | say "table $table"
done
pg_dump --data-only --inserts --table order_lines 2>&1 | say inserts
pg_dump --data-only --column-inserts --table customers 2>&1 | say "column inserts"
pg_dump --schema archive --schema-only 2>&1 | say "a schema"
