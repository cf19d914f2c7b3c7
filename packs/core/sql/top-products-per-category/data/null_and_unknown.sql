INSERT INTO products VALUES (1, 'mug', 'kitchen'), (2, 'mystery', NULL), (3, 'cup', 'kitchen'), (4, 'riddle', NULL);
INSERT INTO order_lines VALUES (1, 1, 1, 100), (1, 2, 9, 900), (2, NULL, 5, 5000), (2, 77, 5, 5000), (3, 3, 1, 90), (3, 4, 1, 10);
