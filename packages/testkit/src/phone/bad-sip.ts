/**
 * Messages after the invalid ones of RFC 4475 (section 3.1.2 and 3.3), and some that are no SIP at all. A program that is
 * called by a whole country is sent all of them.
 */
export function badSip(address: string): readonly string[] {
  const messages = CASES.map(([, change], n) => {
    const parts: Parts = {
      start: `INVITE sip:111@${address} SIP/2.0`,
      headers: {
        Via: `SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKbad${String(n)}`,
        "Max-Forwards": "70",
        To: `<sip:111@${address}>`,
        From: `<sip:0900000000@${address}>;tag=bad${String(n)}`,
        "Call-ID": `bad-${String(n)}@nowhere`,
        CSeq: "1 INVITE",
        Contact: "<sip:0900000000@127.0.0.1:9>",
        "Content-Length": "0",
      },
    };
    const { start, headers } = change(parts, address);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return [start, ...lines, "", ""].join("\r\n");
  });
  return [...messages, "", "\r\n\r\n", "INVITE", "\0".repeat(100), "A".repeat(60_000), "SIP/2.0\r\n".repeat(500)];
}

type Parts = { readonly start: string; readonly headers: Readonly<Record<string, string>> };
type Case = readonly [name: string, change: (parts: Parts, address: string) => Parts];

const header = (name: string, value: string, more: Readonly<Record<string, string>> = {}) => {
  return ({ start, headers }: Parts): Parts => ({ start, headers: { ...headers, [name]: value, ...more } });
};
const begin = (line: (address: string) => string, more: Readonly<Record<string, string>> = {}) => {
  return ({ headers }: Parts, address: string): Parts => ({ start: line(address), headers: { ...headers, ...more } });
};
const without = (...names: readonly string[]) => {
  return ({ start, headers }: Parts): Parts => ({
    start,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))),
  });
};

const CASES: readonly Case[] = [
  ["separators too many", header("Via", "SIP/2.0/UDP 127.0.0.1:9;;,;,,")],
  ["longer than it is", header("Content-Length", "9999")],
  ["of a negative length", header("Content-Length", "-999")],
  ["numbers too large", header("CSeq", "36893488147419103232 REGISTER", { "Max-Forwards": "300", Expires: "1e9" })],
  ["an answer with numbers too large", begin(() => "SIP/2.0 503 No", { "Retry-After": "949302838503028349304023988" })],
  ["a quote without an end", header("To", '"Mr. J. User <sip:j.user@example.com>')],
  ["an address in brackets", begin((at) => `INVITE <sip:111@${at}> SIP/2.0`)],
  ["a blank in the address", begin((at) => `INVITE sip:111@${at}; lr SIP/2.0`)],
  ["blanks too many", begin((at) => `INVITE  sip:111@${at}  SIP/2.0`)],
  ["blanks at the end", begin((at) => `OPTIONS sip:111@${at} SIP/2.0  `, { CSeq: "1 OPTIONS" })],
  ["headers in the address", begin((at) => `INVITE sip:111@${at}?Route=%3Csip:x%3E SIP/2.0`)],
  ["a zone that is none", header("Date", "Fri, 01 Jan 2010 16:00:00 EST")],
  ["a contact without brackets", header("Contact", "sip:user@example.com?Route=%3Csip:x%3E")],
  ["blanks in an address", header("To", '"Watson" < sip:t.watson@example.org >')],
  ["a name of signs", header("From", "Bell, Alexander <sip:a.g.bell@example.com>;tag=43")],
  ["another version", begin((at) => `OPTIONS sip:111@${at} SIP/7.0`, { CSeq: "1 OPTIONS" })],
  ["another method in CSeq", begin((at) => `OPTIONS sip:111@${at} SIP/2.0`)],
  ["a method that is none", begin((at) => `NEWMETHOD sip:111@${at} SIP/2.0`)],
  ["an answer that is none", begin(() => "SIP/2.0 4294967301 better not break the receiver")],
  ["nothing that is needed", without("Call-ID", "From", "To")],
  ["no way back", without("Via")],
  [
    "an unknown scheme",
    begin(() => "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0", { CSeq: "1 OPTIONS" }),
  ],
  ["no hops left", header("Max-Forwards", "0")],
  ["a name of bytes", header("From", `"\u0000\u0001\uFFFD" <sip:${"%00".repeat(500)}@x>;tag=1`)],
  ["a header without an end", header("X-Long", "x".repeat(40_000))],
];
