INSERT INTO products VALUES (1, 'nail', 'tools'), (2, 'hammer', 'tools'), (3, 'saw', 'tools');
INSERT INTO order_lines VALUES (1, 1, 1, 400), (1, 1, 1, 400), (1, 1, 1, 400), (2, 2, 1, 1000), (2, 3, 1, 900), (2, 3, 1, 50);
