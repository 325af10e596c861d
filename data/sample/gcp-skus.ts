import { type ResourceKind, type Service, type Sku, sku } from "./catalogue.ts";

function service(name: string, category: string, subcategory: string): Service {
  return { provider: "Google Cloud", host: "Google Cloud", name, category, subcategory };
}

function resource(type: string, host: string, path: string): ResourceKind {
  return { type, id: `//${host}.googleapis.com/projects/{account}/${path}` };
}

/** The Google services whose name other files need. */
export const gcpServices = {
  compute: service("Compute Engine", "Compute", "Virtual Machines"),
} as const;

const { compute } = gcpServices;
const kubernetes = service("Kubernetes Engine", "Compute", "Containers");
const run = service("Cloud Run", "Compute", "Serverless Compute");
const bigQuery = service("BigQuery", "Databases", "Data Warehouses");
const storage = service("Cloud Storage", "Storage", "Object Storage");
const cloudSql = service("Cloud SQL", "Databases", "Relational Databases");
const pubSub = service("Cloud Pub/Sub", "Integration", "Messaging");
const dataflow = service("Cloud Dataflow", "Analytics", "Data Processing");
const vertex = service("Vertex AI", "AI and Machine Learning", "AI Platforms");
const network = service("Networking", "Networking", "Network Connectivity");
const logging = service("Cloud Logging", "Management and Governance", "Observability");

const machine = resource("Instance", "compute", "zones/{region}-b/instances/{name}");
const disk = resource("Disk", "compute", "zones/{region}-b/disks/{name}");
const cluster = resource("Cluster", "container", "locations/{region}/clusters/{name}");
const runService = resource("Service", "run", "locations/{region}/services/{name}");
const dataset = resource("Dataset", "bigquery", "datasets/{name}");
const bucket: ResourceKind = { type: "Bucket", id: "//storage.googleapis.com/{name}" };
const database = resource("Instance", "cloudsql", "instances/{name}");
const topic = resource("Topic", "pubsub", "topics/{name}");
const job = resource("Job", "dataflow", "locations/{region}/jobs/{name}");
const endpoint = resource("Endpoint", "aiplatform", "locations/{region}/endpoints/{name}");

function size(type: string, price: number, cores: number, memory: number): Sku {
  const details = { CoreCount: cores, InstanceType: type, MemorySize: memory };
  return sku(compute, `${type} VM running`, "Hours", price, { resource: machine, details });
}

/** Google Cloud price list: what the company uses, at list prices in USD. */
export const gcpSkus = {
  n2: size("n2-standard-32", 1.5539, 32, 128),
  n2Small: size("n2-standard-8", 0.3885, 8, 32),
  a2: size("a2-highgpu-4g", 14.694, 48, 340),
  disk: sku(compute, "SSD backed PD Capacity", "GiB-Months", 0.17, { resource: disk }),
  cluster: sku(kubernetes, "Zonal Kubernetes Clusters", "Hours", 0.1, { resource: cluster }),
  autopilot: sku(kubernetes, "Autopilot Pod mCPU Requests", "vCPU-Hours", 0.0445, {
    resource: cluster,
  }),
  runCpu: sku(run, "Services CPU Allocation Time", "vCPU-Seconds", 0.000024, {
    resource: runService,
  }),
  runMemory: sku(run, "Services Memory Allocation Time", "GiB-Seconds", 0.0000025, {
    resource: runService,
  }),
  analysis: sku(bigQuery, "Analysis", "TiB", 6.25, { resource: dataset }),
  slots: sku(bigQuery, "Enterprise Edition", "Slot-Hours", 0.06, { resource: dataset }),
  activeStorage: sku(bigQuery, "Active Logical Storage", "GiB-Months", 0.02, {
    resource: dataset,
  }),
  longTermStorage: sku(bigQuery, "Long Term Logical Storage", "GiB-Months", 0.01, {
    resource: dataset,
  }),
  standardStorage: sku(storage, "Standard Storage US Regional", "GiB-Months", 0.02, {
    resource: bucket,
  }),
  nearline: sku(storage, "Nearline Storage US Regional", "GiB-Months", 0.01, {
    resource: bucket,
  }),
  operations: sku(storage, "Regional Standard Class A Operations", "1000 Operations", 0.005, {
    resource: bucket,
  }),
  sqlCores: sku(cloudSql, "PostgreSQL Regional vCPU", "vCPU-Hours", 0.0826, {
    resource: database,
  }),
  delivery: sku(pubSub, "Message Delivery Basic", "TiB", 40, { resource: topic }),
  streaming: sku(dataflow, "vCPU Time Streaming", "vCPU-Hours", 0.069, { resource: job }),
  training: sku(vertex, "Custom Training A100", "Hours", 3.3741, { resource: endpoint }),
  prediction: sku(vertex, "Online Prediction n1-highmem-16", "Hours", 1.193, {
    resource: endpoint,
  }),
  egress: sku(network, "Internet Data Transfer Out Americas", "GiB", 0.085),
  logVolume: sku(logging, "Log Storage cost", "GiB", 0.5),
} as const;
