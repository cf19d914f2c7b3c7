INSERT INTO products VALUES
    (8, 'e', 'toys'), (3, 'a', 'toys'), (5, 'b', 'toys'), (1, 'c', 'toys'), (9, 'd', 'toys');
INSERT INTO order_lines VALUES (1, 8, 1, 500), (1, 3, 2, 150), (2, 5, 3, 100), (2, 1, 1, 300), (3, 9, 1, 299);
