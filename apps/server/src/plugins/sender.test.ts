import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { createSenderOf, senderAt } from "./sender.ts";

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

test.each([
  { name: "nobody vouched for", proxies: [], remote: "203.0.113.9", header: "198.51.100.1", sender: "203.0.113.9" },
  { name: "behind a proxy", proxies: ["10.0.0.5"], remote: "10.0.0.5", header: "198.51.100.1", sender: "198.51.100.1" },
  {
    name: "who wrote into the header before a proxy added to it",
    proxies: ["10.0.0.0/24"],
    remote: "10.0.0.5",
    header: "1.2.3.4, 198.51.100.1, 10.0.0.7",
    sender: "198.51.100.1",
  },
  { name: "a proxy itself", proxies: ["10.0.0.0/24"], remote: "10.0.0.5", header: undefined, sender: "10.0.0.5" },
  { name: "proxies only", proxies: ["10.0.0.0/24"], remote: "10.0.0.5", header: "10.0.0.9", sender: "10.0.0.9" },
  { name: "a proxy of both families", proxies: ["::1"], remote: "::1", header: "2001:db8::7", sender: "2001:db8:0:0" },
  {
    name: "a proxy seen as mapped",
    proxies: ["10.0.0.5"],
    remote: "::ffff:10.0.0.5",
    header: "1.1.1.1",
    sender: "1.1.1.1",
  },
])("the sender is found: $name", ({ proxies, remote, header, sender }) => {
  expect(createSenderOf(proxies)(from(remote, header))).toBe(sender);
});

test("a household of IPv6 is one sender, and an address of IPv4 is itself", () => {
  expect(senderAt("2001:db8:1:2:3::4")).toBe(senderAt("2001:db8:1:2:ffff::1"));
  expect(senderAt("2001:db8:1:3::4")).not.toBe(senderAt("2001:db8:1:2::4"));
  expect(senderAt("::ffff:192.0.2.1")).toBe("192.0.2.1");
});
