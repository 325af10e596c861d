import type { Anomaly, CostExplorerClient, RootCause } from "@aws-sdk/client-cost-explorer";
import { addDays, type Day } from "#src/focus/day";
import type { AnomalyWriteBack, ProviderAnomaly } from "#src/provider-items";
import { type AwsApi, COST_EXPLORER_PRICE } from "#src/sources/aws/aws-api";
import { isKnownService, serviceNamesOf } from "#src/sources/aws/focus-names";
import { allPages } from "#src/sources/aws/pages";
import { CallError } from "#src/sources/calls/call-error";
import type { Feed, FeedReading } from "#src/sources/source";

/** AWS keeps anomalies for so long. */
const DAYS_BACK = 90;
/** Anomaly Detection looks at costs about three times a day; calls cost money. */
const EVERY_HOURS = 20;
const ANOMALIES_A_PAGE = 100;
/** An id that no anomaly has. */
const NO_ANOMALY = "00000000-0000-0000-0000-000000000000";

const CONSOLE = "https://console.aws.amazon.com/cost-management/home#/anomaly-detection";

const FEEDBACK = { yes: "YES", no: "NO", planned: "PLANNED_ACTIVITY" } as const;

/** AWS Cost Anomaly Detection: what all its monitors found in the last 90 days. */
export class AnomaliesFeed implements Feed<"anomaly"> {
  readonly kind = "anomaly";
  readonly name = "AWS Cost Anomaly Detection";
  readonly everyHours = EVERY_HOURS;
  readonly isHistory = true;
  readonly #api: AwsApi<CostExplorerClient>;
  readonly #today: () => Day;

  constructor(api: AwsApi<CostExplorerClient>, today: () => Day) {
    this.#api = api;
    this.#today = today;
  }

  async read(): Promise<FeedReading<"anomaly">> {
    const found = await this.anomalies(addDays(this.#today(), -DAYS_BACK));
    return { items: found.flatMap((anomaly) => anomalyOf(anomaly) ?? []), memory: null };
  }

  /** Anomalies from a day on. @throws CallError */
  async anomalies(since: Day): Promise<Anomaly[]> {
    const { GetAnomaliesCommand } = await import("@aws-sdk/client-cost-explorer");
    return allPages(async (token) => {
      const command = new GetAnomaliesCommand({
        DateInterval: { StartDate: since, EndDate: this.#today() },
        MaxResults: ANOMALIES_A_PAGE,
        NextPageToken: token,
      });
      const page = await this.#api.call(
        "Listing anomalies of AWS",
        (client, options) => client.send(command, options),
        COST_EXPLORER_PRICE,
      );
      return { items: page.Anomalies, next: page.NextPageToken };
    });
  }

  /** @returns why AWS takes no feedback on it, or null. @throws CallError */
  async tell({ id, feedback }: AnomalyWriteBack): Promise<string | null> {
    try {
      await this.#send(id, FEEDBACK[feedback]);
      return null;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return `AWS doesn't take feedback on this anomaly: it keeps anomalies for ${DAYS_BACK} days (${error.reason}).`;
    }
  }

  /** Whether feedback may be given: sends some on an anomaly that isn't there. @throws CallError where not */
  async tryFeedback(): Promise<void> {
    try {
      await this.#send(NO_ANOMALY, "NO");
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  async #send(id: string, feedback: (typeof FEEDBACK)[keyof typeof FEEDBACK]): Promise<void> {
    const { ProvideAnomalyFeedbackCommand } = await import("@aws-sdk/client-cost-explorer");
    const command = new ProvideAnomalyFeedbackCommand({ AnomalyId: id, Feedback: feedback });
    await this.#api.call(
      "Telling AWS about an anomaly",
      (client, options) => client.send(command, options),
      COST_EXPLORER_PRICE,
    );
  }
}

/** An anomaly in our terms; null where AWS doesn't say when it began. */
function anomalyOf(anomaly: Anomaly): ProviderAnomaly | null {
  const { AnomalyId: id = "", AnomalyStartDate, AnomalyEndDate, Impact, MonitorArn } = anomaly;
  if (id === "" || AnomalyStartDate === undefined) return null;
  const causes = anomaly.RootCauses ?? [];
  const { TotalImpact, MaxImpact = 0, TotalActualSpend, TotalExpectedSpend } = Impact ?? {};
  const monitor = MonitorArn?.split("/").at(-1);
  return {
    id,
    provider: "AWS",
    url: `${CONSOLE}/monitors/${monitor}/anomalies/${id}`,
    start: AnomalyStartDate.slice(0, 10),
    // Its last day, inclusive.
    end: AnomalyEndDate === undefined ? null : addDays(AnomalyEndDate.slice(0, 10), 1),
    currency: "USD",
    impact: TotalImpact ?? MaxImpact,
    actual: TotalActualSpend ?? null,
    expected: TotalExpectedSpend ?? null,
    filters: filtersOf(anomaly),
    causes: causes.map(describeCause),
    feedback: feedbackOf(anomaly.Feedback),
  };
}

function feedbackOf(told: string | undefined): ProviderAnomaly["feedback"] {
  if (told === FEEDBACK.yes) return "yes";
  if (told === FEEDBACK.no) return "no";
  return told === FEEDBACK.planned ? "planned" : null;
}

/** What all root causes share; else what the monitor watched; at least the provider. */
function filtersOf({ RootCauses: causes = [], DimensionValue: watched = "" }: Anomaly) {
  const service = shared(causes, "Service") ?? (isKnownService(watched) ? watched : null);
  const account = shared(causes, "LinkedAccount") ?? (/^\d{12}$/.test(watched) ? watched : null);
  const region = shared(causes, "Region");
  const filters: ProviderAnomaly["filters"] = [];
  const add = (dimension: string, values: readonly string[]) =>
    filters.push({ dimension, operator: "in", values: [...values] });
  if (service !== null) add("ServiceName", serviceNamesOf(service));
  if (account !== null) add("SubAccountId", [account]);
  if (region !== null) add("RegionId", [region]);
  if (filters.length === 0) add("ServiceProviderName", ["AWS"]);
  return filters;
}

function shared(
  causes: readonly RootCause[],
  field: "Service" | "LinkedAccount" | "Region",
): string | null {
  const values = new Set(causes.map((cause) => cause[field] ?? ""));
  const [only = ""] = values;
  return values.size === 1 && only !== "" ? only : null;
}

/** "Amazon Relational Database Service, eu-west-1, payments (111122223333), RDS:GP3-Storage: 12.34 USD" */
function describeCause(cause: RootCause): string {
  const { Service, Region, LinkedAccount, LinkedAccountName, UsageType, Impact } = cause;
  const account =
    LinkedAccountName === undefined || LinkedAccountName === ""
      ? LinkedAccount
      : `${LinkedAccountName} (${LinkedAccount})`;
  const place = [Service, Region, account, UsageType].filter((part) => part).join(", ");
  const contribution = Impact?.Contribution;
  return contribution === undefined ? place : `${place}: ${contribution.toFixed(2)} USD`;
}

function isRefusal(error: unknown): error is CallError {
  return error instanceof CallError && ["refused", "missing"].includes(error.failure);
}
