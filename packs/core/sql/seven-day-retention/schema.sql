CREATE TABLE users (
    user_id      INTEGER PRIMARY KEY,
    signed_up_on TEXT
);
CREATE TABLE activity (
    user_id   INTEGER NOT NULL,
    active_on TEXT
);
CREATE INDEX activity_by_user ON activity (user_id, active_on);
