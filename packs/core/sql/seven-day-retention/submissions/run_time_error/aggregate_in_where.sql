SELECT u.signed_up_on,
       COUNT(DISTINCT u.user_id) AS users,
       COUNT(DISTINCT a.user_id) AS retained,
       ROUND(1.0 * COUNT(DISTINCT a.user_id) / COUNT(DISTINCT u.user_id), 3) AS retention
FROM users AS u
LEFT JOIN activity AS a ON a.user_id = u.user_id
WHERE u.signed_up_on IS NOT NULL
  AND MIN(a.active_on) <= date(u.signed_up_on, '+7 days')
GROUP BY u.signed_up_on;
