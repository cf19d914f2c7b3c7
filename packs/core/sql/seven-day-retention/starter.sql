-- For each sign-up day: how many signed up, how many of them were active on one of the days 1 to 7, and the share.
-- Columns: signed_up_on, users, retained, retention (ROUND to 3 decimals).
SELECT
