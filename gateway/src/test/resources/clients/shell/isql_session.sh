# unixODBC's isql over psqlODBC.
printf '[PostgreSQL]\nDriver=/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so\n' > "$WORK/odbcinst.ini"
printf '[here]\nDriver=PostgreSQL\nServername=%s\nPort=%s\nDatabase=%s\nUsername=%s\nPassword=%s\nSSLmode=require\n' \
  "$PGHOST" "$PGPORT" "$PGDATABASE" "$PGUSER" "$PGPASSWORD" > "$WORK/odbc.ini"
export ODBCSYSINI=$WORK ODBCINI=$WORK/odbc.ini
say() { sed -e "s/^/$1: /"; }
echo "select id, email, rating, feeling, born from customers order by id" | isql here -b -d'|' 2>&1 | say rows
echo "help" | isql here -b -d'|' 2>&1 | grep '|public|' | sed -e "s/^$PGDATABASE//" | say tables
echo "help orders" | isql here -b -d'|' 2>&1 | cut -d'|' -f2-14 | say columns
echo "select * from missing" | isql here -b 2>&1 | say missing
