"""Practice: the tables, the transactions and the jobs. What every surface calls; the only room that writes to the database."""
