import { createHash } from "node:crypto";

/** One message of SIP (RFC 3261), as far as a small phone needs it. Header names are in lower case. */
export type SipMessage = {
  readonly start: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};

/** Reads a message. Short names of headers are given their long ones. */
export function parseSip(text: string): SipMessage {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [start = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    return [LONG_NAMES[name] ?? name, line.slice(colon + 1).trim()] as const;
  });
  return { start, headers, body: rest.join("\r\n\r\n") };
}

export function writeSip({ start, headers, body }: SipMessage): string {
  const all = [...headers, ["content-length", String(Buffer.byteLength(body))] as const];
  return `${start}\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

/** The first header of this name; "" where there is none. */
export function headerOf({ headers }: SipMessage, name: string): string {
  return headers.find(([each]) => each === name)?.[1] ?? "";
}

/** The method of a request, or the status of an answer. */
export function kindOf({ start }: SipMessage): { readonly method: string } | { readonly status: number } {
  const status = /^SIP\/2\.0 (\d{3})/u.exec(start)?.[1];
  return status === undefined ? { method: start.split(" ")[0] ?? "" } : { status: Number(status) };
}

/** A value between angle brackets, such as the address of a contact. */
export function addressIn(header: string): string {
  return /<([^>]+)>/u.exec(header)?.[1] ?? header;
}

/** Where sound is wanted, from a session description. */
export function soundAddress(sdp: string): { readonly host: string; readonly port: number } | undefined {
  const host = /^c=IN IP4 (\S+)/mu.exec(sdp)?.[1];
  const port = /^m=audio (\d+)/mu.exec(sdp)?.[1];
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) };
}

/** What this phone speaks: µ-law, and keys as events. */
export function offerOf(port: number): string {
  return [
    ...["v=0", `o=- ${String(Date.now())} 1 IN IP4 127.0.0.1`, "s=-", "c=IN IP4 127.0.0.1", "t=0 0"],
    ...[`m=audio ${String(port)} RTP/AVP 0 101`, "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000"],
    ...["a=fmtp:101 0-15", "a=sendrecv", ""],
  ].join("\r\n");
}

/** The answer to a server's question who one is (RFC 2617, MD5: what telephones speak). */
export function digestOf(challenge: string, method: string, uri: string, user: string, secret: string): string {
  const field = (name: string): string => new RegExp(`${name}="?([^",]+)"?`, "u").exec(challenge)?.[1] ?? "";
  const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
  const [realm, nonce, count, own] = [field("realm"), field("nonce"), "00000001", "0a4f113b"];
  const [first, second] = [md5(`${user}:${realm}:${secret}`), md5(`${method}:${uri}`)];
  const hasQop = field("qop") !== "";
  const response = md5(hasQop ? `${first}:${nonce}:${count}:${own}:auth:${second}` : `${first}:${nonce}:${second}`);
  const rest = hasQop ? `, qop=auth, nc=${count}, cnonce="${own}"` : "";
  const opaque = field("opaque") === "" ? "" : `, opaque="${field("opaque")}"`;
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5${rest}${opaque}`;
}

/** An answer to a request: its own headers back, as the protocol wants them. */
export function replyTo(request: SipMessage, status: string, extra: SipMessage["headers"] = [], body = ""): SipMessage {
  const kept = new Set(["via", "from", "to", "call-id", "cseq"]);
  const hasTo = extra.some(([name]) => name === "to");
  const headers = request.headers.filter(([name]) => kept.has(name) && !(hasTo && name === "to"));
  return { start: `SIP/2.0 ${status}`, headers: [...headers, ...extra], body };
}

const LONG_NAMES: Readonly<Record<string, string>> = {
  v: "via",
  f: "from",
  t: "to",
  i: "call-id",
  m: "contact",
  l: "content-length",
  c: "content-type",
};
