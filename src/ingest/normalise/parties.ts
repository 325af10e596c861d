import { foldCompany, isSameCompany } from "./company.ts";
import type { Quirk } from "./quirks.ts";

/** The five party columns of a charge as its file spells them; null where empty or absent. */
export interface StatedParties {
  readonly ServiceProviderName: string | null;
  readonly HostProviderName: string | null;
  readonly ProviderName: string | null;
  readonly PublisherName: string | null;
  readonly InvoiceIssuerName: string | null;
}

/** Who made the service available, on whose infrastructure it runs, and who invoices it. */
export interface Parties {
  readonly serviceProvider: string | null;
  readonly hostProvider: string | null;
  readonly invoiceIssuer: string | null;
  readonly quirks: readonly Quirk[];
}

interface Providers {
  readonly serviceProvider: string | null;
  readonly hostProvider: string | null;
  readonly quirk?: Quirk;
}

/**
 * The parties in the terms of FOCUS 1.3 and later. Providers are named by their company's one name;
 * the invoice issuer stays as spelled, since the invoice says so.
 */
export function resolveParties(stated: StatedParties): Parties {
  const { serviceProvider, hostProvider, quirk } = resolveProviders(stated);
  const quirks: Quirk[] = quirk === undefined ? [] : [quirk];
  const invoiceIssuer = stated.InvoiceIssuerName ?? stated.ProviderName;
  if (stated.InvoiceIssuerName === null) {
    quirks.push(invoiceIssuer === null ? "invoice-issuer-missing" : "invoice-issuer-filled");
  }
  return { serviceProvider, hostProvider, invoiceIssuer, quirks };
}

/**
 * Up to FOCUS 1.2 only provider and publisher are named. Where they are two companies, the
 * provider's marketplace sold what the publisher offers: the publisher is the service provider, the
 * provider the host.
 */
function resolveProviders(stated: StatedParties): Providers {
  const { ServiceProviderName, HostProviderName, ProviderName, PublisherName } = stated;
  const statedHost = HostProviderName === null ? null : foldCompany(HostProviderName);
  if (ServiceProviderName !== null) {
    return { serviceProvider: foldCompany(ServiceProviderName), hostProvider: statedHost };
  }
  const seller = ProviderName ?? PublisherName;
  if (seller === null) {
    return { serviceProvider: null, hostProvider: statedHost, quirk: "provider-missing" };
  }
  const serviceProvider = foldCompany(PublisherName ?? seller);
  const hostProvider = statedHost ?? foldCompany(seller);
  if (PublisherName === null || isSameCompany(seller, PublisherName)) {
    return { serviceProvider: foldCompany(seller), hostProvider };
  }
  return { serviceProvider, hostProvider, quirk: "provider-from-publisher" };
}
