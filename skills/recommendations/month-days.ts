/** A month's saving or cost is that of so many days. */
export const DAYS_PER_MONTH = 365 / 12;
