SELECT p.category, p.product_id, p.name, SUM(l.quantity * l.unit_price_cents) AS revenue_cents,
       RANK() OVER (PARTITION BY p.category ORDER BY SUM(l.quantity * l.unit_price_cents) DESC) AS place
FROM order_lines AS l
JOIN products AS p ON p.product_id = l.product_id
WHERE p.category IS NOT NULL
  AND RANK() OVER (PARTITION BY p.category ORDER BY SUM(l.quantity * l.unit_price_cents) DESC) <= 2
GROUP BY p.product_id
ORDER BY p.category, place, p.product_id;
