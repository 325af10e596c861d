/** The display name of each region in the demo, as its provider spells it. */
export const regionNames: Readonly<Record<string, string>> = {
  "us-east-1": "US East (N. Virginia)",
  "us-west-2": "US West (Oregon)",
  "eu-west-1": "Europe (Ireland)",
  "eu-central-1": "Europe (Frankfurt)",
  westeurope: "West Europe",
  germanywestcentral: "Germany West Central",
  "us-central1": "Iowa",
  "europe-west1": "Belgium",
};
