# psql: its commands, each under itself as the label.
cd "$(dirname "$0")"
while IFS= read -r command; do
  printf '\\echo ### %s\n' "$(printf '%s' "$command" | sed -e 's/\\/\\\\/g' -e "s/'/''/g" -e "s/.*/'&'/")"
  printf '%s\n' "$command" | sed -e "s/USER/$PGUSER/"
done < psql_commands.txt > "$WORK/commands.sql"
psql -X -q -A -v VERBOSITY=terse -f "$WORK/commands.sql" 2>&1 | sed -e "s/^psql:[^ ]*: //; s/pg_duckspace/postgres/g; s/: /; /g" | awk '
  /^### / { label = substr($0, 5); gsub(/: /, " ", label); next }
  { print label ": " $0 }'
