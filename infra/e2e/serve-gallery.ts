import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { runProgram } from "../setup/run-program.ts";

const UI = join(import.meta.dirname, "../../packages/ui");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

/** The gallery of primitives, built and served on a port of its own. Throws what the build said when it fails. */
export async function serveGallery(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "nightlight-gallery-"));
  const packageFile = createRequire(join(UI, "package.json")).resolve("vite/package.json");
  const vite = join(dirname(packageFile), "bin/vite.js");
  const { code, output } = await runProgram([process.execPath, vite, "build", "--outDir", folder, "--emptyOutDir"], {
    cwd: UI,
  });
  if (code !== 0) throw new Error(output);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://gallery");
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    readFile(file).then(
      (bytes) => response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${String(port)}`,
    async stop() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
