import { createClient, NoAnswerError, ProblemError, type ClientOptions } from "@nightlight/contracts/client";
import { accountRoutes, type DeviceView } from "@nightlight/contracts/staff/account";
import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { markedFetch } from "../marked-fetch.ts";
import type { Pace } from "../pace.ts";

/** Somebody of the demo, signed in by a script. */
export type StaffClient = {
  readonly me: MeView;
  readonly call: ReturnType<typeof createClient>;
  readonly cookie: () => string;
  readonly fetch: ClientOptions["fetch"];
  /** Whether a person is signed in as the same one, at another screen. */
  isSomebodyElseThere(): Promise<boolean>;
  /** Ends this session and with it its lease. Says nothing when the server is gone. */
  signOut(): Promise<void>;
};

/** A session of a script that nobody used for so long was left behind by one that was killed. */
const LEFT_BEHIND_MS = 100_000;
const ANSWER_WITHIN_MS = 10_000;
const BY_SCRIPT = { "user-agent": "nightlight-demo" };

/** Signs in with name and password; undefined when the server knows nobody like that, or nobody of a demo. */
export async function signInStaff(options: {
  readonly origin: string;
  readonly username: string;
  readonly password: string;
}): Promise<StaffClient | undefined> {
  const { origin, username, password } = options;
  const { fetch: withCookies, cookie } = cookieFetch();
  const fetch = markedFetch(withCookies);
  const call = createClient({ origin, fetch, headers: () => ({ ...BY_SCRIPT, cookie: cookie() }) });
  let me: MeView;
  try {
    me = await call(sessionRoutes.signIn, { body: { username, password } });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return undefined;
    throw error;
  }
  const signOut = async (): Promise<void> => {
    await call(sessionRoutes.signOut, {}).catch((error: unknown) => {
      if (!(error instanceof NoAnswerError) && !(error instanceof ProblemError)) throw error;
    });
  };
  if (!me.isDemo || me.stage !== "open") {
    await signOut();
    return undefined;
  }
  return {
    ...{ me, call, cookie, fetch, signOut },
    async isSomebodyElseThere() {
      const { devices } = await call(accountRoutes.security, {});
      const others = devices.filter(({ isThis }) => !isThis);
      for (const device of others.filter(isLeftBehind)) {
        await call(accountRoutes.endDevice, { params: { sessionId: device.sessionId } });
      }
      return others.some((device) => !isLeftBehind(device));
    },
  };
}

/** A script names no browser and no system that anybody knows. */
function isLeftBehind({ browser, system, seenAt }: DeviceView): boolean {
  return browser === "other" && system === "other" && Date.now() - Date.parse(seenAt) > LEFT_BEHIND_MS;
}

/** Signs in, waiting out a server that is not there; undefined when nobody is known, or it is time to stop. */
export async function signInWhenReady(
  options: Parameters<typeof signInStaff>[0] & { readonly pace: Pace; readonly stop: AbortSignal },
): Promise<StaffClient | undefined> {
  const { pace, stop } = options;
  while (!stop.aborted) {
    try {
      return await signInStaff(options);
    } catch (error) {
      if (!(error instanceof NoAnswerError) && !(error instanceof ProblemError)) throw error;
    }
    await pace.wait(2_000, stop);
  }
  return undefined;
}

/** A fetch that keeps its cookies, as a browser does: sessions change their token now and then. */
function cookieFetch() {
  const jar = new Map<string, string>();
  return {
    cookie: () => [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
    fetch: async (url: string, init: RequestInit) => {
      const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      for (const cookie of reply.headers.getSetCookie()) {
        const [pair = ""] = cookie.split(";");
        const at = pair.indexOf("=");
        if (at > 0) jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      return reply;
    },
  };
}
