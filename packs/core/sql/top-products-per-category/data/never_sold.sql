INSERT INTO products VALUES (1, 'flyer', 'paper'), (2, 'poster', 'paper'), (3, 'card', 'paper'), (4, 'stamp', 'post'), (5, 'ink', 'print');
INSERT INTO order_lines VALUES (1, 1, 50, 0), (2, 2, 1, 300), (3, 5, 0, 900);
