INSERT INTO products VALUES
    (1, 'kettle', 'kitchen'), (2, 'pan', 'kitchen'), (3, 'spoon', 'kitchen'), (4, 'whisk', 'kitchen'),
    (5, 'desk', 'office'), (6, 'stapler', 'office'), (7, 'tent', 'outdoor');
INSERT INTO order_lines VALUES
    (1, 1, 1, 2500), (1, 3, 10, 150), (2, 1, 1, 2400), (2, 2, 1, 4000), (3, 3, 12, 150), (3, 4, 1, 700),
    (4, 5, 1, 19900), (4, 6, 3, 850), (5, 6, 1, 900);
