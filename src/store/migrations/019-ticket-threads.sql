-- The message in whose thread a ticket was asked for, as couriers name it; null outside of threads.
ALTER TABLE ticket ADD COLUMN thread TEXT;
