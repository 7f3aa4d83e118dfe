import { Agent, request } from "node:http";
import type { FuzzRequest } from "./requests.ts";

/** What came back, whole: status, headers and body as text. Status 0: the connection was closed without an answer. */
export type FuzzReply = { readonly status: number; readonly output: string };

const PATIENCE_MS = 20_000;

/** Sends requests as they are, without a client's good manners. */
export function openSender(origin: string, connections: number) {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (fuzz: FuzzRequest): Promise<FuzzReply> =>
      new Promise((resolve) => {
        const gone = (): void => resolve({ status: 0, output: "" });
        try {
          const { method, path, headers, body } = fuzz;
          const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
          const asked = request({
            agent,
            hostname,
            port,
            method,
            path: asciiPath(path),
            headers: { ...headers, ...length } as Record<string, string>,
          });
          asked.setTimeout(PATIENCE_MS, () => asked.destroy());
          asked.once("error", gone);
          asked.once("response", (reply) => {
            const parts: Buffer[] = [];
            reply.on("data", (part: Buffer) => parts.push(part));
            reply.once("error", gone);
            reply.once("end", () => {
              const body = Buffer.concat(parts).toString("utf8");
              resolve({ status: reply.statusCode ?? 0, output: `${JSON.stringify(reply.headers)}\n${body}` });
            });
          });
          asked.end(body);
        } catch {
          gone(); // Node itself refuses to send some of it
        }
      }),
    close: () => agent.destroy(),
  };
}

function asciiPath(path: string): string {
  return path.replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
