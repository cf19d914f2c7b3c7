CREATE TABLE products (
    product_id INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    category   TEXT
);
CREATE TABLE order_lines (
    order_id         INTEGER NOT NULL,
    product_id       INTEGER,
    quantity         INTEGER NOT NULL,
    unit_price_cents INTEGER NOT NULL
);
