SELECT p.category, p.product_id, p.name,
       (SELECT SUM(l.quantity * l.unit_price_cents) FROM order_lines AS l WHERE l.product_id = p.product_id) AS revenue_cents,
       1 + (
           SELECT COUNT(*)
           FROM products AS other
           WHERE other.category = p.category
             AND (SELECT SUM(l.quantity * l.unit_price_cents) FROM order_lines AS l WHERE l.product_id = other.product_id)
               > (SELECT SUM(l.quantity * l.unit_price_cents) FROM order_lines AS l WHERE l.product_id = p.product_id)
       ) AS place
FROM products AS p
WHERE p.category IS NOT NULL
  AND EXISTS (SELECT 1 FROM order_lines AS l WHERE l.product_id = p.product_id)
  AND place <= 2
ORDER BY p.category, place, p.product_id;
