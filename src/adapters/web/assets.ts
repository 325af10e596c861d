import { readdirSync, readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import express, { type RequestHandler, type Router } from "express";

const PAGE_FOLDER = join(import.meta.dirname, "page");
const LIBRARIES = ["adaptivecards/dist/adaptivecards.min.js", "echarts/dist/echarts.min.js"];
const SECONDS_CACHED = 3600;

/** Style, scripts and pictures of the page, and the two libraries that it draws with. */
export function pageAssets(): Router {
  const router = express.Router();
  for (const name of readdirSync(PAGE_FOLDER)) {
    const handler = assetHandler(name);
    if (handler !== null) router.get(`/page/${name}`, handler);
  }
  for (const path of LIBRARIES) router.get(`/library/${path.split("/").at(-1)}`, library(path));
  return router;
}

/** The page itself. */
export function pageHtml(): RequestHandler {
  const html = readFileSync(join(PAGE_FOLDER, "index.html"), "utf8");
  return (_request, response) => {
    response.type("html").send(html);
  };
}

function assetHandler(name: string): RequestHandler | null {
  if (name.endsWith(".d.ts")) return null;
  if (name.endsWith(".ts")) return script(name);
  const isShown = name.endsWith(".css") || name.endsWith(".svg");
  if (!isShown) return null;
  return (_request, response) => {
    response.set("Cache-Control", "no-cache").sendFile(name, { root: PAGE_FOLDER });
  };
}

/** A script is written in TypeScript; its types become blanks when it is first asked for. */
function script(name: string): RequestHandler {
  let code: string | null = null;
  return (_request, response) => {
    code ??= stripTypeScriptTypes(readFileSync(join(PAGE_FOLDER, name), "utf8"));
    response.set("Cache-Control", "no-cache").type("text/javascript").send(code);
  };
}

function library(path: string): RequestHandler {
  const file = createRequire(import.meta.url).resolve(path);
  const root = dirname(file);
  return (_request, response) => {
    response.set("Cache-Control", `private, max-age=${SECONDS_CACHED}`);
    response.sendFile(file.slice(root.length + 1), { root });
  };
}
