-- The report over both; the names in braces stand for their queries.
WITH customers AS (
{customers}
),
orders AS (
{orders}
)
SELECT date_trunc('month', o.ordered_at)::DATE AS month,
       c.country,
       count(*) AS orders,
       count(DISTINCT o.customer_id) AS customers,
       sum(o.amount)::DECIMAL(14, 2) AS revenue,
       avg(o.amount)::DECIMAL(12, 2) AS average_order,
       (count(*) FILTER (WHERE o.status = 'returned') * 100.0 / count(*))::DECIMAL(5, 2)
           AS returned_percent
FROM orders AS o
JOIN customers AS c USING (customer_id)
WHERE o.status <> 'cancelled'
GROUP BY ALL
ORDER BY month, country
