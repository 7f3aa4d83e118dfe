import type { AgentId } from "@nightlight/commands/call/telephony";
import type { Ari } from "./ari.ts";
import { PAGE_CONTEXT } from "./names.ts";

/** What agents talk with: a page in a browser (WebRTC), or a telephone on the desk. */
export type AgentKind = "browser" | "telephone";

const FIELDS: Readonly<Record<AgentKind, Readonly<Record<string, string>>>> = {
  browser: {
    transport: "transport-ws",
    webrtc: "yes",
    rewrite_contact: "yes",
    allow: "!all,opus,ulaw",
    // Somebody whose browser died is noticed by the silence.
    rtp_timeout: "5",
    rtp_timeout_hold: "600",
  },
  telephone: { transport: "transport-udp", rtp_symmetric: "yes", rewrite_contact: "yes", allow: "!all,alaw,ulaw" },
};

const OBJECTS = "/asterisk/config/dynamic/res_pjsip";

/** Writes an agent's account into Asterisk's own database; the order matters: an endpoint names the other two. */
export async function provision(ari: Ari, kind: AgentKind, mediaAddress: string, agentId: AgentId, secret: string) {
  await put(ari, "auth", agentId, { auth_type: "userpass", username: agentId, password: secret });
  await put(ari, "aor", agentId, { max_contacts: "1", remove_existing: "yes", qualify_frequency: "15" });
  await put(ari, "endpoint", agentId, {
    ...FIELDS[kind],
    context: "from-browser",
    direct_media: "no",
    dtmf_mode: "rfc4733",
    media_address: mediaAddress,
    bind_rtp_to_media_address: "yes",
    aors: agentId,
    auth: agentId,
  });
  await ari.ask("POST", "/applications/nightlight/subscription", {
    query: { eventSource: `endpoint:PJSIP/${agentId}` },
  });
}

/** A child's network may be gone for a moment: it is not hung up on at once. */
const PAGE_SILENCE_SECONDS = "15";

/** Writes the account of a page that may call the helpline. It has no place to register at: nobody can ring it. */
export async function provisionPage(ari: Ari, kind: AgentKind, mediaAddress: string, name: AgentId, secret: string) {
  await put(ari, "auth", name, { auth_type: "userpass", username: name, password: secret });
  await put(ari, "endpoint", name, {
    ...FIELDS[kind],
    rtp_timeout: PAGE_SILENCE_SECONDS,
    context: PAGE_CONTEXT,
    identify_by: "username",
    allow_transfer: "no",
    allow_subscribe: "no",
    direct_media: "no",
    dtmf_mode: "rfc4733",
    media_address: mediaAddress,
    bind_rtp_to_media_address: "yes",
    auth: name,
  });
}

/** Takes the account away: what is registered under it can call nobody and is called by nobody. */
export async function revoke(ari: Ari, agentId: AgentId): Promise<void> {
  for (const kind of ["endpoint", "aor", "auth"]) await ari.ask("DELETE", `${OBJECTS}/${kind}/${agentId}`);
}

async function put(ari: Ari, kind: string, id: string, values: Readonly<Record<string, string>>): Promise<void> {
  const fields = Object.entries(values).map(([attribute, value]) => ({ attribute, value }));
  await ari.ask("PUT", `${OBJECTS}/${kind}/${id}`, { body: { fields } });
}

type AriEndpoint = { readonly resource: string; readonly state: string };

/** The names that are registered. The trunk is nobody's. */
export async function agentsOnline(ari: Ari): Promise<readonly AgentId[]> {
  const endpoints = (await ari.ask<readonly AriEndpoint[]>("GET", "/endpoints/PJSIP")) ?? [];
  return endpoints.filter(({ state }) => state === "online").map(({ resource }) => resource);
}
