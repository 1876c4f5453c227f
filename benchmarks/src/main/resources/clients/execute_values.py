"""Inserts rows into the table "batched" and prints the seconds: execute_values.py ROWS."""

import datetime
import decimal
import sys
import time

import psycopg2
from psycopg2.extras import execute_values

rows = int(sys.argv[1])
first_day = datetime.date(2024, 10, 4)
noon = datetime.datetime(2026, 11, 30, 12)
values = [
    (i, i * 7919 % 1000000, i / 7, decimal.Decimal(i * 31 % 10000000) / 100,
     "segment %d" % (i % 1000), "customer no. %d" % (10000000 + i),
     first_day + datetime.timedelta(days=i % 1000), noon + datetime.timedelta(seconds=i))
    for i in range(rows)]
connection = psycopg2.connect("")
cursor = connection.cursor()
start = time.perf_counter()
execute_values(cursor, "INSERT INTO batched VALUES %s", values, page_size=1000)
connection.commit()
seconds = time.perf_counter() - start
cursor.execute("SELECT count(*) FROM batched")
count = cursor.fetchone()[0]
if count != rows:
    sys.exit("%d rows instead of %d" % (count, rows))
print(seconds)
