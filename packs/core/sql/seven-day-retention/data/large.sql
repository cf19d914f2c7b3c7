WITH RECURSIVE counter(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 10000)
INSERT INTO users SELECT i, date('2024-01-01', '+' || (i * 37 % 366) || ' days') FROM counter;
WITH RECURSIVE counter(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < 50000)
INSERT INTO activity
SELECT u.user_id, date(u.signed_up_on, '+' || (c.i * 7919 % 61 - 3) || ' days')
FROM counter AS c
JOIN users AS u ON u.user_id = 1 + c.i * 104729 % 10000;
