import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { InputError, OleateError, type ResultDocument, studyFiles } from "@oleate/core";
import { decodeText } from "@oleate/files";
import { Hono } from "hono";
import { findStudy, listStudies, loadStudy, readBytes } from "../study-folder.ts";

/** The built page. */
const PAGE = fileURLToPath(new URL("../../../workbench/dist", import.meta.url));

/** The stored result of a study, or null when it was never run or is unreadable. */
function storedResult(folder: string): ResultDocument | null {
  try {
    return JSON.parse(readFileSync(join(folder, "result.json"), "utf8")) as ResultDocument;
  } catch {
    return null;
  }
}

/**
 * The workbench's server: the page, the gallery and each study's texts. The page computes for itself in a worker.
 * GET /api/studies: [{id, title, summary, verdicts}]; GET /api/studies/ID: {id, source, files, result}.
 */
export function workbenchServer(): Hono {
  const app = new Hono();
  app.use("*", async (context, next) => {
    await next();
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("X-Content-Type-Options", "nosniff");
  });
  app.onError((error, context) => {
    const known = error instanceof OleateError;
    return context.json(
      { error: known ? error.message : "the server met a fault it does not know" },
      known ? 400 : 500,
    );
  });
  app.get("/api/studies", (context) =>
    context.json(
      listStudies().map((folder) => {
        const id = basename(folder);
        try {
          const { document } = loadStudy(folder);
          const claims = storedResult(folder)?.claims ?? [];
          const verdicts: Record<string, number> = {};
          for (const claim of claims) verdicts[claim.verdict] = (verdicts[claim.verdict] ?? 0) + 1;
          return { id, title: document.study.title, summary: document.study.summary ?? "", verdicts };
        } catch (error) {
          return { id, title: id, summary: "", verdicts: {}, problem: (error as Error).message };
        }
      }),
    ),
  );
  app.get("/api/studies/:id", (context) => {
    const known = listStudies();
    const folder = known.find((entry) => basename(entry) === context.req.param("id"));
    if (!folder)
      throw new InputError({
        what: `there is no study ${context.req.param("id")}`,
        expected: known.map((entry) => basename(entry)).join(", "),
      });
    const { document } = loadStudy(folder);
    const files = Object.fromEntries(
      studyFiles(document.study)
        .filter((name) => existsSync(join(folder, name)))
        .map((name) => [name, decodeText(readBytes(join(folder, name), name), name)]),
    );
    const source = decodeText(readBytes(join(folder, "study.yaml"), "study.yaml"), "study.yaml");
    return context.json({ id: basename(folder), source, files, result: storedResult(folder) });
  });
  app.use(
    "/*",
    serveStatic({ root: PAGE, rewriteRequestPath: (path) => (path === "/" ? "/index.html" : path) }),
  );
  return app;
}

/** `oleate open`: serves the workbench on localhost until it is stopped. */
export function open(study: string | undefined, options: { port: string }): Promise<number> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InputError({
      what: "--port is not a port",
      found: options.port,
      expected: "0 to 65535 (0 finds a free one)",
    });
  }
  if (!existsSync(join(PAGE, "index.html"))) {
    throw new InputError({
      what: "the workbench page is not built",
      remedy: "run `npm run build`, or `npm start`, which does it all",
    });
  }
  const id = study === undefined ? "" : `#/studies/${basename(findStudy(study))}`;
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: workbenchServer().fetch, port, hostname: "127.0.0.1" }, (info) => {
      process.stdout.write(
        `\nthe workbench is open at http://localhost:${info.port}/${id}  (Ctrl-C closes it)\n`,
      );
    });
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new InputError({
              what: `port ${port} is taken`,
              remedy: `choose another: oleate open --port ${port + 1}`,
            })
          : error,
      ),
    );
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => server.close(() => resolve(0)));
    }
  });
}
