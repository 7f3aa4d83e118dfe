import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";

const PATIENCE_MS = 500;

/**
 * Whether a telephone exchange answers at an address and port: asked by OPTIONS (RFC 3261), and any answer will do. Its
 * other interface may be there while calls are not taken yet, or somebody else has the port.
 */
export async function sipAnswers(bind: string): Promise<boolean> {
  const { hostname: host, port } = new URL(`sip://${bind}`);
  const socket = createSocket("udp4");
  try {
    await new Promise<void>((resolve) => socket.bind(0, resolve));
    const own = `127.0.0.1:${String(socket.address().port)}`;
    const heard = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), PATIENCE_MS);
      socket.once("message", () => {
        clearTimeout(timer);
        resolve(true);
      });
      socket.once("error", () => {
        clearTimeout(timer);
        resolve(false);
      });
    });
    const address = host === "0.0.0.0" ? "127.0.0.1" : host;
    const id = randomUUID();
    const lines = [
      `OPTIONS sip:${address}:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${id};rport`,
      `From: <sip:start@${own}>;tag=${id.slice(0, 8)}`,
      `To: <sip:${address}:${port}>`,
      `Call-ID: ${id}`,
      "CSeq: 1 OPTIONS",
      "Max-Forwards: 70",
      "Content-Length: 0",
    ];
    socket.send(`${lines.join("\r\n")}\r\n\r\n`, Number(port), address);
    return await heard;
  } finally {
    socket.close();
  }
}
