INSERT INTO products VALUES (1, 'lamp', 'home'), (2, 'vase', 'home'), (3, 'rug', 'home'), (4, 'pen', 'office');
INSERT INTO order_lines VALUES (10, 1, 1, 900), (10, 2, 2, 500), (11, 3, 1, 1000), (11, 4, 3, 120);
