import { z } from "zod";
import { route } from "../http.ts";

/** Where consoles reach the voice engine: SIP over WebSocket (RFC 7118), on the page's own server. */
export const SIP_PATH = "/sip";

/** What a softphone registers with. The secret is of this sign-in alone and is over with it. */
export const softphoneView = z.object({
  name: z.string(),
  secret: z.string(),
  /** The name of the exchange in SIP addresses; it is looked up by nobody. */
  domain: z.string(),
});

export type SoftphoneView = z.infer<typeof softphoneView>;

export const softphoneRoutes = {
  want: route({
    method: "POST",
    path: "/api/calls/softphone",
    summary: "A telephone in this browser: the account that it registers with. Null where there is no voice engine.",
    reply: z.object({ softphone: softphoneView.nullable() }),
  }),
};
