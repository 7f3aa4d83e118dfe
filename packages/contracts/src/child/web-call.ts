import { z } from "zod";
import { iceServerView, language } from "../fields.ts";
import { route } from "../http.ts";

/** Where a child's page reaches the voice engine: SIP over WebSocket (RFC 7118), with the name of its account. */
export function pageLinePath(name: string): string {
  return `/sip?page=${encodeURIComponent(name)}`;
}

/** What a page calls, on its own line: there is nothing else that it could. */
export const HELPLINE_EXTENSION = "helpline";

/** An account for one call, soon. It can call the helpline and nothing else, and is over with that call. */
export const webCallView = z.object({
  name: z.string(),
  secret: z.string(),
  /** The name of the exchange in SIP addresses; it is looked up by nobody. */
  domain: z.string(),
  /** The proof by which the page reads its contact: from its first ring on. */
  token: z.string(),
  iceServers: z.array(iceServerView),
});

export type WebCallView = z.infer<typeof webCallView>;

export const webCallRoutes = {
  want: route({
    method: "POST",
    path: "/api/child/web-calls",
    // By address: a whole school can share one.
    perMinute: 60,
    summary:
      "A call from the page, without a number. Null where nobody runs calls. A repeated key gives the same account.",
    body: z.strictObject({
      /** Made once by the page. At least 20 random characters. */
      key: z
        .string()
        .min(20)
        .max(100)
        .regex(/^[\w-]+$/u),
      language,
    }),
    reply: z.object({ call: webCallView.nullable() }),
  }),
};
