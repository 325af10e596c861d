import { existsSync } from "node:fs";
import { env } from "node:process";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The program of an installed Chromium: the one that CHROMIUM_PATH names, else one in a usual place; null without one. */
export function installedChromium(): string | null {
  // biome-ignore lint/style/noProcessEnv: where a program of this machine is; no setting of Tally
  const named = env["CHROMIUM_PATH"];
  if (named !== undefined) return named;
  return USUAL_PLACES.find((path) => existsSync(path)) ?? null;
}
