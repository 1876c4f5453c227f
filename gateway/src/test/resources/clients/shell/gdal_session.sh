# GDAL's PostgreSQL driver: layers listed, described and read; SQL; and written into.
export OGR_ENABLE_PARTIAL_REPROJECTION=NO PG_LIST_ALL_TABLES=YES
name="PG:dbname=$PGDATABASE"
say() { sed -e "s/^/$1: /"; }
ogrinfo -ro "$name" 2>&1 | grep -v '^INFO' | sort | say layers
for layer in customers orders order_lines customer_totals archive.old_orders every_type; do
  ogrinfo -ro -so "$name" "$layer" 2>&1 | grep -v '^INFO\|^Metadata\|DESCRIPTION' | say "layer $layer"
done
ogrinfo -ro -q "$name" customers 2>&1 | say rows
ogrinfo -ro -q "$name" orders -where "amount > 1" 2>&1 | say where
ogrinfo -ro -q "$name" -sql "select name, orders from customer_totals order by id" 2>&1 | say sql
ogr2ogr -f CSV /vsistdout/ "$name" order_lines 2>&1 | say csv
printf 'id,word,amount\n1,one,1.5\n2,two,2.5\n' > "$WORK/new.csv"
ogr2ogr -f PostgreSQL "$name" "$WORK/new.csv" -nln written -oo AUTODETECT_TYPE=YES --config PG_USE_COPY NO 2>&1 | say written
psql -X -A -t -c "select * from written order by 1" 2>&1 | say "read back"
