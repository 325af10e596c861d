import type { Database } from "better-sqlite3";

/** An account of a cloud whose month another source delivers too. */
export interface Overlap {
  readonly source: string;
  readonly account: string;
}

const OVERLAP = `
  WITH ours AS MATERIALIZED (
    SELECT DISTINCT BillingAccountId, SubAccountId, ServiceProviderName
    FROM profile WHERE delivery_id = :delivery AND SubAccountId IS NOT NULL)
  SELECT source.name AS source, account.text AS account
  FROM delivery AS mine
  JOIN delivery AS other ON other.billing_period_start = mine.billing_period_start
    AND other.superseded_at IS NULL AND other.source_id <> mine.source_id
  JOIN source ON source.id = other.source_id
  JOIN profile AS theirs ON theirs.delivery_id = other.id
  JOIN ours ON ours.BillingAccountId = theirs.BillingAccountId
    AND ours.SubAccountId = theirs.SubAccountId
    AND ours.ServiceProviderName IS theirs.ServiceProviderName
  JOIN value AS account ON account.id = theirs.SubAccountId
  WHERE mine.id = :delivery
  LIMIT 1`;

/** Another source's delivery of the same month with charges of one of this delivery's accounts. */
export function overlapOf(database: Database, delivery: number): Overlap | undefined {
  return database.prepare<{ delivery: number }, Overlap>(OVERLAP).get({ delivery });
}
