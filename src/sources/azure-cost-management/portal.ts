const PAGES = {
  budgets: "Microsoft_Azure_CostManagement/Menu/~/budgets",
  recommendations: "Microsoft_Azure_Expert/AdvisorMenuBlade/~/Cost",
  savingsPlans: "Microsoft_Azure_BillingBenefits/SavingsPlansBrowseBlade",
  reservations: "Microsoft_Azure_Reservations/ReservationsBrowseBlade",
} as const;

/** Where people see such items in the public cloud's portal. */
export function portalAddress(page: keyof typeof PAGES): string {
  return `https://portal.azure.com/#view/${PAGES[page]}`;
}
