import express, { type Router } from "express";
import type { KeptFiles } from "#src/chat/ports";

/** Where a kept file is fetched, below the server's address. */
export function filePath(id: string): string {
  return `/files/${encodeURIComponent(id)}`;
}

/** Gives out kept files to whoever has their address: platforms fetch them without signing in. */
export function keptFiles(files: KeptFiles, clock: () => Date): Router {
  const router = express.Router();
  router.get("/files/:id", (request, response) => {
    const file = files.find(request.params.id, clock());
    if (file === null) {
      response.status(404).type("text/plain").send("There is no such file, or no longer.\n");
      return;
    }
    response.set("Cross-Origin-Resource-Policy", "cross-origin");
    // A picture is shown in place, a table saved.
    if (file.mediaType !== "image/png") response.attachment(file.name);
    response.type(file.mediaType).send(Buffer.from(file.content));
  });
  return router;
}
