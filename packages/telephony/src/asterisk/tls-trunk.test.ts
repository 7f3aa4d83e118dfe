import {
  freePort,
  isAsteriskMissing,
  GREETING_HZ,
  MUSIC_HZ,
  testAsterisk,
  type TestAsterisk,
} from "@nightlight/testkit/asterisk";
import type { Telephony, TelephonyEvent } from "@nightlight/commands/call/telephony";
import { loudestIn } from "@nightlight/testkit/phone/tone";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAsteriskTelephony } from "./asterisk-telephony.ts";

const WAIT = { timeout: 20_000 };
const EXAMPLE = join(import.meta.dirname, "../../../../infra/asterisk/trunks/registration-tls.conf");

/** A provider that takes registrations over TLS with a certificate of its own, and no sound that is not encrypted. */
const PROVIDER = (port: number, folder: string): string => `
[transport-tls]
type = transport
protocol = tls
bind = 127.0.0.1:${String(port)}
method = tlsv1_2
cert_file = ${folder}/certificate.pem
priv_key_file = ${folder}/key.pem
[account]
type = auth
auth_type = userpass
username = account
password = secret-of-the-provider
[account]
type = aor
max_contacts = 1
[trunk]
type = endpoint
transport = transport-tls
context = from-trunk
disallow = all
allow = alaw
direct_media = no
media_encryption = sdes
rewrite_contact = yes
media_address = 127.0.0.1
bind_rtp_to_media_address = yes
auth = account
aors = account
[trunk]
type = identify
endpoint = trunk
match = 127.0.0.1
`;

/** The example of our own documentation, with the provider's name and certificate put in. */
const OURS = (port: number, own: number, folder: string): string =>
  readFileSync(EXAMPLE, "utf8")
    .replaceAll("provider.example:5061", `127.0.0.1:${String(port)}`)
    .replaceAll("provider.example", "127.0.0.1")
    .replace("0.0.0.0:5061", `127.0.0.1:${String(own)}`)
    .replace("/etc/ssl/certs/ca-certificates.crt", `${folder}/certificate.pem`)
    .replace("192.0.2.10", "127.0.0.1");

describe.skipIf(isAsteriskMissing())("a trunk by registration over TLS", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "nightlight-trunk-"));
  const engines: TestAsterisk[] = [];
  const lines: Telephony[] = [];
  beforeAll(() => {
    const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem")];
    const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...files, ...names], {
      stdio: "ignore",
    });
  });
  afterAll(async () => {
    for (const line of lines) await line.close();
    for (const engine of engines) await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = async (trunk: string) => {
    const engine = await testAsterisk({ trunk });
    engines.push(engine);
    const telephony = createAsteriskTelephony({ ...engine, mediaAddress: "127.0.0.1", agents: "telephone" });
    lines.push(telephony);
    const events: TelephonyEvent[] = [];
    telephony.listen((event) => events.push(event));
    await expect.poll(() => events.some(({ type }) => type === "link.up"), WAIT).toBe(true);
    return { telephony, events };
  };
  const incoming = (events: readonly TelephonyEvent[]) => events.find(({ type }) => type === "call.incoming");
  /** What somebody hears at their end of a call. */
  const heardAt = async (telephony: Telephony, callId: string): Promise<number | undefined> => {
    const name = `heard-${callId}`;
    await telephony.recordMessage(callId, name, 1);
    await expect.poll(async () => (await telephony.readRecording(name)) !== undefined, WAIT).toBe(true);
    const wav = await telephony.readRecording(name);
    return wav && loudestIn(wav, [GREETING_HZ, MUSIC_HZ]);
  };

  test("the example registers, takes a call whose sound is encrypted, and makes one", async () => {
    const port = await freePort();
    const provider = await open(PROVIDER(port, folder));
    const ours = await open(OURS(port, await freePort(), folder));

    // In: the network calls us where we registered.
    const called = "from-the-network";
    await expect
      .poll(async () => {
        await provider.telephony.dialOut(called, "111", "0912345678");
        return incoming(ours.events);
      }, WAIT)
      .toMatchObject({ dialled: "111", from: "trunk", number: "0912345678" });
    const ring = incoming(ours.events);
    if (ring?.type !== "call.incoming") throw new Error("It does not ring");
    await ours.telephony.answer(ring.callId);
    await expect.poll(() => provider.events, WAIT).toContainEqual({ type: "call.answered", callId: called });
    await ours.telephony.startMusic(ring.callId);
    expect(await heardAt(provider.telephony, called)).toBe(MUSIC_HZ);
    await provider.telephony.hangUp(called, "normal");
    await expect
      .poll(() => ours.events, WAIT)
      .toContainEqual(expect.objectContaining({ type: "call.ended", by: "caller" }));

    // Out: with the account's proof, to the number that was asked for.
    await ours.telephony.dialOut("to-the-network", "0987654321", "anonymous");
    await expect.poll(() => incoming(provider.events), WAIT).toMatchObject({ dialled: "0987654321" });
    const away = incoming(provider.events);
    if (away?.type !== "call.incoming") throw new Error("Nothing arrives");
    await provider.telephony.answer(away.callId);
    await expect.poll(() => ours.events, WAIT).toContainEqual({ type: "call.answered", callId: "to-the-network" });
    await provider.telephony.startMusic(away.callId);
    expect(await heardAt(ours.telephony, "to-the-network")).toBe(MUSIC_HZ);
    await ours.telephony.hangUp("to-the-network", "normal");
  });
});
