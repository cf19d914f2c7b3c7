-- 1 of 16 is 0.0625, which lies half way between two results; 2 of 3, 1 of 3 and 5 of 7 do not end.
WITH RECURSIVE counter(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 29)
INSERT INTO users
SELECT i, CASE WHEN i <= 16 THEN '2025-09-01' WHEN i <= 19 THEN '2025-09-02' WHEN i <= 22 THEN '2025-09-03' ELSE '2025-09-04' END FROM counter;
INSERT INTO activity VALUES
    (4, '2025-09-05'), (17, '2025-09-04'), (18, '2025-09-09'), (20, '2025-09-10'),
    (23, '2025-09-05'), (24, '2025-09-06'), (25, '2025-09-07'), (26, '2025-09-08'), (27, '2025-09-11');
