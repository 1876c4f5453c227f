-- 150,000 orders over three years, the same at every run.
WITH numbers AS (
    SELECT i,
           (i * 16807 % 2147483647) AS a,
           (i * 39373 % 2147483629) AS b,
           (i * 40014 % 2147483563) AS c
    FROM range(1, 150001) AS t(i)
),
chance AS (
    SELECT i,
           a * a % 2147483587 AS r1,
           b * b % 2147483579 AS r2,
           c * c % 2147483549 AS r3
    FROM numbers
),
picked AS (
    SELECT i, r1, r2, r3,
           -- A tenth of the customers buy half of everything.
           CASE WHEN r1 % 2 = 0 THEN 1 + r2 % 500 ELSE 1 + r3 % 5000 END AS customer_id,
           TIMESTAMP '2023-01-01 00:00:00' + to_seconds(i * 631 + r1 % 600) AS ordered_at,
           1 + r2 % 10 AS product,
           1 + r3 % 6 AS quantity,
           CASE WHEN r1 % 5 = 0 THEN (r2 % 4 + 1) * 5 END AS discount_percent
    FROM chance
),
priced AS (
    SELECT *,
           ([4.99, 12.50, 19.90, 24.00, 49.95, 79.00, 129.00, 249.50, 499.00, 1299.00][product])
               ::DECIMAL(10, 2) AS unit_price
    FROM picked
)
SELECT i AS order_id,
       customer_id,
       ordered_at,
       CASE WHEN r2 % 31 <> 0 AND i < 149500
            THEN ordered_at::DATE + (1 + r3 % 9)::INTEGER END AS shipped_on,
       CASE WHEN r2 % 31 = 0 THEN 'cancelled' WHEN i >= 149500 THEN 'open'
            WHEN r3 % 41 = 0 THEN 'returned' ELSE 'delivered' END AS status,
       ['web', 'shop', 'phone', 'partner'][1 + r1 % 4] AS channel,
       ['Pencil set', 'Notebook "A5"', 'Desk lamp', 'Café mug', 'Backpack', 'Headphones',
        'Office chair', 'Monitor 27"', 'Standing desk', 'Laptop'][product] AS product,
       quantity::INTEGER AS quantity,
       unit_price,
       discount_percent::INTEGER AS discount_percent,
       (unit_price * quantity * (100 - coalesce(discount_percent, 0)) / 100)::DECIMAL(12, 2)
           AS amount,
       CASE i % 250
           WHEN 7 THEN 'Leave at the neighbour''s door'
           WHEN 91 THEN 'Gift: "Alles Gute! 🎉"' || chr(10) || 'No invoice in the parcel'
           WHEN 180 THEN 'Zürich → Genève, tel. +41 …'
       END AS comment
FROM priced
ORDER BY order_id
