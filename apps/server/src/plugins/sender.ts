import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv4, isIPv6 } from "node:net";

/** Who sends, as far as addresses tell: an IPv6 household is one sender, whichever of its addresses it uses. */
export function senderAt(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/iu.exec(address)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  return isIPv6(address) ? networkOf(address) : address;
}

/**
 * The sender's address of a request that passes no Fastify: what the connection says, unless a proxy that was named
 * passes on another. Read from the end, so that nobody gets in front by writing into the header.
 */
export function createSenderOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const proxies = new BlockList();
  for (const entry of trustedProxies) {
    const [host = "", bits] = entry.split("/");
    const family = isIPv6(host) ? "ipv6" : "ipv4";
    proxies.addSubnet(host, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  }
  const isProxy = (address: string): boolean =>
    isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
  return ({ socket, headers }) => {
    const passedOn = [headers["x-forwarded-for"] ?? ""].flat().join(",").split(",");
    const hops = [...passedOn.map((hop) => hop.trim()).filter((hop) => hop !== ""), socket.remoteAddress ?? ""];
    const firstStranger = hops.findLastIndex((hop) => !isProxy(hop));
    return senderAt(hops[Math.max(0, firstStranger)] ?? "");
  };
}

/** The first 64 bits of an IPv6 address, written out. */
function networkOf(address: string): string {
  const [head = "", tail = ""] = address.split("%")[0]?.split("::") ?? [];
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, "").toLowerCase())
    .join(":");
}
