-- In whose name a card was drawn, so that it is drawn anew with the same rights, whoever presses it.

ALTER TABLE issued_action ADD COLUMN person TEXT NOT NULL DEFAULT 'unknown';  -- e-mail; '' for the local administrator
