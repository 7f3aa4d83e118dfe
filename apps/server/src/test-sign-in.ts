import { createClient } from "@nightlight/contracts/client";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import { COUNSELLOR_NAMESPACE } from "@nightlight/contracts/counsellor/realtime";
import { uuidv7 } from "@nightlight/database/world";
import { Secret, TOTP } from "otpauth";
import { Client } from "pg";
import { io, type Socket } from "socket.io-client";
import type { TestServer } from "./test-server.ts";

/** A password that nobody else would think of. */
export const PASSWORD = "thuyền giấy trên sông";

/** A browser of a test: keeps cookies as a real one does, and calls by contract. */
export type Browser = {
  readonly cookies: ReadonlyMap<string, string>;
  readonly call: ReturnType<typeof createClient>;
  /** Puts a cookie in place, as somebody would who stole it. */
  plant(name: string, value: string): void;
  header(): string;
  /** Connects a line; resolves to how the server answered. */
  connect(headers?: Record<string, string>): Promise<{ socket: Socket; error: string | undefined }>;
};

/** Opens a browser. `headers` go along with every request. */
export function openBrowser(origin: string, headers: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    cookies,
    header,
    plant: (name, value) => cookies.set(name, value),
    call: createClient({
      origin,
      headers: () => ({ cookie: header(), "accept-language": "en", ...headers }),
      fetch: async (url, init) => {
        const reply = await fetch(url, init);
        for (const line of reply.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
          if (value === "") cookies.delete(name);
          else cookies.set(name, value);
        }
        return reply;
      },
    }),
    async connect(more = {}) {
      const extraHeaders = { cookie: header(), ...more };
      const socket = io(origin + COUNSELLOR_NAMESPACE, { transports: ["websocket"], extraHeaders, forceNew: true });
      const error = await new Promise<string | undefined>((resolve) => {
        socket.once("connect", () => {
          resolve(undefined);
        });
        socket.once("connect_error", (reason) => {
          resolve(reason.message);
        });
      });
      if (error !== undefined) socket.disconnect();
      return { socket, error };
    },
  };
}

/** Somebody new, who is no demo account, with the token of their invitation. */
export async function invite(
  server: TestServer,
  username: string,
  roles: readonly string[] = ["counsellor"],
): Promise<{ personId: string; token: string }> {
  const personId = uuidv7();
  const owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into person (id, username, name, display_name, roles, languages) values ($1, $2, $2, $2, $3, '{vi}')`,
    [personId, username, roles],
  );
  await owner.end();
  const { token } = await server.running.dependencies.access.invitations.create(personId, "invite");
  return { personId, token };
}

/** The code that the person's generator shows, `steps` from now. */
export async function codeOf(server: TestServer, secret: string, steps = 0): Promise<string> {
  const now = await server.running.dependencies.access.factors.now();
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + steps * 30_000 });
}

export type Enrolled = { personId: string; secret: string; recoveryCodes: readonly string[]; browser: Browser };

/** Somebody who took their invitation and set up everything, signed in in a browser of their own. */
export async function enrol(server: TestServer, username: string): Promise<Enrolled> {
  const { personId, token } = await invite(server, username);
  const browser = openBrowser(server.origin);
  await browser.call(accountRoutes.takeInvitation, { body: { token, password: PASSWORD } });
  const { secret } = await browser.call(accountRoutes.beginSecondFactor, { body: {} });
  // The code of the step before, so that the present one is still good afterwards.
  const code = await codeOf(server, secret, -1);
  const { recoveryCodes } = await browser.call(accountRoutes.confirmSecondFactor, { body: { code } });
  return { personId, secret, recoveryCodes, browser };
}

/** The code of the problem that a call ends with; throws when it succeeds. */
export async function refusalOf(calling: Promise<unknown>): Promise<string> {
  try {
    await calling;
  } catch (error) {
    if (error instanceof Error && "problem" in error) return (error.problem as { code: string }).code;
    throw error;
  }
  throw new Error("It was not refused");
}
