-- Entries sealed by a key that isn't in the store: nobody without it can make the chain anew.

ALTER TABLE audit_entry ADD COLUMN seal TEXT;   -- HMAC-SHA256 over hash; null where there was no key
