INSERT INTO products VALUES (1, 'a', 'books'), (2, 'b', 'books'), (3, 'c', 'books'), (4, 'd', 'books'), (5, 'e', 'maps'), (6, 'f', 'maps');
INSERT INTO order_lines VALUES (1, 1, 1, 400), (1, 2, 4, 100), (1, 3, 1, 350), (1, 4, 1, 10), (2, 5, 1, 80), (2, 6, 1, 70);
