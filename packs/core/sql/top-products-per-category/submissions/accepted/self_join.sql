WITH revenue AS MATERIALIZED (
    SELECT product_id, SUM(quantity * unit_price_cents) AS cents
    FROM order_lines
    GROUP BY product_id
),
sold AS MATERIALIZED (
    SELECT p.category, p.product_id, p.name, r.cents
    FROM products AS p
    JOIN revenue AS r USING (product_id)
    WHERE p.category IS NOT NULL
)
SELECT a.category, a.product_id, a.name, a.cents AS revenue_cents, 1 + COUNT(b.product_id) AS place
FROM sold AS a
LEFT JOIN sold AS b ON b.category = a.category AND b.cents > a.cents
GROUP BY a.product_id
HAVING place <= 2
ORDER BY 1, 5, 2
