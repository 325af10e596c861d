/** The provider of whatever Google's APIs say, as charges have it in ServiceProviderName. */
export const PROVIDER = "Google Cloud";
