import type { Vocabulary, VocabularyValue } from "#src/router/vocabulary";

type Named = string | readonly [value: string, ...names: string[]];

const SERVICES: Readonly<Record<string, readonly string[]>> = {
  AWS: [
    ...["Amazon Elastic Compute Cloud", "Amazon Relational Database Service"],
    ...["Amazon Simple Storage Service", "AWS Lambda", "Amazon DynamoDB", "Amazon ElastiCache"],
    ...["Amazon Elastic Kubernetes Service", "Amazon CloudFront", "AWS Data Transfer"],
    ...["Amazon Virtual Private Cloud", "AmazonCloudWatch", "Elastic Load Balancing"],
    ...["Amazon OpenSearch Service", "Amazon Kinesis Firehose", "Amazon Kinesis Analytics"],
    ...["Amazon SageMaker", "Amazon GuardDuty", "AWS Secrets Manager", "AWS WAF"],
    ...["AWS Key Management Service", "Amazon Route 53", "Amazon Simple Queue Service"],
    ...["Amazon Simple Notification Service", "Amazon EC2 Container Registry (ECR)"],
    ...["AWS Support (Business)", "AWS CloudTrail", "Amazon Redshift", "AWS Glue"],
    ...["Amazon API Gateway", "Amazon Forecast", "AWS Budgets"],
  ],
  Microsoft: [
    ...["Virtual Machines", "Azure Kubernetes Service", "Storage Accounts", "Azure Cosmos DB"],
    ...["Azure SQL Database", "Azure App Service", "Microsoft Fabric", "Azure Monitor"],
    ...["Key Vault", "Load Balancer", "Log Analytics", "Azure OpenAI Service"],
  ],
  "Google Cloud": [
    ...["Compute Engine", "Kubernetes Engine", "Cloud Run", "BigQuery", "Cloud Storage"],
    ...["Cloud SQL", "Cloud Pub/Sub", "Vertex AI", "Networking", "Cloud Logging"],
  ],
  Snowflake: ["Snowflake"],
  OpenAI: ["OpenAI API", "ChatGPT Business"],
  Anthropic: ["Claude API"],
  Databricks: ["Databricks Jobs", "Databricks SQL"],
};

const VALUES: Readonly<Record<string, readonly Named[]>> = {
  ServiceProviderName: Object.keys(SERVICES),
  ServiceName: Object.values(SERVICES).flat(),
  ServiceCategory: ["Compute", "Storage", "Databases", "Networking", "AI and Machine Learning"],
  ServiceSubcategory: ["Virtual Machines", "Object Storage", "Containers", "Support"],
  SubAccountId: [
    ["210000000011", "shop-prod"],
    ["210000000012", "shop-staging"],
    ["210000000013", "production"],
    ["210000000014", "data-prod", "analytics-prod"],
    ["210000000015", "ml-research"],
    ["3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f01", "robotics-eu-prod"],
    ["3d0c7e1a-5b62-4f19-8a37-c1e94b7d2f02", "corporate-it"],
    ["nw-search-prod", "nw-search-prod"],
    ["nw-growth-prod", "nw-growth-prod"],
    ["NORTHWIND_PROD", "NORTHWIND_PROD"],
  ],
  BillingAccountId: [
    ["200000000001", "Northwind Robotics"],
    ["01A2B3-C4D5E6-F70819", "Northwind Google Cloud"],
  ],
  RegionId: [
    ["us-east-1", "US East (N. Virginia)"],
    ["us-east-2", "US East (Ohio)"],
    ["us-west-2", "US West (Oregon)"],
    ["eu-west-1", "Europe (Ireland)"],
    ["eu-central-1", "Europe (Frankfurt)"],
    ["westeurope", "West Europe"],
    ["germanywestcentral", "Germany West Central"],
    ["us-central1", "Iowa"],
  ],
  ResourceType: ["EC2 Instance", "Storage account", "Warehouse"],
  PricingCategory: ["Standard", "Committed", "Dynamic"],
  ChargeCategory: ["Usage", "Purchase", "Tax", "Credit"],
  CommitmentDiscountType: ["Savings Plan", "Reserved Instance"],
  CommitmentDiscountId: [["arn:aws:savingsplans::210000000011:savingsplan/1", "compute-plan-3yr"]],
  InvoiceIssuerName: ["AWS", "Microsoft", "Google Cloud", "SoftwareOne"],
  BillingCurrency: ["USD", "EUR"],
  HostProviderName: ["AWS", "Microsoft", "Google Cloud"],
  team: ["payments", "platform", "data", "search", "mobile", "ml", "growth", "security"],
  environment: ["production", "staging", "dev"],
  application: ["checkout-api", "ledger", "warehouse", "recommender", "fraud-scoring"],
  cost_centre: ["cc-1100", "cc-1200"],
  "tag:owner": ["alice", "bob"],
  "tag:Role": ["Openshift4", "web"],
  "tag:User": ["xxx.xxx"],
  "tag:Customer": ["Initech", "Globex"],
  "tag:team": ["Payments", "payments"],
  "tag:environment": ["prod", "production"],
  "tag:namespace": ["production", "kube-system"],
  "tag:project": ["model-training"],
  ResourceId: [["i-0abc12345def", "shop-web-1"]],
  ResourceName: ["shop-web-1", "ETL_WH", "orders-lake"],
  InvoiceId: ["EUINUS202610f3df", "GC202610b712"],
  x_ResourceGroupName: ["rg-ledger", "rg-ledger-eu"],
  SkuMeter: ["NatGateway-Bytes", "claude-sonnet-4-5 input tokens"],
};

const HELD = new Set(["i-0abc12345def", "arn:aws:s3:::shop-assets", "SKU-77AB"]);

/** A company with awkward names: team data and account data-prod, environment and account production. */
export const company: Vocabulary = {
  generation: "1",
  allocationDimensions: ["team", "environment", "application", "cost_centre"],
  values: (dimension) => (VALUES[dimension] ?? []).map(heldValue),
  tagKeys: () => [
    "owner",
    "Role",
    "User",
    "Customer",
    "team",
    "environment",
    "namespace",
    "project",
  ],
  holds: (text) => HELD.has(text),
};

function heldValue(named: Named, index: number, all: readonly Named[]): VocabularyValue {
  const [value, ...names] = typeof named === "string" ? [named] : named;
  return { value, names, weight: all.length - index };
}
