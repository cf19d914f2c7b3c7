WITH outcome AS (
    SELECT u.signed_up_on,
           EXISTS (
               SELECT 1
               FROM activity AS a
               WHERE a.user_id = u.user_id
                 AND a.active_on BETWEEN date(u.signed_up_on, '+1 day') AND date(u.signed_up_on, '+7 days')
           ) AS came_back
    FROM users AS u
    WHERE u.signed_up_on IS NOT NULL
)
SELECT signed_up_on,
       COUNT(*) AS users,
       SUM(came_back) AS retained,
       ROUND(AVG(came_back), 3) AS retention
FROM outcome
GROUP BY signed_up_on
ORDER BY signed_up_on;
