-- 2,000 products in 6 categories (none in each 50th), 40,000 lines; small prices, so that revenue often ties.
WITH RECURSIVE counter(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 2000)
INSERT INTO products
SELECT i, 'product ' || (i % 900), CASE WHEN i % 50 = 0 THEN NULL ELSE 'category ' || (i * 7 % 6) END FROM counter;
WITH RECURSIVE counter(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 40000)
INSERT INTO order_lines
SELECT i / 4, i * 7919 % 2100, 1 + i * 31 % 4, 100 * (1 + i * 17 % 9) FROM counter;
