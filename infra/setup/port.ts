import { createServer } from "node:net";
import { LaunchError } from "./launch-error.ts";

/**
 * Returns the port that the server can have there; 0 asks for any free one. Throws LaunchError, in words that say what to
 * do, when it could not listen.
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const problem = await tryToListen(host, port);
  if (typeof problem === "number") return problem;
  if (problem === "EADDRINUSE")
    throw new LaunchError(
      [
        `Port ${port} on ${host} is in use by another program.`,
        `Stop that program, or choose another port: PORT=${port === 65_535 ? port - 1 : port + 1} npm start`,
      ].join("\n"),
    );
  if (problem === "EACCES")
    throw new LaunchError(`This account may not listen on port ${port}. Choose one from 1024 on: PORT=4111 npm start`);
  throw new LaunchError(
    `Cannot listen on HOST=${host}, port ${port} (${problem}). HOST must be an address of this machine.`,
  );
}

/** The port that it listened on, else the reason why it could not. */
function tryToListen(host: string, port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** The address that a browser or the launcher on this machine uses for a server on that host and port. */
export function addressOf(host: string, port: number): string {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  if (isEverywhere || host === "127.0.0.1" || host === "::1" || host === "localhost") return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
