-- The products at place 1 and 2 of each category by revenue; equal revenue shares a place.
-- Columns: category, product_id, name, revenue_cents, place.  Sorted by category, place, product_id.
SELECT
