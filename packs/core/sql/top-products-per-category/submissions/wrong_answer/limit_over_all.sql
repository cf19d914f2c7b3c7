WITH revenue AS (
    SELECT p.category, p.product_id, p.name, SUM(l.quantity * l.unit_price_cents) AS revenue_cents
    FROM order_lines AS l
    JOIN products AS p ON p.product_id = l.product_id
    WHERE p.category IS NOT NULL
    GROUP BY p.product_id
),
placed AS (
    SELECT *, RANK() OVER (PARTITION BY category ORDER BY revenue_cents DESC) AS place
    FROM revenue
)
SELECT category, product_id, name, revenue_cents, place
FROM placed
ORDER BY category, place, product_id
LIMIT 2;
