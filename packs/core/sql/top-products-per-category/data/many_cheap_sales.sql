INSERT INTO products VALUES (1, 'sticker', 'gifts'), (2, 'badge', 'gifts'), (3, 'watch', 'gifts'), (4, 'ring', 'gifts');
INSERT INTO order_lines VALUES
    (1, 1, 40, 5), (2, 1, 30, 5), (3, 1, 30, 5), (4, 2, 20, 10), (5, 2, 20, 10), (6, 3, 1, 9000), (7, 4, 1, 8000);
