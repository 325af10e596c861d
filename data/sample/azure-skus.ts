import { type ResourceKind, type Service, type Sku, sku } from "./catalogue.ts";

function service(name: string, category: string, subcategory: string): Service {
  return { provider: "Microsoft", host: "Microsoft", name, category, subcategory };
}

/** Azure ids come in lower case. */
function resource(type: string, path: string): ResourceKind {
  const id = `/subscriptions/{account}/resourcegroups/{group}/providers/${path}/{name}`;
  return { type, id };
}

/** The Azure services whose name other files need. */
export const azureServices = {
  machines: service("Virtual Machines", "Compute", "Virtual Machines"),
} as const;

const { machines } = azureServices;
const scaleSets = service("Virtual Machine Scale Sets", "Compute", "Virtual Machines");
const kubernetes = service("Azure Kubernetes Service", "Compute", "Containers");
const sql = service("Azure SQL Database", "Databases", "Relational Databases");
const cosmos = service("Azure Cosmos DB", "Databases", "NoSQL Databases");
const storage = service("Storage Accounts", "Storage", "Storage Platforms");
const appService = service("Azure App Service", "Web", "Application Platforms");
const fabric = service("Microsoft Fabric", "Analytics", "Analytics Platforms");
const monitor = service("Azure Monitor", "Management and Governance", "Observability");
const network = service("Virtual Network", "Networking", "Network Infrastructure");
const balancer = service("Load Balancer", "Networking", "Network Routing");
const defender = service(
  "Microsoft Defender for Cloud",
  "Security",
  "Threat Detection and Response",
);
const keyVault = service("Key Vault", "Security", "Secret Management");

const machine = resource("Virtual machine", "microsoft.compute/virtualmachines");
const disk = resource("Disk", "microsoft.compute/disks");
const scaleSet = resource("Virtual machine scale set", "microsoft.compute/virtualmachinescalesets");
const cluster = resource("Kubernetes service", "microsoft.containerservice/managedclusters");
const database = resource("SQL database", "microsoft.sql/servers/nw-sql/databases");
const documents = resource("Azure Cosmos DB account", "microsoft.documentdb/databaseaccounts");
const account = resource("Storage account", "microsoft.storage/storageaccounts");
const plan = resource("App Service plan", "microsoft.web/serverfarms");
const capacity = resource("Fabric Capacity", "microsoft.fabric/capacities");
const workspace = resource("Log Analytics workspace", "microsoft.operationalinsights/workspaces");
const loadBalancer = resource("Load balancer", "microsoft.network/loadbalancers");
const vault = resource("Key vault", "microsoft.keyvault/vaults");

function size(type: string, price: number, cores: number, memory: number): Sku {
  const details = { CoreCount: cores, InstanceType: type, MemorySize: memory };
  return sku(machines, type, "Hours", price, { resource: machine, details });
}

/** Azure price list: what the company uses, at retail prices in EUR. */
export const azureSkus = {
  d4: size("D4s v5", 0.212, 4, 16),
  d8: size("D8s v5", 0.424, 8, 32),
  d16: size("D16s v5", 0.848, 16, 64),
  e16: size("E16s v5", 1.112, 16, 128),
  premiumDisk: sku(machines, "P40 LRS Disk", "Units/Month", 226.5, { resource: disk }),
  node: sku(scaleSets, "E16s v5", "Hours", 1.112, { resource: scaleSet }),
  cluster: sku(kubernetes, "Standard Uptime SLA", "Hours", 0.092, { resource: cluster }),
  sqlCores: sku(sql, "General Purpose Gen5 vCore", "vCore-Hours", 0.232, { resource: database }),
  sqlStorage: sku(sql, "General Purpose Data Stored", "GB/Month", 0.106, { resource: database }),
  cosmosUnits: sku(cosmos, "100 RU/s", "Hours", 0.0074, { resource: documents }),
  cosmosStorage: sku(cosmos, "Data Stored", "GB/Month", 0.23, { resource: documents }),
  hotBlobs: sku(storage, "Hot LRS Data Stored", "GB/Month", 0.0184, { resource: account }),
  coolBlobs: sku(storage, "Cool LRS Data Stored", "GB/Month", 0.0101, { resource: account }),
  blobWrites: sku(storage, "Hot LRS Write Operations", "10000 Operations", 0.051, {
    resource: account,
  }),
  appPlan: sku(appService, "P2 v3 App", "Hours", 0.428, { resource: plan }),
  fabricUnits: sku(fabric, "Capacity Usage CU", "CU-Hours", 0.193, { resource: capacity }),
  oneLake: sku(fabric, "OneLake Storage Data Stored", "GB/Month", 0.0234, { resource: capacity }),
  logs: sku(monitor, "Analytics Logs Data Ingestion", "GB", 2.52, { resource: workspace }),
  egress: sku(network, "Standard Data Transfer Out", "GB", 0.075),
  balancerRules: sku(balancer, "Standard Included LB Rules", "Hours", 0.023, {
    resource: loadBalancer,
  }),
  defender: sku(defender, "Standard P2 Node", "Hours", 0.0186),
  vaultOperations: sku(keyVault, "Operations", "10000 Operations", 0.028, { resource: vault }),
} as const;
