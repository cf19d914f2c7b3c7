WITH revenue AS (
    SELECT p.category, p.product_id, p.name, COALESCE(SUM(l.quantity * l.unit_price_cents), 0) AS revenue_cents
    FROM products AS p
    LEFT JOIN order_lines AS l ON l.product_id = p.product_id
    WHERE p.category IS NOT NULL
    GROUP BY p.product_id
),
placed AS (
    SELECT *, RANK() OVER (PARTITION BY category ORDER BY revenue_cents DESC) AS place
    FROM revenue
)
SELECT category, product_id, name, revenue_cents, place
FROM placed
WHERE place <= 2
ORDER BY category, place, product_id;
