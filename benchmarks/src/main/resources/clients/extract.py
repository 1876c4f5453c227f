"""Reads a table whole and prints the seconds: extract.py DRIVER MANNER TABLE ROWS."""

import sys
import time

driver, manner, table, rows = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
query = "SELECT * FROM " + table
count = 0

if driver == "psycopg2":
    import psycopg2

    connection = psycopg2.connect("")
    cursor = connection.cursor("extract" if manner == "named" else None)
    cursor.itersize = 10000
    start = time.perf_counter()
    cursor.execute(query)
    for row in cursor:
        count += 1
else:
    import psycopg

    connection = psycopg.connect("")
    cursor = connection.cursor(binary=manner == "binary")
    start = time.perf_counter()
    cursor.execute(query)
    for row in cursor:
        count += 1

seconds = time.perf_counter() - start
if count != rows:
    sys.exit("%d rows instead of %d" % (count, rows))
print(seconds)
