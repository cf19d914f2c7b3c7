INSERT INTO products VALUES (1, 'cable', 'audio'), (2, 'cable', 'audio'), (3, 'mixer', 'audio'), (4, 'speaker', 'audio'), (5, 'cable', 'video');
INSERT INTO order_lines VALUES (1, 1, 1, 600), (1, 2, 1, 500), (2, 3, 1, 700), (2, 4, 1, 650), (3, 5, 1, 50);
