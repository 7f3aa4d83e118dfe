import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import type { OwnCertificate } from "./certificate.ts";

/** What stands before the server where pages come by HTTPS: it ends TLS, and passes everything on as it is. */
export type TlsFront = { close(): Promise<void> };

/** Opens it at a port of this machine, before another port of it. */
export async function openTlsFront(port: number, before: number, own: OwnCertificate): Promise<TlsFront> {
  const open = new Set<TLSSocket>();
  const identity = { cert: readFileSync(own.certificateFile), key: readFileSync(own.keyFile) };
  const server = createServer(identity, (near) => {
    const far = connect(before, "127.0.0.1");
    open.add(near);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.setNoDelay(true);
      end.on("error", () => end.destroy());
      end.once("close", () => other.destroy());
      end.pipe(other);
    }
    near.once("close", () => open.delete(near));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
