SELECT u.signed_up_on,
       COUNT(DISTINCT u.user_id) AS users,
       COUNT(DISTINCT a.user_id) AS retained,
       ROUND(1.0 * COUNT(DISTINCT a.user_id) / COUNT(DISTINCT u.user_id), 3) AS retention
FROM users AS u
LEFT JOIN activity AS a
    ON a.user_id = u.user_id
   AND julianday(a.active_on) - julianday(u.signed_up_on) BETWEEN 1 AND 6
WHERE u.signed_up_on IS NOT NULL
GROUP BY u.signed_up_on
