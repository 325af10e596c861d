/** What names of budgets are compared by: they are the same without case and outer spaces. */
export function budgetKey(name: string): string {
  return name.trim().toLowerCase();
}
