-- 5,000 customers, the same at every run: squares modulo primes stand in for chance.
WITH numbers AS (
    SELECT i,
           (i * 48271 % 2147483647) AS a,
           (i * 69621 % 2147483629) AS b,
           (i * 40692 % 2147483399) AS c
    FROM range(1, 5001) AS t(i)
),
chance AS (
    SELECT i,
           a * a % 2147483587 AS r1,
           b * b % 2147483579 AS r2,
           c * c % 2147483563 AS r3
    FROM numbers
),
picked AS (
    SELECT i, r1, r2, r3,
           ['Ana', 'Ben', 'Chloé', 'Dmitri', 'Elif', 'Fatima', 'Grace', 'Hans', 'Ingrid', 'Jürgen',
            'Kateřina', 'Łukasz', 'María', 'Niamh', 'Oluwaseun', 'Priya', 'Quentin', 'Renée',
            'Søren', 'Thị Hà', 'Ursula', 'Victor', 'Wei', '雪', 'Zoë'][1 + r1 % 25] AS first_name,
           ['Andersson', 'Brown', 'Černý', 'D''Angelo', 'Eriksen', 'Fernández', 'García', 'Håkansson',
            'Ivanova', 'Jansen', 'Kowalski', 'Lefèvre', 'Müller', 'Nguyễn', 'O''Brien', 'Papadopoulos',
            'Rossi', 'Schmidt', 'Tanaka', 'van der Berg', 'Williams', '王', 'Yılmaz'][1 + r2 % 23]
               AS last_name,
           1 + r3 % 12 AS place
    FROM chance
)
SELECT i AS customer_id,
       first_name || ' ' || last_name AS name,
       CASE WHEN r1 % 19 <> 0 THEN 'customer' || i || '@example.com' END AS email,
       ['DE', 'FR', 'CZ', 'PL', 'SE', 'ES', 'IT', 'GB', 'US', 'JP', 'TR', 'VN'][place] AS country,
       ['München', 'Orléans', 'Plzeň', 'Łódź', 'Malmö', 'A Coruña', 'Forlì', 'Newcastle upon Tyne',
        'St. Paul', '東京', 'İzmir', 'Đà Nẵng'][place] AS city,
       ['consumer', 'small business', 'enterprise'][1 + (r2 % 10 > 5)::INTEGER + (r2 % 10 > 8)::INTEGER]
           AS segment,
       CASE WHEN r3 % 7 <> 0 THEN ((r1 % 5000 + 1) * 10)::DECIMAL(12, 2) END AS credit_limit,
       DATE '2019-01-01' + (r2 % 2000)::INTEGER AS customer_since,
       r1 % 23 = 0 AS newsletter,
       CASE i % 40
           WHEN 3 THEN 'Asked for "express" delivery'
           WHEN 11 THEN 'Calls on Mondays,' || chr(10) || 'not before 9 o''clock'
           WHEN 17 THEN 'Prefers invoices as PDF; cc: "accounts & billing"'
           WHEN 29 THEN 'C:\orders\' || i || chr(9) || '100% prepaid'
       END AS notes
FROM picked
ORDER BY customer_id
